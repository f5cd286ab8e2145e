package org.stratocumulus.api.directory;

import org.osgi.annotation.versioning.ProviderType;
import org.stratocumulus.api.GroupId;
import org.stratocumulus.api.PeerId;

/**
 * Who is where in the cluster: each node says which peers and which groups it has, and learns the same of the others. Such a fact belongs to
 * the node that said it, carries its identity and incarnation, and dies with its link. One service; absent on a node without the directory,
 * which then is alone with what it has.
 */
@ProviderType
public interface ClusterDirectory {
    /** Peers by the node that they are connected to. */
    OwnedIds<PeerId> peers();

    /** Groups by the nodes that have members of them. */
    OwnedIds<GroupId> groups();
}
