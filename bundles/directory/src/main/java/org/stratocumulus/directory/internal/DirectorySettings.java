package org.stratocumulus.directory.internal;

/**
 * What an operator decides.
 *
 * @param sharded whether this node is told of the ids only that it is a home of
 * @param homes nodes that each id of this node is told to, where those are of the sharded form, 1 to 8
 * @param maxIds ids of other nodes that are held, of peers and of groups each, 1 or more
 */
public record DirectorySettings(boolean sharded, int homes, int maxIds) {
    public static final DirectorySettings DEFAULT = new DirectorySettings(false, 2, 2_000_000);

    /** @throws IllegalArgumentException for a value out of range, which it names */
    public DirectorySettings {
        if (homes < 1 || homes > View.MAX_HOMES) {
            throw new IllegalArgumentException("directory.homes is from 1 to " + View.MAX_HOMES + ", not " + homes);
        }
        if (maxIds < 1) {
            throw new IllegalArgumentException("directory.maxIds is at least 1, not " + maxIds);
        }
    }

    /** @param form {@code full} or {@code sharded} */
    public static DirectorySettings of(String form, int homes, int maxIds) {
        if (!form.equals("full") && !form.equals("sharded")) {
            throw new IllegalArgumentException("directory.form is full or sharded, not '" + form + "'");
        }
        return new DirectorySettings(form.equals("sharded"), homes, maxIds);
    }

    /** As it is configured. */
    String form() {
        return sharded ? "sharded" : "full";
    }
}
