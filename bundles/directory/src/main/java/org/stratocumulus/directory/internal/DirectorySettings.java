package org.stratocumulus.directory.internal;

import org.stratocumulus.api.settings.SettingsReader;

/**
 * What an operator decides.
 *
 * @param sharded whether this node is told of those peers only that it is a home of
 * @param homes nodes that each peer of this node is told to, where those are of the sharded form, 1 to 8
 * @param maxIds ids of other nodes that are held, of peers and of groups each, 1 or more
 */
public record DirectorySettings(boolean sharded, int homes, int maxIds) {
    public static final DirectorySettings DEFAULT = new DirectorySettings(false, 2, 2_000_000);

    /** Takes each value that is good; the others stay as they were. */
    public static DirectorySettings read(SettingsReader in, DirectorySettings former) {
        return new DirectorySettings(in.value("directory.form", DirectorySettings::isSharded, DEFAULT.sharded, former.sharded),
            in.number("directory.homes", 1, View.MAX_HOMES, DEFAULT.homes, former.homes),
            in.number("directory.maxIds", 1, Integer.MAX_VALUE, DEFAULT.maxIds, former.maxIds));
    }

    /** @throws IllegalArgumentException for anything but {@code full} and {@code sharded} */
    private static boolean isSharded(String form) {
        if (!form.equals("full") && !form.equals("sharded")) {
            throw new IllegalArgumentException("neither full nor sharded");
        }
        return form.equals("sharded");
    }

    /** As it is configured. */
    String form() {
        return sharded ? "sharded" : "full";
    }
}
