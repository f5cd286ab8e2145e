package org.stratocumulus.strategy.pathhash.internal;

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

public class PathHashTest {
    private static final int PATHS = 100_000;

    private final PathHash strategy = new PathHash("", 1.25, 20);

    @Test
    public void oneNodeOfTenThatGoesMovesItsOwnPathsOnly() {
        String[] ten = homes(cluster(10, 0));
        String[] nine = homes(cluster(9, 0));
        int moved = 0;
        for (int i = 0; i < PATHS; i++) {
            if (!ten[i].equals(nine[i])) {
                moved++;
                assertEquals("a path of a node that stays has moved", "n9", ten[i]);
            }
        }
        System.out.printf("path-hash: one node of ten moves %d of %d paths%n", moved, PATHS);
        assertTrue(moved + " moved", moved > PATHS * 0.09 && moved < PATHS * 0.11);
    }

    /** A client in each room, one after the other, in a cluster that knows of each; then the same with one node less. */
    @Test
    public void withTheBoundAtWorkOnlyRoomsThatItDisplacesMoveBesideThoseOfTheNodeThatGoes() {
        PathHash tight = new PathHash("", 1.001, 1);
        String[] ten = filled(tight, 10);
        String[] nine = filled(tight, 9);
        String[] homesOfTen = homes(cluster(10, 0));
        String[] homesOfNine = homes(cluster(9, 0));
        int moved = 0;
        int displaced = 0;
        for (int i = 0; i < PATHS; i++) {
            boolean away = !ten[i].equals(homesOfTen[i]) || !nine[i].equals(homesOfNine[i]);
            displaced += away ? 1 : 0;
            if (!ten[i].equals(nine[i])) {
                moved++;
                assertTrue("a room that is at home both times has moved", away || homesOfTen[i].equals("n9"));
            }
        }
        System.out.printf("path-hash: one node of ten moves %d of %d paths, %d of them displaced by a bound of 1.001%n", moved, PATHS,
            displaced);
        assertTrue("the bound was never met, so this shows nothing", displaced > 0);
        assertTrue(moved + " moved", moved <= PATHS / 10 * 1.1 + displaced);
    }

    /** Where each room's client ends up. */
    private static String[] filled(PathHash strategy, int count) {
        int[] sessions = new int[count];
        String[] homes = new String[PATHS];
        for (int i = 0; i < PATHS; i++) {
            List<Node> nodes = new ArrayList<>();
            for (int n = 0; n < count; n++) {
                nodes.add(node("n" + n, n == 0, sessions[n], Map.of()));
            }
            Choice choice = strategy.choose(hello("/room" + i), new ClusterView(nodes.remove(0), nodes));
            homes[i] = choice instanceof Choice.RedirectTo to ? to.nodes().get(0).id() : "n0";
            sessions[Integer.parseInt(homes[i].substring(1))]++;
        }
        return homes;
    }

    @Test
    public void everyNodeChoosesTheSameForTheSamePath() {
        String[] byFirst = homes(cluster(10, 0));
        String[] byLast = homes(cluster(10, 9));
        for (int i = 0; i < PATHS; i++) {
            assertEquals("/room" + i, byFirst[i], byLast[i]);
        }
    }

    @Test
    public void aNodeOfTwiceTheCapacityHasTwiceTheRooms() {
        ClusterView view = new ClusterView(node("a", true, 0, Map.of()), List.of(node("b", false, 0, Map.of(Node.CAPACITY, "2"))));
        int here = 0;
        for (String home : homes(view)) {
            here += home.equals("a") ? 1 : 0;
        }
        assertTrue(here + " of " + PATHS, Math.abs(here - PATHS / 3) < PATHS / 100);
    }

    @Test
    public void aNodeBeyondItsBoundIsLeftOutAndTheNextScoreWins() {
        String path = "/room5";
        String home = home(path, cluster(3, 0));
        // 3 nodes with 100 sessions among them: a share is 33.3, the bound 1.25 * 33.3 + 20 = 61.7
        assertEquals(home, home(path, loaded(home, 61)));
        String next = home(path, loaded(home, 62));
        assertTrue(next, !next.equals(home));
        assertEquals("it is the one that would win without the first", next,
            home(path, cluster(4, 3).only(n -> !n.id().equals(home) && !n.id().equals("n3"))));
    }

    @Test
    public void theRoomMayBeAQueryProperty() {
        PathHash byRoom = new PathHash("room", 1.25, 20);
        ClusterView view = cluster(10, 0);
        Hello one = new Hello(new InetSocketAddress("198.51.100.1", 4000), "/one", Map.of("room", "r"), 1, 0);
        Hello two = new Hello(new InetSocketAddress("198.51.100.1", 4000), "/two", Map.of("room", "r"), 1, 0);
        assertEquals(byRoom.choose(one, view), byRoom.choose(two, view));
        assertEquals("without it the path decides", strategy.choose(hello("/one"), view), byRoom.choose(hello("/one"), view));
    }

    @Test
    public void hashBoundAndHashSlackHaveRanges() {
        for (double bound : new double[] {1, 0, -1, 101, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> new PathHash("", bound, 1));
        }
        assertThrows(IllegalArgumentException.class, () -> new PathHash("", 2, 0));
    }

    private String[] homes(ClusterView view) {
        String[] homes = new String[PATHS];
        for (int i = 0; i < PATHS; i++) {
            homes[i] = home("/room" + i, view);
        }
        return homes;
    }

    private String home(String path, ClusterView view) {
        Choice choice = strategy.choose(hello(path), view);
        return choice instanceof Choice.RedirectTo to ? to.nodes().get(0).id() : view.self().id();
    }

    private static Hello hello(String path) {
        return new Hello(new InetSocketAddress("198.51.100.1", 4000), path, Map.of(), 1, 0);
    }

    /** As one of the nodes sees them all. */
    private static ClusterView cluster(int count, int self) {
        List<Node> others = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (i != self) {
                others.add(node("n" + i, false, 0, Map.of()));
            }
        }
        return new ClusterView(node("n" + self, true, 0, Map.of()), others);
    }

    /** Three nodes with 100 sessions, of which one has the given number. */
    private static ClusterView loaded(String id, int sessions) {
        List<Node> others = new ArrayList<>();
        boolean rest = false;
        for (int i = 0; i < 3; i++) {
            boolean loaded = id.equals("n" + i);
            int has = loaded ? sessions : rest ? 0 : 100 - sessions;
            rest |= !loaded;
            others.add(node("n" + i, i == 0, has, Map.of()));
        }
        return new ClusterView(others.remove(0), others);
    }

    private static Node node(String id, boolean self, int sessions, Map<String, String> properties) {
        return new Node(id, self, NodeState.UP, false, sessions, 0, 0, 0, -1, 0, properties, List.of(new InetSocketAddress("192.0.2.1",
            1935)));
    }
}
