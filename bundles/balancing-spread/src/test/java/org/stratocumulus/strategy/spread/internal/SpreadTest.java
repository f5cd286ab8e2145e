package org.stratocumulus.strategy.spread.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.stratocumulus.api.balancing.Choice;
import org.stratocumulus.api.balancing.ClusterView;
import org.stratocumulus.api.balancing.Hello;
import org.stratocumulus.api.balancing.Node;
import org.stratocumulus.api.cluster.NodeState;

public class SpreadTest {
    private final Spread strategy = new Spread(6, 2);

    @Test
    public void itsOwnAddressThenSixOthersLeastSessionsFirst() {
        List<Node> others = new ArrayList<>();
        for (int i = 1; i <= 8; i++) {
            others.add(node("n" + i, false, 100 - i, Map.of()));
        }
        Choice.RedirectTo to = (Choice.RedirectTo) strategy.choose(hello(1), new ClusterView(node("n0", true, 500, Map.of()), others));
        assertEquals(List.of("n0", "n8", "n7", "n6", "n5", "n4", "n3"), to.nodes().stream().map(Node::id).toList());
        assertEquals("it stands for two hellos", 2, to.attempts());
    }

    @Test
    public void afterTwoAttemptsItServesTheClientItself() {
        ClusterView view = new ClusterView(node("n0", true, 0, Map.of()), List.of(node("n1", false, 0, Map.of())));
        assertTrue(strategy.choose(hello(2), view) instanceof Choice.RedirectTo);
        assertTrue(strategy.choose(hello(3), view) instanceof Choice.ServeHere);
    }

    @Test
    public void spreadNodesAndSpreadAttemptsHaveRanges() {
        assertThrows(IllegalArgumentException.class, () -> new Spread(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Spread(24, 1));
        assertThrows(IllegalArgumentException.class, () -> new Spread(1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Spread(1, 11));
    }

    private static Hello hello(int attempt) {
        return new Hello(new InetSocketAddress("198.51.100.1", 4000), "/", Map.of(), attempt, 0);
    }

    private static Node node(String id, boolean self, int sessions, Map<String, String> properties) {
        return new Node(id, self, NodeState.UP, false, sessions, 0, 0, 0, -1, 0, properties, List.of(new InetSocketAddress("192.0.2.1",
            1935)));
    }
}
