package org.stratocumulus.cluster.internal.node;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.Before;
import org.junit.Test;
import org.stratocumulus.amf.AmfString;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.cluster.BroadcastResult;
import org.stratocumulus.api.cluster.ClusterMessageHandler;
import org.stratocumulus.api.cluster.ClusterStatus.LinkInfo;
import org.stratocumulus.api.cluster.Direction;
import org.stratocumulus.api.cluster.NodeState;
import org.stratocumulus.api.cluster.SendResult;
import org.stratocumulus.api.cluster.ServerNode;
import org.stratocumulus.cluster.internal.node.LocalFacts.Figures;
import org.stratocumulus.testkit.cluster.ClusterRecorder;
import org.stratocumulus.testkit.cluster.SimulatedCluster;
import org.stratocumulus.testkit.cluster.SimulatedNode;

/** Several nodes in virtual time. */
public class ClusterNodeTest {
    private final long seed = System.nanoTime();
    private final SimulatedCluster servers = new SimulatedCluster(seed);

    @Before
    public void printSeed() {
        System.out.println("seed " + seed);
    }

    private SimulatedNode server(int number) {
        return server(number, 1);
    }

    private SimulatedNode server(int number, long incarnation) {
        SimulatedNode node = servers.start(number, incarnation);
        node.add(node.recorder(), "topic");
        return node;
    }

    @Test
    public void aTargetIsDialledAtOnceAndBothSidesGetOneEvent() {
        SimulatedNode a = server(1);
        SimulatedNode b = server(2);
        b.set("servers.targets", "node1:1936?zone=eu%20west");
        servers.run(50);
        assertEquals(List.of("+id002"), a.recorder().events());
        assertEquals(List.of("+id001"), b.recorder().events());
        assertEquals(Direction.INITIATOR, a.other(2).direction());
        assertEquals(Direction.TARGET, b.other(1).direction());
        assertEquals("eu west", a.other(2).properties().get("zone"));
        assertEquals("eu west", b.other(1).properties().get("zone"));
        assertEquals(1, b.cluster().targets().count());
        assertEquals(0, b.cluster().initiators().count());
        assertEquals(1, a.cluster().initiators().count());
    }

    @Test
    public void aTargetThatIsNotThereIsDialledEveryTenSecondsAndTheFailureIsVisible() {
        SimulatedNode b = server(2, 1).set("servers.targets", "node1:1936");
        servers.run(5_000);
        LinkInfo info = b.status().links().get(0);
        assertEquals("waiting", info.state());
        assertEquals("connection refused", info.lastError());
        SimulatedNode a = server(1);
        servers.run(3_500);
        assertEquals("not before nine seconds", List.of(), a.recorder().events());
        servers.run(3_000);
        assertEquals("not after eleven seconds", List.of("+id002"), a.recorder().events());
    }

    @Test
    public void aHostThatDoesNotResolveIsAProblemAndRetriedAndTheRestIsInForce() {
        server(1);
        SimulatedNode b = server(2);
        b.set("servers.targets", "nowhere:1936, node1:1936");
        servers.run(1_000);
        assertEquals(List.of("id001"), b.linked());
        assertEquals("servers.targets = nowhere:1936: 'nowhere' does not resolve: unknown host",
            b.status().problems().get(0).message());
    }

    @Test
    public void settingsAreAppliedByDifference() {
        SimulatedNode a = server(1);
        SimulatedNode b = server(2);
        SimulatedNode c = server(3);
        c.set("servers.peerExchange", "false").set("servers.targets", "node1:1936");
        servers.run(200);
        ServerNode before = c.other(1);
        c.set("servers.targets", "node1:1936;node2:1936");
        servers.run(200);
        assertEquals(List.of("id001", "id002"), c.linked());
        assertTrue("the link that was there is the same", before == c.other(1));
        a.set("servers.port", "2000");
        servers.run(200);
        assertTrue("a new listener leaves links alone", before == c.other(1));
        c.set("servers.targets", "node2:1936");
        servers.run(200);
        assertEquals(List.of("id002"), c.linked());
        assertFalse(before.isConnected());
        assertEquals(List.of("+id001", "+id002", "-id001"), c.recorder().events());
        assertEquals(List.of("+id003"), b.recorder().events());
        c.set("servers.targets", "node2:1936, node1:2000");
        servers.run(200);
        assertEquals(List.of("id001", "id002"), c.linked());
    }

    @Test
    public void mutualTargetsBecomeOneLinkAndEverythingIsDeliveredOnce() {
        for (long lead : new long[] {0, 3, 8, 20, 500}) {
            SimulatedNode a = server(1);
            SimulatedNode b = server(2);
            a.set("servers.targets", "node2:1936?mine=b");
            servers.run(lead);
            b.set("servers.targets", "node1:1936?yours=a");
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                servers.run(2);
                if (a.cluster().servers().broadcast("topic", AmfValue.of(i)).queued() == 1) {
                    expected.add("id001 topic [" + i + "]");
                }
            }
            servers.run(20_000);
            assertEquals(List.of("+id002"), a.recorder().events());
            assertEquals(List.of("+id001"), b.recorder().events());
            b.recorder().messages().sort(null);
            expected.sort(null);
            assertEquals("lead " + lead, expected, b.recorder().messages());
            assertEquals(1, a.status().links().stream().filter(l -> l.state().equals("up")).count());
            assertEquals("the smaller id dialled", Direction.TARGET, a.other(2).direction());
            assertEquals("standby", b.status().links().get(0).state());
            assertEquals("that is no error", "", b.status().links().get(0).lastError());
            assertEquals("the labels of both", Map.of("mine", "b", "yours", "a"), a.other(2).properties());
            assertEquals(a.other(2).properties(), b.other(1).properties());
            a.crash();
            b.crash();
            servers.run(1_000);
        }
    }

    @Test
    public void aTargetListedUnderTwoNamesIsOneLink() {
        SimulatedNode a = server(1);
        server(2).set("servers.targets", "node1:1936, 10.0.0.1:1936");
        servers.run(15_000);
        assertEquals(List.of("+id002"), a.recorder().events());
        assertEquals(1, a.status().links().size());
    }

    @Test
    public void aServerThatIsItsOwnTargetIsRefusedByName() {
        SimulatedNode a = server(1);
        a.set("servers.targets", "node1:1936");
        servers.run(30_000);
        assertEquals(List.of(), a.recorder().events());
        assertEquals("servers.targets = node1:1936: this server itself", a.status().problems().get(0).message());
        assertEquals("refused", a.status().links().get(0).state());
    }

    @Test
    public void peerExchangeCanBeSwitchedOff() {
        server(1);
        SimulatedNode b = server(2).set("servers.targets", "node1:1936").set("servers.peerExchange", "false");
        SimulatedNode c = server(3).set("servers.targets", "node1:1936").set("servers.peerExchange", "false");
        servers.run(20_000);
        assertEquals(List.of("id001"), b.linked());
        assertEquals(List.of("id001"), c.linked());
    }

    @Test
    public void aKilledNodeIsMissedAtOnceAndAFrozenOneWithinTheTimeout() {
        SimulatedNode a = server(1);
        SimulatedNode b = server(2).set("servers.targets", "node1:1936");
        SimulatedNode c = server(3).set("servers.targets", "node1:1936");
        servers.run(5_000);
        b.crash();
        servers.run(100);
        assertEquals(List.of("id003"), a.linked());
        assertEquals(List.of("id001"), c.linked());
        c.freeze();
        servers.run(3_000);
        assertEquals("three seconds may be a pause", List.of("id003"), a.linked());
        servers.run(2_200);
        assertEquals(List.of(), a.linked());
        c.thaw();
        servers.run(12_000);
        assertEquals(List.of("id003"), a.linked());
        assertEquals(List.of("+id002", "+id003", "-id002", "-id003", "+id003"), a.recorder().events());
        assertEquals("the frozen one sees the other go and come", "+id001", c.recorder().events().get(c.recorder().events().size() - 1));
    }

    @Test
    public void aNodeThatStartsAnewIsAnotherNode() {
        SimulatedNode a = server(1);
        SimulatedNode b = server(2).set("servers.targets", "node1:1936");
        servers.run(3_000);
        ServerNode old = a.other(2);
        servers.cut(2, 1);
        servers.cut(1, 2);
        b.crash();
        SimulatedNode again = server(2, 2);
        servers.heal();
        again.set("servers.targets", "node1:1936");
        servers.run(1_000);
        assertEquals(List.of("+id002", "-id002", "+id002"), a.recorder().events());
        assertFalse(old.isConnected());
        assertEquals(2, a.other(2).incarnation());
    }

    @Test
    public void anIdentityUsedTwiceIsRefusedWithAReason() {
        SimulatedNode a = server(1);
        server(2, 2).set("servers.targets", "node1:1936");
        servers.run(1_000);
        SimulatedNode twin = server(2, 1);
        twin.set("servers.targets", "node1:1936");
        servers.run(1_000);
        assertEquals(List.of("+id002"), a.recorder().events());
        assertTrue(twin.status().links().get(0).lastError().contains("is its identity used twice?"));
    }

    @Test
    public void foreignClusterNamesAreRefusedWithAReasonOnBothSides() {
        SimulatedNode a = server(1).set("servers.cluster", "blue");
        SimulatedNode b = server(2).set("servers.cluster", "green").set("servers.targets", "node1:1936");
        servers.run(1_000);
        assertEquals(List.of(), a.recorder().events());
        assertTrue(b.status().links().get(0).lastError(), b.status().links().get(0).lastError().contains("servers.cluster is '"));
        b.set("servers.cluster", "blue");
        servers.run(12_000);
        assertEquals(List.of("id001"), b.linked());
        a.set("servers.cluster", "red");
        servers.run(1_000);
        assertEquals(List.of(), b.linked());
    }

    @Test
    public void requestsAreAnsweredFailAndTimeOut() throws Exception {
        server(1);
        SimulatedNode b = server(2).set("servers.targets", "node1:1936");
        servers.run(1_000);
        ServerNode a = b.other(1);
        CompletableFuture<AmfValue> good = a.request("topic", Duration.ofSeconds(1), AmfString.of("x")).toCompletableFuture();
        CompletableFuture<AmfValue> bad = a.request("topic", Duration.ofSeconds(1)).toCompletableFuture();
        CompletableFuture<AmfValue> unknown = a.request("other", Duration.ofSeconds(1)).toCompletableFuture();
        servers.run(100);
        assertEquals(AmfString.of("re: x"), good.get());
        assertEquals("nothing asked", assertThrows(ExecutionException.class, bad::get).getCause().getMessage());
        assertEquals("no handler for 'other'", assertThrows(ExecutionException.class, unknown::get).getCause().getMessage());
        servers.cut(1, 2);
        CompletableFuture<AmfValue> late = a.request("topic", Duration.ofSeconds(1), AmfString.of("x")).toCompletableFuture();
        CompletableFuture<AmfValue> lost = a.request("topic", Duration.ofSeconds(60), AmfString.of("x")).toCompletableFuture();
        servers.run(1_200);
        assertEquals("no answer in time", assertThrows(ExecutionException.class, late::get).getCause().getMessage());
        servers.run(5_000);
        assertTrue(assertThrows(ExecutionException.class, lost::get).getCause().getMessage().startsWith("the link is lost: silent for"));
        CompletableFuture<AmfValue> after = a.request("topic", Duration.ofSeconds(1)).toCompletableFuture();
        assertTrue(after.isCompletedExceptionally() || !after.isDone());
        servers.run(10);
        assertEquals("not sent: NOT_CONNECTED", assertThrows(ExecutionException.class, after::get).getCause().getMessage());
        assertEquals(0L, (long) b.status().counters().get("cluster.requestsPending"));
    }

    @Test
    public void aHandlerGetsWhatOneServerSendsInOrderWhateverTopicAndRequestsToo() {
        SimulatedNode a = server(1);
        SimulatedNode b = server(2).set("servers.targets", "node1:1936");
        List<String> seen = new ArrayList<>();
        a.add(new ClusterMessageHandler() {
            @Override
            public void message(ServerNode from, String topic, List<AmfValue> values) {
                seen.add(topic + values.get(0).asString());
            }

            @Override
            public Object request(ServerNode from, String topic, List<AmfValue> values) {
                message(from, topic, values);
                return null;
            }
        }, "one", "two");
        servers.run(1_000);
        ServerNode to = b.other(1);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            String topic = i % 7 < 4 ? "one" : "two";
            if (i % 5 == 0) {
                to.request(topic, Duration.ofSeconds(1), AmfString.of("" + i));
            } else {
                to.send(topic, AmfString.of("" + i));
            }
            expected.add(topic + i);
        }
        servers.run(100);
        assertEquals(expected, seen);
    }

    @Test
    public void aBroadcastReachesTheDirectionItIsMeantForAndTellsWhoWasLeftOut() {
        SimulatedNode a = server(1);
        SimulatedNode b = server(2).set("servers.targets", "node1:1936");
        SimulatedNode c = server(3).set("servers.peerExchange", "false").set("servers.targets", "node2:1936");
        b.set("servers.peerExchange", "false");
        servers.run(1_000);
        assertEquals(1, b.cluster().targets().broadcast("topic", AmfString.of("t")).queued());
        assertEquals(1, b.cluster().initiators().broadcast("topic", AmfString.of("i")).queued());
        assertEquals(2, b.cluster().servers().broadcast("topic").queued());
        servers.run(100);
        assertEquals(List.of("id002 topic [\"t\"]", "id002 topic []"), a.recorder().messages());
        assertEquals(List.of("id002 topic [\"i\"]", "id002 topic []"), c.recorder().messages());
        b.set("servers.maxFrame", "65536");
        AmfString large = AmfString.ofBytes(new byte[5 << 20]);
        BroadcastResult result = b.cluster().servers().broadcast("topic", large);
        assertEquals(0, result.queued());
        assertEquals(Set.of(SendResult.TOO_LARGE), Set.copyOf(result.dropped().values()));
        for (String name : new String[] {"", ".", ":ping", "x".repeat(256)}) {
            assertThrows(name, IllegalArgumentException.class, () -> b.cluster().servers().broadcast(name));
        }
    }

    @Test
    public void reportsOfTheOthersAreKnownAndDieWithTheLink() {
        SimulatedNode a = server(1);
        SimulatedNode b = server(2).set("servers.targets", "node1:1936");
        b.figures(new Figures(1935, Set.of("/", "/app"), 17, 100, 3, 0, 0, 0.5));
        servers.run(1_500);
        b.figures(new Figures(1935, Set.of("/", "/app", "/new"), 17, 100, 3, 125_000, 250_000, 0.5));
        servers.run(1_000);
        assertEquals(Set.of("/", "/app", "/new"), a.other(2).services());
        var report = a.registry().find("id002").orElseThrow();
        assertEquals(17, report.sessions());
        assertEquals(100, report.maxSessions());
        assertEquals(3, report.publications());
        assertEquals(1_000_000, report.bitsInPerSecond(), 100_000);
        assertEquals(2_000_000, report.bitsOutPerSecond(), 200_000);
        assertEquals(NodeState.UP, report.state());
        b.registry().announce(NodeState.DRAINING);
        servers.run(20);
        assertEquals("told at once", NodeState.DRAINING, a.registry().find("id002").orElseThrow().state());
        ServerNode known = a.other(2);
        b.crash();
        servers.run(100);
        assertEquals(List.of(), a.registry().others());
        assertTrue(known.report().isEmpty());
    }

    @Test
    public void aListenerThatComesLaterIsToldOfAllWhoAreThere() {
        SimulatedNode a = server(1);
        server(2).set("servers.targets", "node1:1936");
        server(3).set("servers.targets", "node1:1936");
        servers.run(2_000);
        ClusterRecorder recorder = new ClusterRecorder();
        a.add(recorder);
        servers.run(10);
        assertEquals(Set.of("+id002", "+id003"), Set.copyOf(recorder.events()));
        assertEquals(2, recorder.events().size());
    }

    @Test
    public void connectionsFromElsewhereAreClosedUnread() {
        SimulatedNode a = server(1).set("servers.allow", "192.168.0.0/16");
        SimulatedNode b = server(2).set("servers.targets", "node1:1936");
        servers.run(1_000);
        assertEquals(List.of(), a.recorder().events());
        assertEquals(List.of(), b.recorder().events());
        a.set("servers.allow", "10.0.0.2");
        servers.run(12_000);
        assertEquals(List.of("id002"), a.linked());
        SimulatedNode c = server(3).set("servers.peerExchange", "false").set("servers.targets", "node1:1936");
        a.set("servers.peerExchange", "false").set("servers.targets", "node3:1936");
        servers.run(12_000);
        assertEquals("a target is admitted without being allowed", List.of("id002", "id003"), a.linked());
        assertEquals(List.of("id001"), c.linked());
    }

    @Test
    public void maxPendingBoundsUnansweredRequests() {
        server(1);
        SimulatedNode b = server(2).set("servers.targets", "node1:1936");
        servers.run(1_000);
        ServerNode a = b.other(1);
        List<CompletableFuture<AmfValue>> all = new ArrayList<>();
        for (int i = 0; i <= Requests.MAX_PENDING; i++) {
            all.add(a.request("topic", Duration.ofSeconds(30), AmfString.of("x")).toCompletableFuture());
        }
        CompletableFuture<AmfValue> last = all.get(Requests.MAX_PENDING);
        assertEquals("more than " + Requests.MAX_PENDING + " requests are unanswered",
            assertThrows(ExecutionException.class, last::get).getCause().getMessage());
        servers.run(1_000);
        assertEquals(Requests.MAX_PENDING, all.stream().filter(f -> f.isDone() && !f.isCompletedExceptionally()).count());
    }

    @Test
    public void maxPeersAndMaxLearnedBoundWhatIsBelievedOfOthers() {
        SimulatedNode a = server(1);
        SimulatedNode b = server(2).set("servers.targets", "node1:1936");
        servers.run(1_000);
        KnownNode liar = (KnownNode) b.other(1);
        for (int message = 0; message < 3; message++) {
            List<AmfValue> peers = new ArrayList<>();
            for (int i = 0; i < PeerExchange.MAX_PEERS + 50; i++) {
                peers.add(AmfString.of("invented" + message + "-" + i));
                peers.add(AmfString.of("10.9.9.9:1"));
            }
            liar.control(PeerExchange.PEERS, peers.toArray(new AmfValue[0]));
            servers.run(200);
            long learned = a.status().links().stream().filter(l -> l.origin().equals("learned")).count();
            assertTrue("at most MAX_LEARNED: " + learned, learned <= Targets.MAX_LEARNED);
        }
        assertEquals("the link goes on", List.of("id002"), a.linked());
        servers.run(Targets.FORGET_MILLIS + 60_000);
        assertEquals("forgotten", 0, a.status().links().stream().filter(l -> l.origin().equals("learned")).count());
    }

    @Test
    public void nonsenseFromANodeOfOursIsIgnored() {
        SimulatedNode a = server(1);
        SimulatedNode b = server(2).set("servers.targets", "node1:1936");
        servers.run(1_000);
        KnownNode liar = (KnownNode) b.other(1);
        AmfValue[] nonsense = {AmfValue.of(-1), AmfValue.of(Double.NaN), AmfString.of(""), AmfValue.of(List.of()), AmfValue.of(true)};
        for (String name : new String[] {":peers", ":report", ":reply", ":request", ":ping", ":pong", ":other"}) {
            liar.control(name);
            for (AmfValue first : nonsense) {
                liar.control(name, first);
                for (AmfValue second : nonsense) {
                    liar.control(name, first, second, first);
                }
            }
        }
        servers.run(2_000);
        assertEquals(List.of("id002"), a.linked());
        assertEquals(List.of("+id002"), a.recorder().events());
    }

    @Test
    public void aPublicAddressThatChangesOrIsKnownLaterIsSaidAgainWithoutAnEvent() {
        SimulatedNode a = server(1);
        SimulatedNode b = server(2).set("servers.targets", "node1:1936");
        servers.run(1_500);
        assertEquals("the port is not known yet", List.of(), a.other(2).publicAddresses());
        b.figures(new Figures(1935, Set.of(), 0, 0, 0, 0, 0, -1));
        servers.run(1_500);
        assertEquals(List.of("10.0.0.2:1935"), a.other(2).publicAddresses());
        b.set("servers.publicAddress", "b.example:1935, [2001:db8::2]:1935");
        servers.run(100);
        assertEquals(List.of("b.example:1935", "[2001:db8::2]:1935"), a.other(2).publicAddresses());
        assertEquals(List.of("+id002"), a.recorder().events());
    }
}
