package org.stratocumulus.api.cluster;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The newest report of each node: this one and the linked ones that send reports. One service. */
@ProviderType
public interface NodeRegistry {
    /** This node's newest report. */
    NodeReport self();

    /** The reports of the others, in the order in which they were linked. */
    List<NodeReport> others();

    /** The report of one node, this one included. */
    Optional<NodeReport> find(String nodeId);

    /** Changes what this node says of its readiness; the others are told at once. */
    void announce(NodeState state);
}
