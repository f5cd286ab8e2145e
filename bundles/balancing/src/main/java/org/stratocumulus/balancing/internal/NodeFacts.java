package org.stratocumulus.balancing.internal;

import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.stratocumulus.api.balancing.Node;
import org.stratocumulus.api.cluster.NodeState;

/**
 * What is known of a node apart from the clients on their way to it.
 *
 * @param reportedAt when the report came that the figures are from; -1 without one
 * @param names public addresses as they were configured, {@code host:port}
 * @param full whether the node itself says so
 */
public record NodeFacts(String id, NodeState state, boolean full, int sessions, int maxSessions, long bitsOutPerSecond, double cpu,
        long reportedAt, Map<String, String> properties, List<String> names, List<InetSocketAddress> addresses) {
    public NodeFacts {
        properties = Map.copyOf(properties);
        names = List.copyOf(names);
        addresses = List.copyOf(addresses);
    }

    /** The spellings by which a URL may name it: as configured, and by resolved address. */
    Set<String> hostPorts() {
        Set<String> all = new HashSet<>();
        names.forEach(name -> all.add(name.toLowerCase(Locale.ROOT)));
        addresses.forEach(address -> all.add(HelloBalancer.text(address)));
        return all;
    }

    /**
     * The node for a strategy.
     *
     * @param redirected clients on their way there
     * @param staleMillis age from which a report is not gone by
     */
    Node node(boolean self, int redirected, long now, long staleMillis) {
        long age = reportedAt < 0 ? -1 : Math.max(0, now - reportedAt);
        boolean noRoom = full || maxSessions > 0 && sessions + (long) redirected >= maxSessions;
        return new Node(id, self, state, noRoom, sessions, maxSessions, redirected, bitsOutPerSecond, cpu, age > staleMillis ? -1 : age,
            properties, addresses);
    }
}
