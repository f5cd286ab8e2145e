package org.stratocumulus.strategy.leastloaded.internal;

import org.osgi.service.component.annotations.Component;
import org.stratocumulus.api.balancing.BalancingStrategy;
import org.stratocumulus.api.balancing.Choice;
import org.stratocumulus.api.balancing.ClusterView;
import org.stratocumulus.api.balancing.Hello;
import org.stratocumulus.api.balancing.Node;

/**
 * The open node with the fewest sessions for its capacity, by its last report; of equals this one. Between two reports every client
 * goes to the same node: with many clients per second it herds, and two-choices is the better choice.
 */
@Component(property = "strategy.name=least-loaded")
public final class LeastLoadedComponent implements BalancingStrategy {
    @Override
    public String name() {
        return "least-loaded";
    }

    @Override
    public Choice choose(Hello hello, ClusterView view) {
        Node least = null;
        for (Node node : view.measured()) {
            if (least == null || node.load() < least.load()) {
                least = node;
            }
        }
        return least == null ? new Choice.ServeHere("no node is open") : Choice.of(least, "has the least load, " + least.sessions()
            + " sessions");
    }
}
