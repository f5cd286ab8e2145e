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

    /** The members of a group in the order of the ring, at most so many; empty for a group that nobody is in. */
    List<MemberInfo> members(GroupId group, int limit);

    /** Counters by name, in order. */
    Map<String, Long> counters();

    /**
     * One group.
     *
     * @param members clients of this node
     * @param virtualMembers members added by hand
     */
    record GroupInfo(GroupId id, int members, int virtualMembers) {
    }

    /**
     * One member.
     *
     * @param path application path of the client; empty for a virtual member
     * @param address where the client was last verified to be; empty for a virtual member
     * @param virtual whether it was added by hand
     * @param introductions members that it was told of
     */
    record MemberInfo(PeerId peer, String path, String address, boolean virtual, long introductions) {
    }
}
