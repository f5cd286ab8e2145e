package org.stratocumulus.api.balancing;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.stratocumulus.api.cluster.NodeState;

public class ClusterViewTest {
    private static final List<InetSocketAddress> SOMEWHERE = List.of(new InetSocketAddress("192.0.2.1", 1935));

    private final Node here = node("here", true, NodeState.UP, false, 0, List.of());

    @Test
    public void drainingFullAndUnreachableNodesAreNotOpen() {
        assertTrue(node("b", false, NodeState.UP, false, 0, SOMEWHERE).isOpen());
        assertFalse(node("b", false, NodeState.DRAINING, false, 0, SOMEWHERE).isOpen());
        assertFalse(node("b", false, NodeState.UP, true, 0, SOMEWHERE).isOpen());
        assertFalse(node("b", false, NodeState.UP, false, 0, List.of()).isOpen());
        assertTrue("this node needs no address to serve", here.isOpen());
    }

    @Test
    public void nodesWithOldFiguresCountOnlyWhenThereAreNoOthers() {
        Node old = node("old", false, NodeState.UP, false, -1, SOMEWHERE);
        Node fresh = node("fresh", false, NodeState.UP, false, 900, SOMEWHERE);
        assertEquals(List.of(here, fresh), new ClusterView(here, List.of(old, fresh)).measured());
        Node unmeasured = node("here", true, NodeState.UP, false, -1, List.of());
        assertEquals(List.of(unmeasured, old), new ClusterView(unmeasured, List.of(old)).measured());
    }

    @Test
    public void aViewWithFewerNodesShowsThisOneAsFullWhereItIsNotWanted() {
        Node b = node("b", false, NodeState.UP, false, 0, SOMEWHERE);
        assertEquals(List.of(b), new ClusterView(here, List.of(b)).only(n -> n == b).open());
        assertEquals(List.of(here), new ClusterView(here, List.of(b)).only(n -> n == here).open());
    }

    @Test
    public void aCapacityThatIsNoNumberAboveZeroIsOne() {
        for (String text : List.of("0", "-2", "NaN", "Infinity", "much", "")) {
            assertEquals(text, 1, withCapacity(text).capacity(), 0);
        }
        assertEquals(2.5, withCapacity("2.5").capacity(), 0);
        assertEquals("100 sessions and 10 on their way", 44, withCapacity("2.5").expectedLoad(), 1e-9);
    }

    @Test
    public void aRedirectNamesANode() {
        assertThrows(IllegalArgumentException.class, () -> new Choice.RedirectTo(List.of(), 0, "nowhere"));
        assertThrows(IllegalArgumentException.class, () -> new Hello(SOMEWHERE.get(0), "/", Map.of(), 0, 0));
        assertTrue(Choice.of(here, "it is this one") instanceof Choice.ServeHere);
    }

    private static Node withCapacity(String text) {
        return new Node("b", false, NodeState.UP, false, 100, 0, 10, 0, -1, 0, Map.of(Node.CAPACITY, text), SOMEWHERE);
    }

    private static Node node(String id, boolean self, NodeState state, boolean full, long reportMillis, List<InetSocketAddress> addresses) {
        return new Node(id, self, state, full, 0, 0, 0, 0, -1, reportMillis, Map.of(), addresses);
    }
}
