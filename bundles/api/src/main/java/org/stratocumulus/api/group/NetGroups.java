package org.stratocumulus.api.group;

import org.osgi.annotation.versioning.ProviderType;
import org.stratocumulus.api.GroupId;
import org.stratocumulus.api.PeerId;

/**
 * The NetGroups of this node. One service; any thread may use it. Applications hear of real joins and leaves by
 * {@link org.stratocumulus.api.application.Application#joinGroup}.
 */
@ProviderType
public interface NetGroups {
    /**
     * Adds a member that is not connected to this node, for instance one of another server: real members are introduced to it, and it to
     * none. No application hears of it. Adding a peer again to the same group counts; it is a member until every registration is closed.
     *
     * <p>The caller is sure that the peer lives and has joined: members will try to reach it.
     *
     * @throws IllegalStateException naming the limit, when the node has too many groups or virtual members
     */
    VirtualMember addVirtualMember(GroupId group, PeerId peer);
}
