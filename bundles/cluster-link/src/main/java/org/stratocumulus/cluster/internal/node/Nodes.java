package org.stratocumulus.cluster.internal.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stratocumulus.api.cluster.Direction;
import org.stratocumulus.cluster.internal.link.FarEnd;
import org.stratocumulus.cluster.internal.link.Link;

/**
 * The linked nodes. Two nodes that dialled each other have two links for a moment: the one dialled by the node of the smaller id is kept,
 * and of several dialled by one node its oldest. Whoever dialled a link that is not kept retires it: says {@code :superseded} as its last
 * word on it and goes on reading, until the other closes it. So nothing in flight is lost, and a node is one node all the time.
 *
 * <p>Nodes of the original announce no identity; there each link is a node, as there.
 */
final class Nodes {
    static final String SUPERSEDED = ":superseded";

    private static final long RETIREMENT = 5_000;

    private final String selfId;
    private final Requests requests;
    private final Runnable changed;
    private final Map<Link, KnownNode> byLink = new HashMap<>();
    private final Map<String, KnownNode> byId = new HashMap<>();
    private final Map<Link, Long> retiring = new HashMap<>();
    private final Set<Link> superseded = new HashSet<>();
    private volatile List<KnownNode> linked = List.of();

    /** @param changed runs after a node has come or gone */
    Nodes(String selfId, Requests requests, Runnable changed) {
        this.selfId = selfId;
        this.requests = requests;
        this.changed = changed;
    }

    /** The linked nodes in the order in which they came. Any thread. */
    List<KnownNode> linked() {
        return linked;
    }

    /** Null when it is not linked. */
    KnownNode byId(String nodeId) {
        return byId.get(nodeId);
    }

    /** Null when the link is not up. */
    KnownNode of(Link link) {
        return byLink.get(link);
    }

    /** Why a node of ours cannot be linked now; null when it can. */
    String refusal(FarEnd far) {
        KnownNode known = byId.get(far.nodeId());
        if (known != null && far.incarnation() < known.incarnation()) {
            return "node " + far.nodeId() + " is linked already in a later incarnation; is its identity used twice?";
        }
        return null;
    }

    /** A link has come up. @return true when the node is new */
    boolean up(Link link, long now) {
        FarEnd far = link.far();
        KnownNode node = far.isOurs() ? byId.get(far.nodeId()) : null;
        if (node != null && node.incarnation() != far.incarnation()) {
            List.copyOf(node.links()).forEach(old -> old.close("the node has started anew"));
            node = null;
        }
        if (node != null) {
            node.add(link);
            byLink.put(link, node);
            settle(node, now);
            return false;
        }
        node = new KnownNode(link, requests);
        byLink.put(link, node);
        if (far.isOurs()) {
            byId.put(far.nodeId(), node);
        }
        List<KnownNode> next = new ArrayList<>(linked);
        next.add(node);
        linked = List.copyOf(next);
        changed.run();
        return true;
    }

    /** A link that may have been up is closed. */
    void down(Link link, String reason, long now) {
        KnownNode node = byLink.remove(link);
        if (node == null) {
            return;
        }
        node.links().remove(link);
        superseded.remove(link);
        retiring.remove(link);
        if (!node.links().isEmpty()) {
            settle(node, now);
            return;
        }
        node.lost(reason);
        byId.remove(node.nodeId(), node);
        List<KnownNode> next = new ArrayList<>(linked);
        next.remove(node);
        linked = List.copyOf(next);
        requests.lost(node, reason);
        changed.run();
    }

    /** The far end will say nothing more on this link. */
    void superseded(Link link, long now) {
        KnownNode node = byLink.get(link);
        if (node != null && superseded.add(link)) {
            retiring.put(link, now + RETIREMENT);
            settle(node, now);
        }
    }

    void tick(long now) {
        for (Map.Entry<Link, Long> entry : List.copyOf(retiring.entrySet())) {
            if (now >= entry.getValue()) {
                entry.getKey().close("superseded by another link to the same node");
            }
        }
    }

    private void settle(KnownNode node, long now) {
        List<Link> candidates = node.links().stream().filter(link -> !retiring.containsKey(link)).toList();
        Link keeper = keeper(node, candidates);
        if (keeper == null) {
            // what is left was given up by one end: the far end may not have its other link up yet, then it comes up here within moments
            if (node.links().stream().noneMatch(superseded::contains)) {
                List.copyOf(node.links()).forEach(link -> link.close("the link that superseded this one is lost"));
            }
            return;
        }
        node.primary(keeper);
        for (Link link : candidates) {
            if (link != keeper && link.direction() == Direction.TARGET) {
                link.control(SUPERSEDED);
                retiring.put(link, now + RETIREMENT);
            }
        }
        for (Link link : List.copyOf(node.links())) {
            if (superseded.contains(link)) {
                link.close("superseded by another link to the same node");
            }
        }
    }

    /** Of those dialled here the oldest; of those dialled there the newest, for the oldest may be dead without anybody having noticed. */
    private Link keeper(KnownNode node, List<Link> candidates) {
        List<Link> dialled = candidates.stream().filter(link -> link.direction() == Direction.TARGET).toList();
        List<Link> accepted = candidates.stream().filter(link -> link.direction() == Direction.INITIATOR).toList();
        boolean smaller = selfId.compareTo(node.nodeId()) < 0;
        if (!dialled.isEmpty() && (smaller || accepted.isEmpty())) {
            return dialled.get(0);
        }
        return accepted.isEmpty() ? null : accepted.get(accepted.size() - 1);
    }
}
