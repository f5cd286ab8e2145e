package org.stratocumulus.strategy.weighted.internal;

import static org.junit.Assert.assertTrue;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.Test;
import org.stratocumulus.api.balancing.Choice;
import org.stratocumulus.api.balancing.ClusterView;
import org.stratocumulus.api.balancing.Hello;
import org.stratocumulus.api.balancing.Node;
import org.stratocumulus.api.cluster.NodeState;

public class WeightedTest {
    private static final long SEED = 12;

    @Test
    public void clientsComeInProportionToTheCapacities() {
        WeightedComponent strategy = new WeightedComponent();
        ClusterView view = new ClusterView(node("a", true, 0, Map.of()),
            List.of(node("b", false, 0, Map.of(Node.CAPACITY, "2.5")), node("c", false, 0, Map.of(Node.CAPACITY, "0.5"))));
        Map<String, Integer> count = new TreeMap<>();
        Random random = new Random(SEED);
        for (int i = 0; i < 40_000; i++) {
            Choice choice = strategy.choose(new Hello(new InetSocketAddress("198.51.100.1", 4000), "/", Map.of(), 1, random.nextLong()),
                view);
            count.merge(choice instanceof Choice.RedirectTo to ? to.nodes().get(0).id() : "a", 1, Integer::sum);
        }
        assertTrue(count + ", seed " + SEED, Math.abs(count.get("a") - 10_000) < 500 && Math.abs(count.get("b") - 25_000) < 500
            && Math.abs(count.get("c") - 5_000) < 500);
    }

    private static Node node(String id, boolean self, int sessions, Map<String, String> properties) {
        return new Node(id, self, NodeState.UP, false, sessions, 0, 0, 0, -1, 0, properties, List.of(new InetSocketAddress("192.0.2.1",
            1935)));
    }
}
