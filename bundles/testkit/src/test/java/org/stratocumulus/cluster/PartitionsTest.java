package org.stratocumulus.cluster;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.Test;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.cluster.NodeReport;
import org.stratocumulus.cluster.internal.node.LocalFacts.Figures;
import org.stratocumulus.testkit.Seeds;
import org.stratocumulus.testkit.cluster.SimulatedCluster;
import org.stratocumulus.testkit.cluster.SimulatedNode;

/** Networks that break and heal: whatever happens, all nodes end with the same facts, and none outlives its owner. */
public class PartitionsTest {
    /** {@code servers.timeout}, a tick, the time between two looks, and twice the way of what was said last. */
    private static final long DETECTED = 4_000 + 100 + 100 + 60;
    /** {@code servers.retry} with its jitter, a dial that was under way when the network healed, and a turn of peer exchange. */
    private static final long MERGED = 11_000 + 5_000 + 11_000;

    private final Map<String, Long> couldSpeak = new HashMap<>();
    private long healed;

    private static Set<Integer> group(int first, int last) {
        return IntStream.rangeClosed(first, last).boxed().collect(Collectors.toSet());
    }

    @Test
    public void twoHalvesGoOnAloneAndMerge() throws Exception {
        Seeds.each(4, seed -> {
            SimulatedCluster servers = joined(8, seed);
            servers.split(group(1, 3), group(4, 8));
            pass(servers, DETECTED);
            assertHold(servers, group(1, 3));
            assertHold(servers, group(4, 8));
            heal(servers);
            pass(servers, MERGED);
            assertHold(servers, group(1, 8));
            assertEachIsHeardOnce(servers);
        });
    }

    @Test
    public void threePartsGoOnAloneAndMerge() throws Exception {
        Seeds.each(4, seed -> {
            SimulatedCluster servers = joined(9, seed);
            servers.split(group(1, 1), group(2, 5), group(6, 9));
            pass(servers, DETECTED + 30_000);
            assertHold(servers, group(1, 1));
            assertHold(servers, group(2, 5));
            assertHold(servers, group(6, 9));
            heal(servers);
            servers.split(group(1, 5), group(6, 9));
            pass(servers, MERGED);
            assertHold(servers, group(1, 5));
            assertHold(servers, group(6, 9));
            heal(servers);
            pass(servers, MERGED);
            assertHold(servers, group(1, 9));
            assertEachIsHeardOnce(servers);
        });
    }

    @Test
    public void lossInOneDirectionEndsThatLinkOnBothSidesAndNoOther() throws Exception {
        Seeds.each(4, seed -> {
            SimulatedCluster servers = joined(4, seed);
            servers.cut(2, 3);
            pass(servers, DETECTED);
            assertEquals(ids(1, 4), servers.node(2).linked());
            assertEquals(ids(1, 4), servers.node(3).linked());
            assertEquals(List.of("-id003"), last(servers.node(2), 1));
            assertEquals(List.of("-id002"), last(servers.node(3), 1));
            assertEquals(ids(1, 2, 3), servers.node(4).linked());
            heal(servers);
            pass(servers, MERGED);
            assertHold(servers, group(1, 4));
            assertEachIsHeardOnce(servers);
        });
    }

    @Test
    public void fiftyNodesThatJoinOneSeedFindEachOther() throws Exception {
        Seeds.each(1, seed -> {
            SimulatedCluster servers = new SimulatedCluster(seed);
            servers.latency(1, 60);
            Random random = new Random(seed);
            servers.start(1);
            for (int number = 2; number <= 50; number++) {
                servers.start(number).set("servers.targets", "node1:1936");
                servers.run(random.nextInt(200));
            }
            pass(servers, MERGED);
            assertHold(servers, group(1, 50));
            for (SimulatedNode node : servers.running()) {
                assertEquals("exactly one event for each", 49, node.recorder().events().size());
            }
            watch(servers);
            assertEachIsHeardOnce(servers);
        });
    }

    @Test
    public void whateverBreaksInWhateverOrderAllEndWithTheSameFacts() throws Exception {
        Seeds.each(4, seed -> {
            SimulatedCluster servers = joined(7, seed);
            Random random = new Random(seed);
            for (int step = 0; step < 40; step++) {
                breakSomething(servers, random);
                pass(servers, random.nextInt(6_000));
            }
            heal(servers);
            for (int number = 1; number <= 7; number++) {
                if (servers.node(number).isRunning()) {
                    servers.node(number).thaw();
                } else {
                    watch(servers.restart(number));
                }
            }
            pass(servers, DETECTED + MERGED);
            assertHold(servers, group(1, 7));
            assertEachIsHeardOnce(servers);
        });
    }

    private void breakSomething(SimulatedCluster servers, Random random) {
        SimulatedNode node = servers.node(1 + random.nextInt(7));
        switch (random.nextInt(6)) {
            case 0 -> servers.cut(node.number(), 1 + random.nextInt(7));
            case 1 -> servers.split(Set.of(node.number()), group(1, 7));
            case 2 -> heal(servers);
            case 3 -> {
                if (node.isRunning()) {
                    node.crash();
                }
            }
            case 4 -> {
                if (!node.isRunning()) {
                    watch(servers.restart(node.number()));
                }
            }
            default -> {
                node.freeze();
                servers.time().schedule(random.nextInt(12_000), node::thaw);
            }
        }
    }

    private void heal(SimulatedCluster servers) {
        servers.heal();
        healed = servers.time().now();
    }

    private SimulatedCluster joined(int count, long seed) {
        couldSpeak.clear();
        healed = 0;
        SimulatedCluster servers = new SimulatedCluster(seed);
        servers.latency(1, 30);
        servers.startAll(count);
        for (int number = 2; number <= count; number++) { // in one part of a cut cluster, too, there is somebody to begin with
            servers.node(number).set("servers.targets", "node1:1936, node" + (1 + number % count) + ":1936");
        }
        watch(servers);
        pass(servers, MERGED);
        assertHold(servers, group(1, count));
        return servers;
    }

    private static void watch(SimulatedCluster servers) {
        servers.running().forEach(PartitionsTest::watch);
    }

    private static void watch(SimulatedNode node) {
        node.add(node.recorder(), "topic");
    }

    /** Time passes, and every node's figures change. */
    private void pass(SimulatedCluster servers, long millis) {
        Random random = new Random(millis);
        for (long rest = millis; rest > 0; rest -= 100) {
            for (SimulatedNode node : servers.running()) {
                node.figures(new Figures(1935, Set.of(), random.nextInt(1_000), 0, 0, 0, 0, -1));
            }
            observe(servers, Math.min(100, rest));
        }
    }

    private void observe(SimulatedCluster servers, long millis) {
        servers.run(millis);
        servers.running().forEach(PartitionsTest::assertOneEventEach);
        servers.running().forEach(node -> assertOwnersLive(servers, node));
    }

    /** Whoever said a fact could be heard a moment ago: it ran, and what it said could pass; or what waited in a cut line came then. */
    private void assertOwnersLive(SimulatedCluster servers, SimulatedNode here) {
        long now = servers.time().now();
        for (SimulatedNode owner : servers.running()) {
            if (!owner.isFrozen() && !servers.isCut(owner.number(), here.number())) {
                couldSpeak.put(here + " of " + owner.id() + "." + owner.incarnation(), now);
            }
        }
        for (NodeReport fact : here.registry().others()) {
            String said = here + " of " + fact.nodeId() + "." + fact.incarnation();
            if (here.isFrozen()) { // it excuses the others for the time
                couldSpeak.put(said, now);
            }
            long last = Math.max(healed, couldSpeak.getOrDefault(said, 0L));
            if (now - last > DETECTED) {
                throw new AssertionError(here + " knows " + fact + " after " + (now - last) + " ms");
            }
        }
    }

    /** Of each other node: came, went, came ... */
    private static void assertOneEventEach(SimulatedNode node) {
        Set<String> there = new HashSet<>();
        for (String event : node.recorder().events()) {
            String id = event.substring(1);
            if (!(event.charAt(0) == '+' ? there.add(id) : there.remove(id))) {
                throw new AssertionError(node + " heard twice " + event);
            }
        }
    }

    /** These nodes know each other, what each said last, and nobody else. */
    private void assertHold(SimulatedCluster servers, Set<Integer> group) {
        for (int number : group) {
            servers.node(number).figures(new Figures(1935, Set.of("/app" + number), 1_000 + number, 0, 0, 0, 0, -1));
        }
        for (int i = 0; i < 25; i++) {
            observe(servers, 100);
        }
        Map<String, Integer> expected = new TreeMap<>();
        group.forEach(number -> expected.put(SimulatedCluster.id(number) + "." + servers.node(number).incarnation(), 1_000 + number));
        for (int number : group) {
            SimulatedNode node = servers.node(number);
            Map<String, Integer> facts = new TreeMap<>();
            facts.put(node.id() + "." + node.incarnation(), node.registry().self().sessions());
            for (NodeReport report : node.registry().others()) {
                facts.put(report.nodeId() + "." + report.incarnation(), report.sessions());
            }
            assertEquals("facts of " + node, expected, facts);
            for (int other : group) {
                assertTrue(other == number || node.other(other).services().equals(Set.of("/app" + other)));
            }
            assertOneEventEach(node);
        }
    }

    /** A broadcast of each reaches every other exactly once. */
    private static void assertEachIsHeardOnce(SimulatedCluster servers) {
        List<SimulatedNode> nodes = servers.running();
        nodes.forEach(node -> node.recorder().messages().clear());
        nodes.forEach(node -> assertEquals(nodes.size() - 1, node.cluster().servers().broadcast("topic", AmfValue.of(node.id())).queued()));
        servers.run(1_000);
        for (SimulatedNode node : nodes) {
            Set<String> senders = nodes.stream().filter(other -> other != node).map(SimulatedNode::id)
                .map(id -> id + " topic [\"" + id + "\"]").collect(Collectors.toCollection(TreeSet::new));
            assertEquals(nodes.size() - 1, node.recorder().messages().size());
            assertEquals(senders, new TreeSet<>(node.recorder().messages()));
        }
    }

    private static List<String> ids(int... numbers) {
        return IntStream.of(numbers).mapToObj(SimulatedCluster::id).toList();
    }

    private static List<String> last(SimulatedNode node, int count) {
        List<String> events = node.recorder().events();
        return events.subList(events.size() - count, events.size());
    }
}
