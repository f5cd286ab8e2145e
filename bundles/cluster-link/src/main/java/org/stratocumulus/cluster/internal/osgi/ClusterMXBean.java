package org.stratocumulus.cluster.internal.osgi;

import java.util.List;
import java.util.Map;

/** The links for monitoring tools: {@code org.stratocumulus:type=Cluster}. */
public interface ClusterMXBean {
    /** This node's stable identity. */
    String getNodeId();

    /** Where links are accepted; empty without a listener. */
    String getListening();

    /** How many servers are linked. */
    int getServers();

    /** Settings that are refused or cannot be obeyed. */
    List<String> getProblems();

    /** Everything that is counted. */
    Map<String, Long> getCounters();

    /** Every link, and every target that has none. */
    List<LinkView> getLinks();
}
