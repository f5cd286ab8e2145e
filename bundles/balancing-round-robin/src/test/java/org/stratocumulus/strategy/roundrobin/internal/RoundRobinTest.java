package org.stratocumulus.strategy.roundrobin.internal;

import static org.junit.Assert.assertEquals;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.stratocumulus.api.balancing.Choice;
import org.stratocumulus.api.balancing.ClusterView;
import org.stratocumulus.api.balancing.Hello;
import org.stratocumulus.api.balancing.Node;
import org.stratocumulus.api.cluster.NodeState;

public class RoundRobinTest {
    @Test
    public void everyNodeHasItsTurnThisOneIncluded() {
        RoundRobinComponent strategy = new RoundRobinComponent();
        ClusterView view = new ClusterView(node("b", true, 0, Map.of()), List.of(node("a", false, 0, Map.of()), node("c", false, 0,
            Map.of())));
        StringBuilder turns = new StringBuilder();
        for (int i = 0; i < 7; i++) {
            Choice choice = strategy.choose(new Hello(new InetSocketAddress("198.51.100.1", 4000), "/", Map.of(), 1, 0), view);
            turns.append(choice instanceof Choice.RedirectTo to ? to.nodes().get(0).id() : "here ");
        }
        assertEquals("ahere cahere ca", turns.toString());
    }

    private static Node node(String id, boolean self, int sessions, Map<String, String> properties) {
        return new Node(id, self, NodeState.UP, false, sessions, 0, 0, 0, -1, 0, properties, List.of(new InetSocketAddress("192.0.2.1",
            1935)));
    }
}
