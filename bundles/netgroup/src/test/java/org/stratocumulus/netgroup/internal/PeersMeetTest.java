package org.stratocumulus.netgroup.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.Test;
import org.stratocumulus.api.GroupId;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.status.GroupStatus.GroupInfo;
import org.stratocumulus.session.Delivery;
import org.stratocumulus.session.EndpointOptions;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.SendFlowListener;
import org.stratocumulus.session.Session;
import org.stratocumulus.session.SessionState;
import org.stratocumulus.testkit.Conditions;
import org.stratocumulus.testkit.Seeds;

/** From the group to a session between two clients: RFC 7016 sections 3.5.1.4 to 3.5.1.6. */
public class PeersMeetTest {
    private static final GroupId GROUP = GroupId.ofSpecifier("G:test");
    /** Three periods of keepAlive, and what sending in vain may add (docs/cluster.md). */
    private static final long LIMIT = 60_000;
    private static final byte[] MESSAGE = {'h', 'e', 'l', 'l', 'o'};

    /** Two members, of whom the second was told of the first. */
    private static Peer[] introduced(Scene scene) {
        Peer first = scene.peer();
        first.join(GROUP);
        scene.until("the first is a member", () -> scene.count("joins") == 1);
        Peer second = scene.peer();
        second.join(GROUP);
        scene.until("the second is told of the first", () -> second.toldOf().equals(List.of(first.id)));
        return new Peer[] {first, second};
    }

    private static void assertTalk(Scene scene, Peer asker, Peer peer, CompletableFuture<Session> reaching) {
        scene.until("the peers' session opens", reaching::isDone);
        Session session = reaching.join();
        assertEquals(peer.id, session.farPeerId());
        assertEquals("directly", peer.end.host().address(), session.farAddress());
        asker.end.on(session, () -> session.openFlow(new byte[0], null, Priority.ROUTINE, SendFlowListener.NONE)
            .write(MESSAGE, Delivery.RELIABLE));
        scene.until("the message arrives", () -> peer.end.recorders().stream().anyMatch(heard -> !heard.messages().isEmpty()));
        assertArrayEquals(MESSAGE, peer.end.recorders().get(0).messages().get(0));
    }

    @Test
    public void aMemberReachesTheMemberItWasToldOf() throws Exception {
        Seeds.each(5, seed -> {
            Scene scene = new Scene(seed, NetGroupSettings.DEFAULT);
            scene.network.conditions(Conditions.BAD);
            Peer[] peers = introduced(scene);
            assertTalk(scene, peers[1], peers[0], peers[1].reach(peers[1].toldOf().get(0)));
        });
    }

    /** Each peer's translator lets in only what comes from where something was sent to before. */
    private static void behindTranslators(Scene scene) {
        Set<List<InetSocketAddress>> ways = new HashSet<>();
        InetSocketAddress server = scene.server.host().address();
        scene.network.lose(datagram -> {
            ways.add(List.of(datagram.from(), datagram.to()));
            return !datagram.to().equals(server) && !ways.contains(List.of(datagram.to(), datagram.from()));
        });
    }

    @Test
    public void twoPeersBehindTranslatorsMeetBecauseTheHelloIsForwarded() throws Exception {
        Seeds.each(5, seed -> {
            Scene scene = new Scene(seed, NetGroupSettings.DEFAULT);
            behindTranslators(scene);
            Peer[] peers = introduced(scene);
            assertTalk(scene, peers[1], peers[0], peers[1].reach(peers[0].id));
            assertTrue(scene.introducer.counters().get("rendezvous.forwarded") >= 1);
        });
    }

    @Test
    public void withoutTheForwardedHelloThoseTwoDoNotMeet() {
        Scene scene = new Scene(1, NetGroupSettings.DEFAULT);
        behindTranslators(scene);
        Peer[] peers = introduced(scene);
        peers[0].end.endpoint().options(peers[0].end.endpoint().options().withForwardedHello(
            EndpointOptions.ForwardedHello.IGNORE));
        CompletableFuture<Session> reaching = peers[1].reach(peers[0].id);
        scene.time.advance(30_000);
        assertFalse(reaching.isDone());
    }

    @Test
    public void aPeerThatHasLeftIsNotLookedForAnyMore() {
        Scene scene = new Scene(1, NetGroupSettings.DEFAULT);
        Peer[] peers = introduced(scene);
        peers[0].on(peers[0].session::close);
        scene.time.advance(1_000);
        int sent = scene.network.sentBy(scene.server.host()).size();
        CompletableFuture<Session> reaching = peers[1].reach(peers[0].id);
        scene.time.advance(1_000);
        assertEquals("silence", sent, scene.network.sentBy(scene.server.host()).size());
        assertFalse(reaching.isDone());
        assertEquals(1, (long) scene.introducer.counters().get("rendezvous.unknown"));
    }

    @Test
    public void aHundredMembersOnFourLoopsHangTogetherWhenTheyComeAtOnceAndAThirdOfThemIsKilledAtOnce() {
        Scene scene = new Scene(Long.getLong("seed", 1), NetGroupSettings.DEFAULT);
        GroupReport report = new GroupReport(scene.groups);
        for (int i = 0; i < 100; i++) {
            scene.peer();
        }
        scene.peers.forEach(peer -> peer.join(GROUP));
        scene.until("all are members", () -> report.groups().stream().mapToInt(GroupInfo::members).sum() == 100);
        scene.time.advance(1_000);
        assertConnected(scene);
        for (int i = 0; i < 33; i++) {
            Peer killed = scene.peers.remove(i * 2);
            killed.on(killed.session::abort);
        }
        scene.time.advance(2_000);
        assertEquals(67, report.groups().get(0).members());
        assertTrue(scene.peers.stream().allMatch(peer -> peer.session.state() == SessionState.OPEN));
        assertConnected(scene);
    }

    @Test
    public void aMemberThatVanishesWithoutAWordIsOutAfterThreeKeepalivesHoweverMuchItIsTold() {
        for (boolean told : new boolean[] {false, true}) {
            Scene scene = new Scene(Long.getLong("seed", 1), NetGroupSettings.DEFAULT);
            GroupReport report = new GroupReport(scene.groups);
            Peer[] peers = introduced(scene);
            scene.network.cutOff(peers[0].end.host());
            long since = scene.time.now();
            while (report.groups().stream().mapToInt(GroupInfo::members).sum() > (told ? scene.peers.size() - 1 : 1)) {
                if (told) { // each newcomer is an introduction that nobody acknowledges
                    scene.peer().join(GROUP);
                }
                scene.time.advance(1_000);
                assertTrue("it is out at last", scene.time.now() - since < LIMIT);
            }
            long after = scene.time.now() - since;
            System.out.printf("a member that vanished, %s, was out after %d ms%n", told ? "told of others meanwhile" : "left alone", after);
            assertNull("nobody finds it any more", scene.connections.find(peers[0].id));
            Peer late = scene.peer();
            late.join(GROUP);
            scene.time.advance(1_000);
            assertFalse("nor is told of it", late.toldOf().contains(peers[0].id));
        }
    }

    private static void assertConnected(Scene scene) {
        Map<PeerId, Set<PeerId>> known = new HashMap<>();
        scene.peers.forEach(peer -> known.put(peer.id, new HashSet<>()));
        for (Peer peer : scene.peers) {
            for (PeerId other : peer.toldOf()) {
                if (known.containsKey(other)) {
                    known.get(peer.id).add(other);
                    known.get(other).add(peer.id);
                }
            }
        }
        Set<PeerId> reached = new HashSet<>();
        Deque<PeerId> next = new ArrayDeque<>(List.of(scene.peers.get(0).id));
        while (!next.isEmpty()) {
            PeerId peer = next.poll();
            if (reached.add(peer)) {
                next.addAll(known.get(peer));
            }
        }
        assertEquals("members reached", scene.peers.size(), reached.size());
    }
}
