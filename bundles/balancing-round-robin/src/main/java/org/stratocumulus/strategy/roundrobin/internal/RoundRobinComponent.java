package org.stratocumulus.strategy.roundrobin.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.service.component.annotations.Component;
import org.stratocumulus.api.balancing.BalancingStrategy;
import org.stratocumulus.api.balancing.Choice;
import org.stratocumulus.api.balancing.ClusterView;
import org.stratocumulus.api.balancing.Hello;
import org.stratocumulus.api.balancing.Node;

/** One open node after the other, in the order of their ids, this node included. Looks at no load. */
@Component(property = "strategy.name=round-robin")
public final class RoundRobinComponent implements BalancingStrategy {
    private final AtomicInteger turn = new AtomicInteger();

    @Override
    public String name() {
        return "round-robin";
    }

    @Override
    public Choice choose(Hello hello, ClusterView view) {
        List<Node> open = new ArrayList<>(view.open());
        if (open.isEmpty()) {
            return new Choice.ServeHere("no node is open");
        }
        open.sort(Comparator.comparing(Node::id)); // this node in its place, so that the turn means the same whoever comes or goes
        int next = Math.floorMod(turn.getAndIncrement(), open.size());
        return Choice.of(open.get(next), "turn " + (next + 1) + " of " + open.size());
    }
}
