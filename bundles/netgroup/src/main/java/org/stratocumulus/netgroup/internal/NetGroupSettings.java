package org.stratocumulus.netgroup.internal;

/**
 * What the administrator sets of NetGroups. A change holds for what begins after it.
 *
 * @param groups groups of this node, at least 1
 * @param members clients of this node in one group, at least 1
 * @param virtualMembers members of this node's groups added by hand, 0 for none
 * @param perConnection groups of one connection, at least 1; as many joins may come at once
 * @param joinsPerSecond joins of one connection per second, at least 1
 */
public record NetGroupSettings(int groups, int members, int virtualMembers, int perConnection, int joinsPerSecond) {
    /** What holds without a configuration. */
    public static final NetGroupSettings DEFAULT = new NetGroupSettings(10_000, 50_000, 100_000, 64, 5);

    /** @throws IllegalArgumentException for a value out of its range; the message names the key */
    public NetGroupSettings {
        atLeast(1, "netgroup.groups", groups);
        atLeast(1, "netgroup.members", members);
        atLeast(0, "netgroup.virtualMembers", virtualMembers);
        atLeast(1, "netgroup.perConnection", perConnection);
        atLeast(1, "netgroup.joinsPerSecond", joinsPerSecond);
    }

    private static void atLeast(int least, String key, int value) {
        if (value < least) {
            throw new IllegalArgumentException(key + " is at least " + least + ", not " + value);
        }
    }
}
