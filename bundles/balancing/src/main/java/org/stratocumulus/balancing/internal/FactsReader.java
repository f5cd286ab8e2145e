package org.stratocumulus.balancing.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.stratocumulus.api.cluster.Cluster;
import org.stratocumulus.api.cluster.Direction;
import org.stratocumulus.api.cluster.NodeRegistry;
import org.stratocumulus.api.cluster.NodeReport;
import org.stratocumulus.api.cluster.NodeState;
import org.stratocumulus.api.cluster.ServerNode;
import org.stratocumulus.api.status.NodeStatus;
import org.stratocumulus.balancing.internal.BalancingSettings.Admission;

/** Puts together what is known of each node. {@link #others} takes one thread at a time, the rest any. */
public final class FactsReader {
    /** Nodes whose news are kept. */
    static final int MAX_NODES = 1024;
    /** The id of this node while there is no cluster. */
    static final String ALONE = "this";

    private record Received(long incarnation, long sequence, long at) {
    }

    private final AddressBook addresses;
    private final Map<String, NodeNews> news = new ConcurrentHashMap<>();
    private final Map<String, Received> received = new HashMap<>();
    private volatile List<String> problems = List.of();

    public FactsReader(AddressBook addresses) {
        this.addresses = addresses;
    }

    /** This node before anything is known. */
    public static NodeFacts alone(Map<String, String> properties) {
        return new NodeFacts(ALONE, NodeState.UP, false, 0, 0, 0, -1, -1, properties, List.of(), List.of());
    }

    /** A node has told of itself. */
    public void heard(String nodeId, NodeNews said) {
        if (news.size() < MAX_NODES || news.containsKey(nodeId)) {
            news.put(nodeId, said);
        }
    }

    /** A node is gone, and with it what it said. */
    public void forget(String nodeId) {
        news.remove(nodeId);
    }

    /**
     * Facts of this node, as of now but for the rate of sending and the processor, which are its latest report's.
     *
     * @param cluster null without one
     * @param registry null without one
     * @param endpoint as it is now; null without one
     * @param draining whether it wants no new sessions
     */
    public NodeFacts self(Cluster cluster, NodeRegistry registry, NodeStatus.Snapshot endpoint, boolean draining, BalancingSettings settings,
            long now) {
        NodeReport report = registry == null ? null : registry.self();
        int open = endpoint == null ? 0 : endpoint.sessions();
        List<String> names = cluster == null ? List.of() : cluster.self().publicAddresses();
        return new NodeFacts(cluster == null ? ALONE : cluster.self().nodeId(), draining ? NodeState.DRAINING : NodeState.UP,
            isFull(open, endpoint, report, settings.admission()), open, limit(endpoint, settings.admission()),
            report == null ? 0 : report.bitsOutPerSecond(), report == null ? -1 : report.cpu(), now, settings.properties(), names,
            addresses.find(names, now));
    }

    /** Facts of the linked nodes. */
    public List<NodeFacts> others(Cluster cluster, long now) {
        if (cluster == null) {
            received.clear();
            problems = List.of();
            return List.of();
        }
        List<NodeFacts> facts = new ArrayList<>();
        List<String> found = new ArrayList<>();
        Set<String> present = new HashSet<>();
        List<ServerNode> servers = cluster.servers().list();
        if (!servers.isEmpty()) {
            note(found, "this node", cluster.self().publicAddresses(), "no other node sends clients here; set servers.publicAddress");
        }
        for (ServerNode server : servers) {
            if (server.isConnected()) {
                NodeFacts node = facts(server, now);
                facts.add(node);
                present.add(node.id());
                note(found, "node " + node.id(), server.publicAddresses(), "no client is sent there; set servers.publicAddress there");
            }
        }
        received.keySet().retainAll(present);
        problems = List.copyOf(found);
        return facts;
    }

    /** Public addresses that are missing or cannot be used, as of the last {@link #others}. */
    public List<String> problems() {
        return problems;
    }

    private NodeFacts facts(ServerNode server, long now) {
        String id = server.nodeId().isEmpty() ? server.address() : server.nodeId();
        NodeNews said = news.getOrDefault(id, NodeNews.NONE);
        Map<String, String> properties = new HashMap<>();
        if (server.direction() == Direction.TARGET) { // those of an initiator are what it says of this node
            properties.putAll(server.properties());
        }
        properties.putAll(said.properties());
        List<String> names = server.publicAddresses();
        NodeReport report = server.report().orElse(null);
        if (report == null) { // the C++ CumulusServer never reports
            return new NodeFacts(id, NodeState.UP, said.full(), 0, 0, 0, -1, -1, properties, names, addresses.find(names, now));
        }
        return new NodeFacts(id, report.state(), said.full(), report.sessions(), report.maxSessions(), report.bitsOutPerSecond(),
            report.cpu(), receivedAt(id, report, now), properties, names, addresses.find(names, now));
    }

    private long receivedAt(String id, NodeReport report, long now) {
        Received last = received.get(id);
        if (last == null || last.sequence() != report.sequence() || last.incarnation() != report.incarnation()) {
            last = new Received(report.incarnation(), report.sequence(), now);
            received.put(id, last);
        }
        return last.at();
    }

    private void note(List<String> found, String who, List<String> publicAddresses, String consequence) {
        String problem = publicAddresses.isEmpty() ? "has no public address" : addresses.problem(publicAddresses);
        if (!problem.isEmpty()) {
            found.add(who + (publicAddresses.isEmpty() ? " " : ": ") + problem + ": " + consequence);
        }
    }

    /**
     * Whether this node admits no more.
     *
     * @param open sessions that count
     * @param endpoint as it is now; null without one
     * @param report the latest of this node; null without one
     */
    public static boolean isFull(int open, NodeStatus.Snapshot endpoint, NodeReport report, Admission admission) {
        int limit = limit(endpoint, admission);
        long mostBits = admission.bitsPerSecond();
        return limit > 0 && open >= limit || mostBits > 0 && report != null && report.bitsOutPerSecond() >= mostBits;
    }

    private static int limit(NodeStatus.Snapshot endpoint, Admission admission) {
        return least(admission.sessions(), endpoint == null ? 0 : endpoint.maxSessions());
    }

    private static int least(int a, int b) {
        return a == 0 ? b : b == 0 ? a : Math.min(a, b);
    }
}
