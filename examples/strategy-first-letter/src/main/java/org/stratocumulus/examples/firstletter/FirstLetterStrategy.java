package org.stratocumulus.examples.firstletter;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.stratocumulus.api.balancing.BalancingStrategy;
import org.stratocumulus.api.balancing.Choice;
import org.stratocumulus.api.balancing.ClusterView;
import org.stratocumulus.api.balancing.Hello;
import org.stratocumulus.api.balancing.Node;

/** Applications whose path begins with the letter a node has in its property {@code letter} live on that node; others here. */
@Component(property = {"strategy.name=first-letter", "service.ranking:Integer=100"})
public final class FirstLetterStrategy implements BalancingStrategy {
    @Override
    public String name() {
        return "first-letter";
    }

    @Override
    public Choice choose(Hello hello, ClusterView view) {
        String letter = hello.path().length() < 2 ? "" : hello.path().substring(1, 2);
        List<Node> open = view.open(); // up, not full, with an address: whatever else is named here would be left out
        for (Node node : open) {
            if (node.properties().getOrDefault("letter", "-").equals(letter)) {
                return Choice.of(node, "has the letter '" + letter + "'");
            }
        }
        return new Choice.ServeHere("no open node has the letter '" + letter + "'");
    }
}
