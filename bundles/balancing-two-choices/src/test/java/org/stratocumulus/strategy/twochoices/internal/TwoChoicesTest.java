package org.stratocumulus.strategy.twochoices.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.Test;
import org.stratocumulus.api.balancing.Choice;
import org.stratocumulus.api.balancing.ClusterView;
import org.stratocumulus.api.balancing.Hello;
import org.stratocumulus.api.balancing.Node;
import org.stratocumulus.api.cluster.NodeState;

public class TwoChoicesTest {
    private static final long SEED = 11;

    private final TwoChoicesComponent strategy = new TwoChoicesComponent();

    @Test
    public void everyPairOfDifferentNodesIsDrawnAndTheWorstNodeIsNeverChosen() {
        ClusterView view = new ClusterView(node("n0", true, 0, Map.of()),
            List.of(node("n1", false, 1, Map.of()), node("n2", false, 2, Map.of()), node("n3", false, 3, Map.of())));
        Map<String, Integer> count = new TreeMap<>();
        Random random = new Random(SEED);
        int draws = 60_000;
        for (int i = 0; i < draws; i++) {
            Choice choice = strategy.choose(new Hello(new InetSocketAddress("198.51.100.1", 4000), "/", Map.of(), 1, random.nextLong()),
                view);
            count.merge(choice instanceof Choice.RedirectTo to ? to.nodes().get(0).id() : "n0", 1, Integer::sum);
        }
        // of the six pairs n0 wins three, n1 two, n2 one
        assertEquals("seed " + SEED, Set.of("n0", "n1", "n2"), count.keySet());
        assertTrue(count + ", seed " + SEED, Math.abs(count.get("n0") - draws / 2) < draws / 50
            && Math.abs(count.get("n1") - draws / 3) < draws / 50 && Math.abs(count.get("n2") - draws / 6) < draws / 50);
    }

    private static Node node(String id, boolean self, int sessions, Map<String, String> properties) {
        return new Node(id, self, NodeState.UP, false, sessions, 0, 0, 0, -1, 0, properties, List.of(new InetSocketAddress("192.0.2.1",
            1935)));
    }
}
