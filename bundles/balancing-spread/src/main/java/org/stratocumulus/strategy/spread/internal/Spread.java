package org.stratocumulus.strategy.spread.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.stratocumulus.api.balancing.BalancingStrategy;
import org.stratocumulus.api.balancing.Choice;
import org.stratocumulus.api.balancing.ClusterView;
import org.stratocumulus.api.balancing.Hello;
import org.stratocumulus.api.balancing.Node;

/**
 * The way of CumulusEdge: the client is told this node's own address and a few others, least sessions first; it tries them all and
 * stays with the first that answers (RFC 7016 section 3.5.1.7). When it still asks after some attempts, this node serves it.
 */
public final class Spread implements BalancingStrategy {
    private final int nodes;
    private final int attempts;

    /**
     * @param nodes other nodes to name, 1 to 23
     * @param attempts hellos of one client that are redirected, 1 to 10
     * @throws IllegalArgumentException for a value out of its range; the message names the key
     */
    public Spread(int nodes, int attempts) {
        if (nodes < 1 || nodes > 23) {
            throw new IllegalArgumentException("spread.nodes is 1 to 23, not " + nodes);
        }
        if (attempts < 1 || attempts > 10) {
            throw new IllegalArgumentException("spread.attempts is 1 to 10, not " + attempts);
        }
        this.nodes = nodes;
        this.attempts = attempts;
    }

    @Override
    public String name() {
        return "spread";
    }

    @Override
    public Choice choose(Hello hello, ClusterView view) {
        if (hello.attempt() > attempts && view.self().isOpen()) {
            return new Choice.ServeHere("attempt " + hello.attempt() + ", no other has served it");
        }
        List<Node> others = new ArrayList<>();
        for (Node node : view.others()) {
            if (node.isOpen()) {
                others.add(node);
            }
        }
        if (others.isEmpty()) {
            return new Choice.ServeHere("no other node is open");
        }
        others.sort(Comparator.comparing(Node::isMeasured).reversed().thenComparingDouble(Node::load));
        List<Node> named = new ArrayList<>(others.subList(0, Math.min(nodes, others.size())));
        if (view.self().isOpen() && !view.self().addresses().isEmpty()) {
            named.add(0, view.self());
        }
        return new Choice.RedirectTo(named, attempts, "the first of " + named.size() + " to answer");
    }
}
