package org.stratocumulus.relay.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.Test;
import org.stratocumulus.api.rendezvous.PeerRelay.Way;
import org.stratocumulus.session.Session;
import org.stratocumulus.testkit.Datagram;
import org.stratocumulus.testkit.SimulatedNetwork;
import org.stratocumulus.testkit.Translator.Kind;

/** What may pass the relay, and how much: limits and quotas are those of {@link Scene#SETTINGS} unless said otherwise. */
public class RelayNodeTest {
    private static final byte[] DATAGRAM = new byte[1_000];

    private final List<Datagram> delivered = new ArrayList<>();
    private Scene scene = new Scene(3, Scene.SETTINGS);

    private Way offer(Peer asker, Peer peer) {
        CompletionStage<Way> way = scene.relay.offer(scene.client(asker), scene.client(peer));
        return way == null ? null : scene.await("the relay answers", way.toCompletableFuture());
    }

    private static InetSocketAddress at(Peer peer, int port) {
        return new InetSocketAddress(peer.end.host().address().getAddress(), port);
    }

    /** A datagram to the relay from anywhere. @return what left the relay on account of it */
    private List<Datagram> send(InetSocketAddress from, InetSocketAddress to, byte[] data) {
        scene.network.forget();
        scene.network.inject(from, to, data);
        scene.time.advance(5);
        delivered.clear();
        scene.network.sent().stream().filter(d -> Scene.PORTS.contains(d.from().getPort())).forEach(delivered::add);
        return delivered;
    }

    private int passed(InetSocketAddress from, InetSocketAddress to) {
        return send(from, to, DATAGRAM).size();
    }

    @Test
    public void aDatagramLeavesUnopenedByTheOtherPeersPort() {
        Peer one = scene.peer(null);
        Peer two = scene.peer(null);
        Way way = offer(one, two);
        send(at(two, 7_000), way.forPeer(), DATAGRAM);
        byte[] data = {1, 2, 3, 4, 5, 6, 7};
        send(at(one, 6_000), way.forAsker(), data);
        assertEquals(way.forPeer(), delivered.get(0).from());
        assertEquals(at(two, 7_000), delivered.get(0).to());
        assertArrayEquals(data, delivered.get(0).data());
        send(at(two, 7_000), way.forPeer(), data);
        assertEquals(way.forAsker(), delivered.get(0).from());
        assertEquals(at(one, 6_000), delivered.get(0).to());
    }

    @Test
    public void nothingGoesToAnAddressThatHasNotSentItself() {
        Peer one = scene.peer(null);
        Peer two = scene.peer(null);
        Way way = offer(one, two);
        assertEquals(0, passed(at(one, 6_000), way.forAsker()));
        assertEquals(1, scene.count("dropped-early"));
        assertEquals("the first of the other passes", 1, passed(at(two, 7_000), way.forPeer()));
    }

    @Test
    public void onlyTheProvedAddressOfThePeerMaySendAndTheFirstOfItsPortsStays() {
        Peer one = scene.peer(null);
        Peer two = scene.peer(null);
        Way way = offer(one, two);
        passed(at(two, 7_000), way.forPeer());
        assertEquals(0, passed(SimulatedNetwork.address(99, 6_000), way.forAsker()));
        assertEquals("nobody has been taken for the peer", 1, passed(at(one, 6_000), way.forAsker()));
        assertEquals("another port of the same address", 0, passed(at(one, 6_001), way.forAsker()));
        assertEquals(2, scene.count("dropped-strangers"));
        assertEquals(at(one, 6_000), scene.relay.pairs().get(0).asker().seen());
    }

    @Test
    public void afterMoveMillisOfSilenceThePeerGoesOnFromAnotherPort() {
        Peer one = scene.peer(null);
        Peer two = scene.peer(null);
        Way way = offer(one, two);
        passed(at(two, 7_000), way.forPeer());
        passed(at(one, 6_000), way.forAsker());
        scene.time.advance(Side.MOVE_MILLIS);
        assertEquals("not from elsewhere", 0, passed(SimulatedNetwork.address(99, 6_000), way.forAsker()));
        assertEquals(1, passed(at(one, 6_001), way.forAsker()));
        send(at(two, 7_000), way.forPeer(), DATAGRAM);
        assertEquals(at(one, 6_001), delivered.get(0).to());
    }

    @Test
    public void theSameTwoGetTheSameWayWhoeverAsks() {
        Peer one = scene.peer(null);
        Peer two = scene.peer(null);
        Way way = offer(one, two);
        assertEquals(way, offer(one, two));
        assertEquals(new Way(way.forPeer(), way.forAsker()), offer(two, one));
        assertNull("nobody is relayed to itself", offer(one, one));
        assertEquals(1, scene.count("opened"));
    }

    @Test
    public void twoWhoAskWhileTheWayIsBeingOpenedGetTheSame() {
        Peer one = scene.peer(null);
        Peer two = scene.peer(null);
        CompletionStage<Way> first = scene.relay.offer(scene.client(one), scene.client(two));
        CompletionStage<Way> second = scene.relay.offer(scene.client(two), scene.client(one));
        Way way = scene.await("the first", first.toCompletableFuture());
        assertEquals(new Way(way.forPeer(), way.forAsker()), scene.await("the second", second.toCompletableFuture()));
        assertEquals(1, scene.count("opened"));
    }

    @Test
    public void aPeerHasPairsPerPeerAtMostAndAllTogetherPairs() {
        Peer one = scene.peer(null);
        Peer two = scene.peer(null);
        Peer three = scene.peer(null);
        Peer four = scene.peer(null);
        offer(one, two);
        offer(one, three);
        assertNull("relay.pairsPerPeer", offer(one, four));
        offer(two, four);
        offer(three, four);
        assertEquals(4, scene.relay.pairs().size());
        assertNull("relay.pairs", offer(scene.peer(null), scene.peer(null)));
        assertEquals(2, scene.count("refused-full"));
    }

    @Test
    public void aPeerSendsBitsPerSecondPerPeerAtMost() {
        Peer one = scene.peer(null);
        Peer two = scene.peer(null);
        Way way = offer(one, two);
        passed(at(two, 7_000), way.forPeer());
        int passed = 0;
        for (int i = 0; i < 100; i++) {
            passed += passed(at(one, 6_000), way.forAsker());
        }
        // 100,000 bits are 12 datagrams of 1,000 bytes at once, and 6 more in the 500 ms that this takes
        assertEquals(18, passed, 1);
        assertEquals(100 - passed, scene.count("dropped-quota"));
        assertEquals("the other has a share of its own", 1, passed(at(two, 7_000), way.forPeer()));
        scene.time.advance(1_000);
        assertEquals(1, passed(at(one, 6_000), way.forAsker()));
    }

    @Test
    public void aPeerSendsBytesPerHourPerPeerAtMostAlsoOverWaysOneAfterTheOther() {
        scene = new Scene(3, new RelaySettings(Scene.PORTS, List.of(), 2, 4, 2, 1_000_000_000, 1_000_000_000, 50_000, 20, 300));
        Peer one = scene.peer(null);
        Peer two = scene.peer(null);
        Way way = offer(one, two);
        passed(at(two, 7_000), way.forPeer());
        int passed = 0;
        for (int i = 0; i < 100; i++) {
            passed += passed(at(one, 6_000), way.forAsker());
        }
        assertEquals(50, passed);
        scene.time.advance(21_000);
        assertEquals("idle", 1, scene.count("closed"));
        Way next = offer(one, two);
        passed(at(two, 7_000), next.forPeer());
        assertEquals("twenty seconds bring 277 bytes", 0, passed(at(one, 6_000), next.forAsker()));
        scene.time.advance(72_000);
        next = offer(one, two);
        passed(at(two, 7_000), next.forPeer());
        assertEquals(1, passed(at(one, 6_000), next.forAsker()));
    }

    @Test
    public void allTogetherSendBitsPerSecondAtMost() {
        scene = new Scene(3, new RelaySettings(Scene.PORTS, List.of(), 2, 4, 2, 40_000, 100_000, 1_000_000, 20, 300));
        Peer one = scene.peer(null);
        Peer two = scene.peer(null);
        Way way = offer(one, two);
        passed(at(two, 7_000), way.forPeer());
        for (int i = 0; i < 20; i++) {
            passed(at(i % 2 == 0 ? one : two, i % 2 == 0 ? 6_000 : 7_000), i % 2 == 0 ? way.forAsker() : way.forPeer());
        }
        // 40,000 bits are 5 datagrams, and half a one in 100 ms
        assertEquals(5, scene.count("forwarded"));
    }

    @Test
    public void aWayEndsWhenItIsNotUsedOrTooOldAndItsPortsAreFree() {
        Peer one = scene.peer(null);
        Peer two = scene.peer(null);
        Way way = offer(one, two);
        scene.time.advance(19_000);
        assertEquals(1, scene.relay.pairs().size());
        scene.time.advance(2_000);
        assertEquals("relay.idle", 0, scene.relay.pairs().size());
        assertTrue(scene.ports.open.isEmpty());
        Way used = offer(one, two);
        assertNotEquals("the ports that were free for the longest come first", way, used);
        passed(at(two, 7_000), used.forPeer());
        for (int second = 0; second < 298; second++) {
            passed(at(one, 6_000), used.forAsker());
            scene.time.advance(995);
        }
        assertEquals(1, scene.relay.pairs().size());
        scene.time.advance(3_000);
        assertEquals("relay.lifetime", 0, scene.relay.pairs().size());
        assertEquals(0, passed(at(one, 6_000), used.forAsker()));
    }

    @Test
    public void aWayEndsWhenOneOfBothIsNoClientAnyMore() {
        Peer one = scene.peer(null);
        Peer two = scene.peer(null);
        offer(one, two);
        two.end.on(two.session, two.session::close);
        scene.time.advance(2_000);
        assertEquals(0, scene.relay.pairs().size());
        assertEquals(1, scene.count("closed"));
    }

    @Test
    public void aPeerThatHasMovedToAnotherAddressGetsAnotherWay() {
        Peer one = scene.peer(null);
        Peer two = scene.peer(null);
        Way way = offer(one, two);
        two.end.host().moveTo(SimulatedNetwork.address(77, 50_000));
        // it speaks from there, and the server verifies it (RFC 7016 section 3.5.4.2)
        scene.time.advance(20_000);
        assertEquals(SimulatedNetwork.address(77, 50_000), scene.server.client(two).address());
        Way next = offer(one, two);
        assertNotEquals(way, next);
        passed(at(one, 6_000), next.forAsker());
        assertEquals(1, passed(SimulatedNetwork.address(77, 7_000), next.forPeer()));
    }

    @Test
    public void portsThatSomebodyElseHasAreSkippedAndWithoutAnyThereIsNoWay() {
        scene.ports.taken.addAll(List.of(23_000, 23_001, 23_003));
        assertEquals(List.of(23_002, 23_004), ports(offer(scene.peer(null), scene.peer(null))));
        scene.ports.taken.addAll(List.of(23_005, 23_006, 23_007));
        assertNull(offer(scene.peer(null), scene.peer(null)));
        assertEquals(1, scene.count("refused-address"));
        assertEquals("the one port that was had is given back", 2, scene.ports.open.size());
    }

    private static List<Integer> ports(Way way) {
        return List.of(way.forAsker().getPort(), way.forPeer().getPort());
    }

    @Test
    public void otherSettingsHoldAtOnceAndPairsStay() {
        Peer one = scene.peer(null);
        Peer two = scene.peer(null);
        Way way = offer(one, two);
        scene.relay.settings(new RelaySettings(new PortRange(24_000, 24_001), List.of(), 3, 4, 2, 1_000_000, 10_000, 1_000_000, 20, 300));
        assertEquals(3, scene.relay.afterAttempts());
        passed(at(two, 7_000), way.forPeer());
        assertEquals(1, passed(at(one, 6_000), way.forAsker()));
        assertEquals("10,000 bits are one datagram a second", 0, passed(at(one, 6_000), way.forAsker()));
        assertEquals(List.of(24_000, 24_001), ports(offer(scene.peer(null), scene.peer(null))));
        scene.relay.settings(RelaySettings.OFF);
        assertNull(scene.relay.offer(scene.client(one), scene.client(two)));
        assertEquals(2, scene.relay.pairs().size());
    }

    @Test
    public void aRelayedSessionGoesOnAndIsCounted() {
        Peer one = scene.peer(Kind.SYMMETRIC);
        Peer two = scene.peer(Kind.SYMMETRIC);
        Session session = scene.await("the peers meet", one.reach(two));
        for (int minute = 0; minute < 4; minute++) {
            scene.time.advance(60_000);
            one.say(session, two, "after " + minute);
        }
        var pair = scene.relay.pairs().get(0);
        assertEquals(one.id, pair.asker().id());
        assertTrue(pair.forwarded() > 8);
        assertEquals(scene.count("bytes"), pair.bytes());
        assertEquals(1L, (long) scene.introducer.counters().get("rendezvous.relayed"));
    }

    @Test
    public void afterFloodsAtItsPortsNothingIsRememberedOfThem() {
        Peer one = scene.peer(null);
        Peer two = scene.peer(null);
        Way way = offer(one, two);
        scene.network.forget();
        for (int i = 0; i < 20_000; i++) {
            scene.network.inject(new InetSocketAddress("198.51." + i / 250 + "." + i % 250, 1 + i), way.forAsker(), DATAGRAM);
        }
        scene.time.advance(10);
        assertEquals(20_000, scene.count("dropped-strangers"));
        assertTrue("not one is answered or forwarded",
            scene.network.sent().stream().noneMatch(d -> Scene.PORTS.contains(d.from().getPort())));
        assertNull(scene.relay.pairs().get(0).asker().seen());
    }
}
