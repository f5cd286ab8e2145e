package org.stratocumulus.api.status;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;
import org.stratocumulus.api.GroupId;
import org.stratocumulus.api.PeerId;

/** The NetGroups of this node. One service. */
@ProviderType
public interface GroupStatus {
    /** All groups. */
    List<GroupInfo> groups();

    /**
     * The members of a group in the order of the ring, those of this node before the known ones of others, at most so many; empty for a group
     * that nobody is in.
     */
    List<MemberInfo> members(GroupId group, int limit);

    /** The other nodes that have members of a group; empty without the cluster feature, and for a group that this node has no client in. */
    List<GroupNode> nodes(GroupId group);

    /** Counters by name, in order. */
    Map<String, Long> counters();

    /**
     * One group.
     *
     * @param members clients of this node
     * @param virtualMembers members added by hand
     * @param remoteMembers clients of other nodes, as those said last; of a large group not all are known here
     * @param nodes other nodes that have members
     */
    record GroupInfo(GroupId id, int members, int virtualMembers, long remoteMembers, int nodes) {
    }

    /**
     * Another node that has members of a group.
     *
     * @param nodeId its identity
     * @param address far address of the link
     * @param members its clients in the group, as it said last
     * @param known those of them that it has named
     */
    record GroupNode(String nodeId, String address, long members, int known) {
    }

    /**
     * One member.
     *
     * @param node identity of the other node that it is connected to; empty for a client of this node, and when it was added by hand only
     * @param path application path of the client; empty when it is none of this node
     * @param address where the client was last verified to be; empty when it is none of this node
     * @param virtual whether it was added by hand
     * @param introductions members that it was told of
     */
    record MemberInfo(PeerId peer, String node, String path, String address, boolean virtual, long introductions) {
    }
}
