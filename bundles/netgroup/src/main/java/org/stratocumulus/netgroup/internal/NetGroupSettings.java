package org.stratocumulus.netgroup.internal;

import org.stratocumulus.api.settings.SettingsReader;

/**
 * What the administrator sets of NetGroups. A change holds for what begins after it.
 *
 * @param groups groups of this node, at least 1
 * @param members clients of this node in one group, at least 1
 * @param virtualMembers members of this node's groups added by hand, 0 for none
 * @param remoteMembers members of other nodes that are known here, once for each group and node, 0 for none
 * @param perConnection groups of one connection, at least 1; as many joins may come at once
 * @param joinsPerSecond joins of one connection per second, at least 1
 */
public record NetGroupSettings(int groups, int members, int virtualMembers, int remoteMembers, int perConnection, int joinsPerSecond) {
    private static final int MANY = Integer.MAX_VALUE;

    /** What holds without a configuration. */
    public static final NetGroupSettings DEFAULT = new NetGroupSettings(10_000, 50_000, 100_000, 200_000, 64, 5);

    /** Takes each value that is good; the others stay as they were. */
    public static NetGroupSettings read(SettingsReader in, NetGroupSettings former) {
        NetGroupSettings standard = DEFAULT;
        return new NetGroupSettings(in.number("netgroup.groups", 1, MANY, standard.groups, former.groups),
            in.number("netgroup.members", 1, MANY, standard.members, former.members),
            in.number("netgroup.virtualMembers", 0, MANY, standard.virtualMembers, former.virtualMembers),
            in.number("netgroup.remoteMembers", 0, MANY, standard.remoteMembers, former.remoteMembers),
            in.number("netgroup.perConnection", 1, MANY, standard.perConnection, former.perConnection),
            in.number("netgroup.joinsPerSecond", 1, MANY, standard.joinsPerSecond, former.joinsPerSecond));
    }
}
