package org.stratocumulus.api.cluster;

import java.util.List;
import java.util.Set;

/**
 * What this server tells others of itself.
 *
 * @param nodeId stable identity
 * @param incarnation grows with each start
 * @param cluster name of the cluster; nodes of another name are refused; empty unless configured
 * @param publicAddresses {@code servers.publicAddress}
 * @param port TCP port of the listener for links, 0 without one
 * @param capabilities what it can do beyond the original link
 */
public record LocalNode(String nodeId, long incarnation, String cluster, List<String> publicAddresses, int port, Set<String> capabilities) {
    public LocalNode {
        publicAddresses = List.copyOf(publicAddresses);
        capabilities = Set.copyOf(capabilities);
    }
}
