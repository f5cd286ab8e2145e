package org.stratocumulus.strategy.twochoices.internal;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.stratocumulus.api.balancing.BalancingStrategy;
import org.stratocumulus.api.balancing.Choice;
import org.stratocumulus.api.balancing.ClusterView;
import org.stratocumulus.api.balancing.Hello;
import org.stratocumulus.api.balancing.Node;

/**
 * The power of two choices: of two open nodes taken by chance the one with less load. Chance keeps many redirecting nodes from running to
 * the same one; the clients that this node has sent somewhere since the last report count as load there.
 */
@Component(property = "strategy.name=two-choices")
public final class TwoChoicesComponent implements BalancingStrategy {
    @Override
    public String name() {
        return "two-choices";
    }

    @Override
    public Choice choose(Hello hello, ClusterView view) {
        List<Node> nodes = view.measured();
        if (nodes.isEmpty()) {
            return new Choice.ServeHere("no node is open");
        }
        if (nodes.size() == 1) {
            return Choice.of(nodes.get(0), "is the only open node");
        }
        int one = (int) Long.remainderUnsigned(hello.seed(), nodes.size());
        // a second one that differs: the high half of the seed is as good as another throw
        int two = (one + 1 + (int) ((hello.seed() >>> 32) % (nodes.size() - 1))) % nodes.size();
        Node first = nodes.get(one);
        Node second = nodes.get(two);
        Node better = second.expectedLoad() < first.expectedLoad() ? second : first;
        Node other = better == first ? second : first;
        return Choice.of(better, "has " + figures(better) + " to " + figures(other) + " of " + other.id());
    }

    private static String figures(Node node) {
        return node.sessions() + "+" + node.redirected();
    }
}
