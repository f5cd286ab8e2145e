package org.stratocumulus.strategy.weighted.internal;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.stratocumulus.api.balancing.BalancingStrategy;
import org.stratocumulus.api.balancing.Choice;
import org.stratocumulus.api.balancing.ClusterView;
import org.stratocumulus.api.balancing.Hello;
import org.stratocumulus.api.balancing.Node;

/** By chance, in proportion to the property {@code capacity} of the open nodes. Looks at no load, so it suits servers that never report. */
@Component(property = "strategy.name=weighted")
public final class WeightedComponent implements BalancingStrategy {
    @Override
    public String name() {
        return "weighted";
    }

    @Override
    public Choice choose(Hello hello, ClusterView view) {
        List<Node> open = view.open();
        double total = 0;
        for (Node node : open) {
            total += node.capacity();
        }
        double left = (hello.seed() >>> 11) * 0x1p-53 * total; // 53 bits make a number below 1
        for (Node node : open) {
            left -= node.capacity();
            if (left < 0) {
                return Choice.of(node, "has capacity " + node.capacity() + " of " + total);
            }
        }
        return open.isEmpty() ? new Choice.ServeHere("no node is open") : Choice.of(open.get(open.size() - 1), "is the last");
    }
}
