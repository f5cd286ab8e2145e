package org.stratocumulus.balancing.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.stratocumulus.api.balancing.ClusterView;
import org.stratocumulus.api.balancing.Node;

/** The nodes as this one knows them: facts that one thread replaces from time to time, and clients on their way that all loops count. */
public final class NodeTable {
    private record Row(NodeFacts facts, OnTheWay onTheWay) {
    }

    private record Rows(Row self, List<Row> others, Map<String, String> elsewhere) {
    }

    private final Map<String, OnTheWay> onTheWay = new ConcurrentHashMap<>();
    private volatile Rows rows;

    /** @param self this node, before anything else is known */
    public NodeTable(NodeFacts self) {
        rows = new Rows(row(self), List.of(), Map.of());
    }

    /**
     * New facts. Clients that were sent to a node earlier than {@code settleMillis} before its report are taken to be in it.
     *
     * @param now milliseconds, monotonic, as for all methods
     */
    public synchronized void update(NodeFacts self, List<NodeFacts> others, long now, BalancingSettings settings) {
        List<Row> next = new ArrayList<>();
        Set<String> ids = new TreeSet<>(Set.of(self.id()));
        others.stream().sorted(Comparator.comparing(NodeFacts::id)).forEach(facts -> {
            if (ids.add(facts.id())) {
                next.add(row(facts));
            }
        });
        onTheWay.keySet().retainAll(ids);
        Row here = row(self);
        settle(here, now, settings);
        next.forEach(row -> settle(row, now, settings));
        rows = new Rows(here, List.copyOf(next), elsewhere(self, next));
    }

    /** The other node that clients know by this {@code host:port}; null when it is none, or this one. Any thread. */
    String nodeAt(String hostPort) {
        return rows.elsewhere().get(hostPort);
    }

    private static Map<String, String> elsewhere(NodeFacts self, List<Row> others) {
        Map<String, String> elsewhere = new HashMap<>();
        for (Row row : others) {
            row.facts().hostPorts().forEach(name -> elsewhere.putIfAbsent(name, row.facts().id()));
        }
        self.hostPorts().forEach(elsewhere::remove);
        return Map.copyOf(elsewhere);
    }

    /** A client was given to a node; a node that is unknown is not counted. */
    void sent(String id, long now) {
        OnTheWay count = onTheWay.get(id);
        if (count != null) {
            count.add(now);
        }
    }

    /**
     * The cluster now. Any thread.
     *
     * @param selfFull whether this node takes no more clients, for a reason that is not in its facts
     */
    ClusterView view(long now, long staleMillis, boolean selfFull) {
        Rows current = rows;
        List<Node> others = new ArrayList<>(current.others().size());
        for (Row row : current.others()) {
            others.add(row.facts().node(false, row.onTheWay().count(), now, staleMillis));
        }
        NodeFacts self = current.self().facts();
        Node here = self.node(true, current.self().onTheWay().count(), now, staleMillis);
        return new ClusterView(selfFull ? full(here) : here, others);
    }

    private Row row(NodeFacts facts) {
        return new Row(facts, onTheWay.computeIfAbsent(facts.id(), id -> new OnTheWay()));
    }

    private static void settle(Row row, long now, BalancingSettings settings) {
        long asOf = row.facts().reportedAt() < 0 ? now - settings.staleMillis() : row.facts().reportedAt() - settings.settleMillis();
        row.onTheWay().arrivedUntil(asOf);
    }

    private static Node full(Node n) {
        return new Node(n.id(), true, n.state(), true, n.sessions(), n.maxSessions(), n.redirected(), n.bitsOutPerSecond(), n.cpu(),
            n.reportMillis(), n.properties(), n.addresses());
    }
}
