package org.stratocumulus.client;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.Test;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.session.CloseReason;
import org.stratocumulus.session.Delivery;
import org.stratocumulus.session.OpenFailedException;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.session.SendFlowListener;
import org.stratocumulus.testkit.Conditions;
import org.stratocumulus.testkit.Datagram;
import org.stratocumulus.testkit.Seeds;
import org.stratocumulus.testkit.SimulatedHost;

/** Two clients that this project's server introduces to each other, in virtual time: RFC 7425 section 5.4. */
public class PeersTest {
    private static final int SEEDS = 5;
    private static final byte[] CHAT = "chat".getBytes(StandardCharsets.UTF_8);

    @Test
    public void twoClientsMeetByPeerIdAndTalkWhateverTheNetworkLoses() throws Exception {
        Seeds.each(SEEDS, seed -> {
            SimulatedServer server = new SimulatedServer(seed, Conditions.BAD);
            Heard hears = new Heard();
            NetConnection first = server.connect(NetConnectionListener.NONE);
            SimulatedHost firstHost = server.lastHost();
            first.peers().listener(hears);
            NetConnection second = server.connect(NetConnectionListener.NONE);
            PeerConnection peer = server.get(second.peers().connect(first.peers().nearId()));
            assertEquals(first.peers().nearId(), peer.peerId());
            assertEquals("directly", firstHost.address(), peer.session().farAddress());
            say(server, peer, "hello");
            server.time.runUntil("the message arrives", 60_000, () -> hears.messages.size() == 1);
            assertEquals(List.of("hello"), hears.messages);
            assertEquals(second.peers().nearId(), hears.connected.get(0).peerId());
        });
    }

    @Test
    public void theServerCarriesNothingOfWhatPeersSay() {
        SimulatedServer server = new SimulatedServer(1, Conditions.GOOD);
        Heard hears = new Heard();
        PeerConnection peer = meet(server, hears);
        server.time.advance(1000);
        server.network.forget();
        say(server, peer, "hello");
        server.time.runUntil("the message arrives", 60_000, () -> hears.messages.size() == 1);
        assertFalse(server.network.sent().stream().map(Datagram::to).anyMatch(server.host.address()::equals));
    }

    @Test
    public void everyMessageOfADirectStreamArrivesOnceAndInOrderWhateverTheNetworkLoses() throws Exception {
        Seeds.each(SEEDS, seed -> {
            SimulatedServer server = new SimulatedServer(seed, Conditions.BAD.withLoss(0.2));
            Stream stream = new Stream(server);
            for (int i = 0; i < 200; i++) {
                stream.publication.data(i, "number", i);
            }
            server.time.runUntil("all arrive", 120_000, () -> stream.played.numbers().size() >= 200);
            assertEquals(LongStream.range(0, 200).boxed().toList(), stream.played.numbers());
            assertEquals(List.of("NetStream.Play.Reset", "NetStream.Play.Start"), stream.played.statuses);
        });
    }

    @Test
    public void aStreamGoesToEveryPeerThatPlaysIt() {
        SimulatedServer server = new SimulatedServer(1, Conditions.GOOD);
        Stream stream = new Stream(server);
        PlayedDirectly other = new PlayedDirectly();
        PeerConnection peer = server.get(server.connect(NetConnectionListener.NONE).peers().connect(stream.publisher.peers().nearId()));
        server.get(peer.play("news", other));
        assertEquals(2, stream.publication.subscribers());
        stream.publication.video(7, new byte[5000]);
        server.time.advance(1000);
        stream.publication.audio(8, new byte[50]);
        server.time.advance(1000);
        assertEquals(List.of("9@7+5000", "8@8+50"), stream.played.media());
        assertEquals(List.of("9@7+5000", "8@8+50"), other.media());
    }

    @Test
    public void whoStopsPlayingIsToldNothingMore() {
        SimulatedServer server = new SimulatedServer(1, Conditions.GOOD);
        Stream stream = new Stream(server);
        stream.subscription.close();
        server.time.advance(1000);
        assertEquals(1, stream.played.closed);
        assertEquals(0, stream.publication.subscribers());
        assertEquals(List.of("subscribing", "subscribed", "unsubscribed"), stream.events);
        server.network.forget();
        stream.publication.video(1, new byte[100]);
        server.time.advance(1000);
        assertEquals(List.of(), server.network.sent());
        assertEquals("the session stays for others", 0, stream.peerClosed.size());
    }

    @Test
    public void theEndOfAPublicationComesBehindItsLastMessage() throws Exception {
        Seeds.each(SEEDS, seed -> {
            SimulatedServer server = new SimulatedServer(seed, Conditions.BAD);
            Stream stream = new Stream(server);
            stream.publication.data(1, "number", 1);
            stream.publication.close();
            server.time.runUntil("the subscriber hears it", 60_000, () -> stream.played.closed > 0);
            assertEquals(List.of(1L), stream.played.numbers());
            assertTrue(stream.played.statuses.contains("NetStream.Play.UnpublishNotify"));
            assertEquals(1, stream.played.closed);
        });
    }

    @Test
    public void aStreamThatNobodyPublishesOrThatIsRefusedCannotBePlayed() {
        SimulatedServer server = new SimulatedServer(1, Conditions.GOOD);
        Stream stream = new Stream(server);
        assertTrue(server.failure(stream.peer.play("other", PeerStreamListener.NONE)) instanceof IllegalStateException);
        stream.refuses = true;
        assertTrue(server.failure(stream.peer.play("news", PeerStreamListener.NONE)) instanceof IllegalStateException);
        assertEquals(1, stream.publication.subscribers());
    }

    @Test
    public void aPeerCanPlayManyStreamsInOneSession() {
        SimulatedServer server = new SimulatedServer(1, Conditions.GOOD);
        Stream stream = new Stream(server);
        PeerPublication second = server.get(stream.publisher.peers().publish("second", PeerPublicationListener.NONE));
        PlayedDirectly played = new PlayedDirectly();
        server.get(stream.peer.play("second", played));
        second.audio(1, new byte[10]);
        stream.publication.audio(2, new byte[20]);
        server.time.advance(1000);
        assertEquals(List.of("8@1+10"), played.media());
        assertEquals(List.of("8@2+20"), stream.played.media());
    }

    @Test
    public void aPeerThatDiesEndsItsStreams() {
        SimulatedServer server = new SimulatedServer(1, Conditions.GOOD);
        NetConnection publisher = server.connect(NetConnectionListener.NONE);
        SimulatedHost host = server.lastHost();
        Stream stream = new Stream(server, publisher);
        server.network.cutOff(host);
        server.time.runUntil("the session is found dead", 120_000, () -> !stream.peerClosed.isEmpty());
        assertEquals(1, stream.played.closed);
        assertTrue(server.failure(stream.peer.play("news", PeerStreamListener.NONE)) instanceof IllegalStateException);
    }

    @Test
    public void theSessionWithAPeerIsSharedAndTheIdentityIsNot() {
        SimulatedServer server = new SimulatedServer(1, Conditions.GOOD);
        NetConnection first = server.connect(NetConnectionListener.NONE);
        first.peers().listener(PeerListener.NONE);
        RtmfpClient client = server.client();
        NetConnection second = server.get(server.connecting(client, NetConnectionListener.NONE));
        NetConnection third = server.get(server.connecting(client, NetConnectionListener.NONE));
        assertNotEquals("RFC 7425 section 5.3", second.peers().nearId(), third.peers().nearId());
        CompletableFuture<PeerConnection> one = second.peers().connect(first.peers().nearId());
        CompletableFuture<PeerConnection> two = second.peers().connect(first.peers().nearId());
        assertSame(server.get(one), server.get(two));
        assertSame(one.join(), server.get(second.peers().connect(first.peers().nearId())));
    }

    @Test
    public void twoPeersThatLookForEachOtherAtOnceHaveOneSession() throws Exception {
        Seeds.each(20, seed -> {
            SimulatedServer server = new SimulatedServer(seed, seed % 2 == 0 ? Conditions.GOOD : Conditions.BAD);
            NetConnection first = server.connect(NetConnectionListener.NONE);
            NetConnection second = server.connect(NetConnectionListener.NONE);
            CompletableFuture<PeerConnection> one = first.peers().connect(second.peers().nearId());
            CompletableFuture<PeerConnection> two = second.peers().connect(first.peers().nearId());
            PeerConnection near = server.get(one);
            PeerConnection far = server.get(two);
            Heard hears = new Heard();
            second.peers().listener(hears);
            server.time.advance(1);
            say(server, near, "hello");
            server.time.runUntil("the message arrives", 60_000, () -> hears.messages.size() == 1);
            assertEquals(near.session().farPeerId(), second.peers().nearId());
            assertEquals(far.session().farPeerId(), first.peers().nearId());
        });
    }

    @Test
    public void theServersAdviceAboutKeepaliveHoldsForPeers() {
        SimulatedServer server = new SimulatedServer(1, Conditions.GOOD);
        meet(server, new Heard());
        server.time.advance(2000);
        server.network.forget();
        // the server advises 10 s, the endpoint's own period is 15 s
        server.time.advance(11_000);
        assertTrue(server.network.sentBy(server.lastHost()).stream().anyMatch(datagram -> !datagram.to().equals(server.host.address())));
    }

    @Test
    public void aClientThatWantsNoPeersAnswersNone() {
        SimulatedServer server = new SimulatedServer(1, Conditions.GOOD);
        NetConnection first = server.connect(NetConnectionListener.NONE);
        NetConnection second = server.connect(NetConnectionListener.NONE);
        CompletableFuture<PeerConnection> reaching = second.peers().connect(first.peers().nearId());
        server.time.advance(100_000);
        assertTrue(server.failure(reaching) instanceof OpenFailedException);
    }

    @Test
    public void givingUpAPeerEndsTheAttempt() {
        SimulatedServer server = new SimulatedServer(1, Conditions.GOOD);
        NetConnection connection = server.connect(NetConnectionListener.NONE);
        CompletableFuture<PeerConnection> nobody = connection.peers().connect(new PeerId(1, 2, 3, 4));
        server.time.advance(1000);
        nobody.cancel(false);
        server.time.advance(1);
        server.network.forget();
        server.time.advance(10_000);
        assertEquals("no hello any more", List.of(), server.network.sentBy(server.lastHost()));
    }

    @Test
    public void theEndOfTheConnectionEndsItsPeers() {
        SimulatedServer server = new SimulatedServer(1, Conditions.GOOD);
        NetConnection publisher = server.connect(NetConnectionListener.NONE);
        Stream stream = new Stream(server, publisher);
        CompletableFuture<PeerConnection> waiting = publisher.peers().connect(new PeerId(1, 2, 3, 4));
        publisher.close();
        server.time.runUntil("the subscriber hears it", 60_000, () -> stream.played.closed > 0);
        assertEquals(List.of(CloseReason.FAR_CLOSE), stream.peerClosed);
        assertTrue(server.failure(waiting) instanceof IllegalStateException);
        assertTrue(server.failure(publisher.peers().publish("late", PeerPublicationListener.NONE)) instanceof IllegalStateException);
    }

    @Test
    public void aNameIsPublishedOnceAndAgainAfterItsEnd() {
        SimulatedServer server = new SimulatedServer(1, Conditions.GOOD);
        NetConnection connection = server.connect(NetConnectionListener.NONE);
        PeerPublication first = server.get(connection.peers().publish("name", PeerPublicationListener.NONE));
        assertTrue(server.failure(connection.peers().publish("name", PeerPublicationListener.NONE)) instanceof IllegalStateException);
        first.close();
        server.get(connection.peers().publish("name", PeerPublicationListener.NONE));
    }

    @Test
    public void publicationsHaveALimit() {
        SimulatedServer server = new SimulatedServer(1, Conditions.GOOD);
        NetConnection connection = server.connect(NetConnectionListener.NONE);
        for (int i = 0; i < Peers.MAX_PUBLICATIONS; i++) {
            server.get(connection.peers().publish("name" + i, PeerPublicationListener.NONE));
        }
        assertTrue(server.failure(connection.peers().publish("one more", PeerPublicationListener.NONE)) instanceof IllegalStateException);
    }

    private static PeerConnection meet(SimulatedServer server, PeerListener hears) {
        NetConnection first = server.connect(NetConnectionListener.NONE);
        first.peers().listener(hears);
        return server.get(server.connect(NetConnectionListener.NONE).peers().connect(first.peers().nearId()));
    }

    private static void say(SimulatedServer server, PeerConnection peer, String text) {
        server.get(peer.openFlow(CHAT, Priority.DATA, SendFlowListener.NONE)
            .thenAccept(flow -> flow.write(text.getBytes(StandardCharsets.UTF_8), Delivery.RELIABLE)));
    }

    private static final class Heard implements PeerListener {
        final List<PeerConnection> connected = new ArrayList<>();
        final List<String> messages = new ArrayList<>();

        @Override
        public void connected(PeerConnection peer) {
            connected.add(peer);
        }

        @Override
        public void flowOpened(PeerConnection peer, RecvFlow flow) {
            flow.accept(RecvFlow.Order.QUEUED,
                (from, message, lostBefore) -> messages.add(new String(message, StandardCharsets.UTF_8)));
        }
    }

    /** A publisher of "news" and a peer that plays it. */
    private static final class Stream implements PeerPublicationListener {
        final NetConnection publisher;
        final PeerPublication publication;
        final PeerConnection peer;
        final PlayedDirectly played = new PlayedDirectly();
        final PeerSubscription subscription;
        final List<String> events = new ArrayList<>();
        final List<CloseReason> peerClosed = new ArrayList<>();
        boolean refuses;

        Stream(SimulatedServer server) {
            this(server, server.connect(NetConnectionListener.NONE));
        }

        Stream(SimulatedServer server, NetConnection publisher) {
            this.publisher = publisher;
            publication = server.get(publisher.peers().publish("news", this));
            NetConnection player = server.connect(NetConnectionListener.NONE);
            player.peers().listener(new PeerListener() {
                @Override
                public void closed(PeerConnection of, CloseReason reason) {
                    peerClosed.add(reason);
                }
            });
            peer = server.get(player.peers().connect(publisher.peers().nearId()));
            subscription = server.get(peer.play("news", played));
        }

        @Override
        public boolean subscribing(PeerPublication of, PeerConnection by) {
            events.add("subscribing");
            return !refuses;
        }

        @Override
        public void subscribed(PeerPublication of, PeerConnection by) {
            events.add("subscribed");
        }

        @Override
        public void unsubscribed(PeerPublication of, PeerConnection by) {
            events.add("unsubscribed");
        }
    }
}
