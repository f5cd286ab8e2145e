package org.stratocumulus.api.balancing;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.stratocumulus.api.cluster.NodeState;

/**
 * One server as a strategy sees it. What it says of another node is as old as that node's last report.
 *
 * @param id stable identity; for a server that announces none (the C++ CumulusServer) the address of its link
 * @param self whether it is the node that is asked
 * @param state whether it wants new sessions
 * @param full whether a limit of its admission is reached
 * @param sessions open sessions by its last report; 0 without one
 * @param maxSessions how many it admits; 0 unknown
 * @param redirected clients that this node has sent there and that its report cannot contain yet
 * @param bitsOutPerSecond sent to clients
 * @param cpu load of its process, 0 to 1; -1 unknown
 * @param reportMillis age of the report; -1 when there is none or it is too old to go by
 * @param properties what its administrator says of it ({@code balancing.properties} there; for a target also {@code ?key=value} here)
 * @param addresses where clients reach it, resolved, best first; empty when it has no public address
 */
public record Node(String id, boolean self, NodeState state, boolean full, int sessions, int maxSessions, int redirected,
        long bitsOutPerSecond, double cpu, long reportMillis, Map<String, String> properties, List<InetSocketAddress> addresses) {
    /** Property: how much it can carry, relative to others, a decimal number above 0; 1 unless given. */
    public static final String CAPACITY = "capacity";
    /** Property: where it is, any word. */
    public static final String REGION = "region";

    public Node {
        properties = Map.copyOf(properties);
        addresses = List.copyOf(addresses);
    }

    /** Whether clients may be sent there now: up, not full, and known by a public address unless it is this node. */
    public boolean isOpen() {
        return state == NodeState.UP && !full && (self || !addresses.isEmpty());
    }

    /** Whether its figures can be gone by. */
    public boolean isMeasured() {
        return reportMillis >= 0;
    }

    /** Sessions by its last report, divided by its {@link #capacity}. */
    public double load() {
        return sessions / capacity();
    }

    /** As {@link #load}, with the clients that are on their way there. */
    public double expectedLoad() {
        return (sessions + (double) redirected) / capacity();
    }

    /** {@link #CAPACITY}; 1 when it is not given or not a number above 0. */
    public double capacity() {
        String text = properties.get(CAPACITY);
        if (text == null) {
            return 1;
        }
        try {
            double capacity = Double.parseDouble(text);
            return capacity > 0 && capacity <= 1e9 ? capacity : 1;
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    /** {@link #REGION}; empty when it is not given. */
    public String region() {
        return properties.getOrDefault(REGION, "");
    }
}
