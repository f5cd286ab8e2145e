package org.stratocumulus.strategy.region.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.stratocumulus.api.balancing.BalancingStrategy;
import org.stratocumulus.api.balancing.Choice;
import org.stratocumulus.api.balancing.ClusterView;
import org.stratocumulus.api.balancing.Hello;
import org.stratocumulus.api.balancing.Node;
import org.stratocumulus.api.cluster.NodeState;

public class RegionTest {
    private static final String TABLE = "198.51.0.0/16=eu, 198.51.100.128/25 = us,2001:db8::/33=eu";

    private final ClusterView view = new ClusterView(node("a", true, 5, Map.of("region", "eu")),
        List.of(node("b", false, 1, Map.of("region", "us")), node("c", false, 2, Map.of("region", "eu"))));

    @Test
    public void theLongestPrefixSaysWhereAClientIs() {
        assertEquals("c", choose("198.51.7.7", "", null));
        assertEquals("b", choose("198.51.100.129", "", null));
        assertEquals("c", choose("198.51.100.127", "", null));
        assertEquals("c", choose("2001:db8:7fff::1", "", null));
        assertEquals("outside of all prefixes the whole cluster is asked", "b", choose("2001:db8:8000::1", "", null));
        assertEquals("or the region for unknown clients", "c", choose("2001:db8:8000::1", "eu", null));
    }

    @Test
    public void aRegionWithoutAnOpenNodeLeavesTheChoiceToTheWholeCluster() {
        assertEquals("b", choose("203.0.113.1", "mars", null));
    }

    @Test
    public void anotherStrategyChoosesInsideTheRegion() {
        BalancingStrategy inner = new BalancingStrategy() {
            @Override
            public String name() {
                return "inner";
            }

            @Override
            public Choice choose(Hello hello, ClusterView near) {
                assertEquals(List.of("b"), near.open().stream().map(Node::id).toList());
                return new Choice.RedirectTo(near.open(), 2, "all of them");
            }
        };
        Hello hello = hello("198.51.100.129");
        Choice.RedirectTo to = (Choice.RedirectTo) new Region(Prefix.table(TABLE), "", () -> inner).choose(hello, view);
        assertEquals("client in region us, inner: all of them", to.reason());
        assertEquals(2, to.attempts());
    }

    @Test
    public void whatIsNoTableIsRefused() {
        for (String text : List.of("10.0.0.0=eu", "10.0.0.0/33=eu", "10.0.0.0/8", "10.0.0.0/8=", "example.com/8=eu", "::/129=eu",
            "10/x=eu", "/8=eu")) {
            String message = assertThrows(text, IllegalArgumentException.class, () -> Prefix.table(text)).getMessage();
            assertTrue(message, message.endsWith("is not ADDRESS/BITS=REGION"));
        }
        assertEquals(List.of(), Prefix.table(" , "));
        String many = "10.0.0.0/8=eu,".repeat(Prefix.MAX_PREFIXES + 1);
        assertThrows(IllegalArgumentException.class, () -> Prefix.table(many));
    }

    private String choose(String client, String unknown, BalancingStrategy inner) {
        Choice choice = new Region(Prefix.table(TABLE), unknown, () -> inner).choose(hello(client), view);
        return choice instanceof Choice.RedirectTo to ? to.nodes().get(0).id() : "a";
    }

    private static Hello hello(String client) {
        return new Hello(new InetSocketAddress(client, 4000), "/", Map.of(), 1, 0);
    }

    private static Node node(String id, boolean self, int sessions, Map<String, String> properties) {
        return new Node(id, self, NodeState.UP, false, sessions, 0, 0, 0, -1, 0, properties, List.of(new InetSocketAddress("192.0.2.1",
            1935)));
    }
}
