package org.stratocumulus.strategy.leastloaded.internal;

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

public class LeastLoadedTest {
    private final LeastLoadedComponent strategy = new LeastLoadedComponent();

    @Test
    public void theFewestSessionsForTheCapacityWin() {
        assertEquals("big", first(node("a", true, 50, Map.of()), node("big", false, 100, Map.of(Node.CAPACITY, "4")), node("c", false, 30,
            Map.of())));
    }

    @Test
    public void ofEqualsThisNodeServes() {
        assertEquals("here", first(node("z", true, 5, Map.of()), node("a", false, 5, Map.of())));
    }

    private String first(Node self, Node... others) {
        Choice choice = strategy.choose(new Hello(new InetSocketAddress("198.51.100.1", 4000), "/", Map.of(), 1, 0), new ClusterView(self,
            List.of(others)));
        return choice instanceof Choice.RedirectTo to ? to.nodes().get(0).id() : "here";
    }

    private static Node node(String id, boolean self, int sessions, Map<String, String> properties) {
        return new Node(id, self, NodeState.UP, false, sessions, 0, 0, 0, -1, 0, properties, List.of(new InetSocketAddress("192.0.2.1",
            1935)));
    }
}
