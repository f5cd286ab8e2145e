package org.stratocumulus.rendezvous.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNotSame;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.Test;
import org.stratocumulus.amf.AmfByteArray;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.cluster.SendResult;
import org.stratocumulus.api.cluster.ServerNode;
import org.stratocumulus.api.rendezvous.PeerRelay;
import org.stratocumulus.api.rendezvous.PeerRelay.Way;
import org.stratocumulus.api.rendezvous.RelayedPeer;
import org.stratocumulus.application.spi.ClientConnection;

/** Ways between peers of two servers, on the relay's server and on the owner's, with a relay of the test's own. */
public class WaysTest {
    private static final InetSocketAddress ASKER = new InetSocketAddress("198.51.100.1", 4000);
    private static final InetSocketAddress X = new InetSocketAddress("192.0.2.1", 23_000);
    private static final InetSocketAddress Y = new InetSocketAddress("192.0.2.1", 23_001);
    private static final InetAddress HOST = new InetSocketAddress("203.0.113.5", 1).getAddress();
    private static final InetAddress OTHER_HOST = new InetSocketAddress("203.0.113.6", 1).getAddress();
    private static final PeerId WANTED = new PeerId(1, 2, 3, 4);
    private static final PeerId ID = new PeerId(5, 6, 7, 8);

    private long now = 100_000;
    private boolean linked = true;
    private boolean connected = true;
    private InetAddress peersHost = HOST;
    private CompletionStage<Way> offered = CompletableFuture.completedFuture(new Way(X, Y));
    private CompletionStage<Boolean> admitted;
    private final List<RelayedPeer> peers = new ArrayList<>();
    private final List<RelayedPeer> askers = new ArrayList<>();
    private final List<LinkMessage> sent = new ArrayList<>();
    private final ServerNode one = server("one");
    private final ServerNode two = server("two");
    private final ClientConnection asker = client(ID);
    private final LastResort lastResort = new LastResort();
    private final LentWays lent = new LentWays(address -> address.equals(ASKER) ? asker : null, lastResort, () -> now);
    private final BorrowedWays borrowed = new BorrowedWays(lastResort, () -> now);

    public WaysTest() {
        lastResort.relay(new PeerRelay() {
            @Override
            public int afterAttempts() {
                return 2;
            }

            @Override
            public CompletionStage<Way> offer(RelayedPeer of, RelayedPeer to) {
                peers.add(to);
                return offered;
            }

            @Override
            public CompletionStage<Boolean> admit(RelayedPeer of, RelayedPeer to) {
                askers.add(of);
                return admitted;
            }
        });
    }

    private static <T> T fake(Class<T> type, Map<String, Function<Object[], Object>> methods) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) ->
            switch (method.getName()) {
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> methods.get(method.getName()).apply(arguments);
            }));
    }

    private ServerNode server(String id) {
        return fake(ServerNode.class, Map.of("nodeId", a -> id, "isConnected", a -> linked, "send", a -> {
            sent.add(LinkMessage.decode(List.of((AmfByteArray) ((AmfValue[]) a[1])[0])));
            return SendResult.QUEUED;
        }));
    }

    private ClientConnection client(PeerId id) {
        return fake(ClientConnection.class, Map.of("id", a -> id, "isConnected", a -> connected,
            "address", a -> new InetSocketAddress(peersHost, 5000)));
    }

    private Way lend(PeerId wanted, ServerNode owner, InetAddress host) {
        CompletionStage<Way> way = lent.way(asker, wanted, owner, host);
        return way == null ? null : way.toCompletableFuture().join();
    }

    private boolean borrow(PeerId of, ClientConnection peer) {
        Hello hello = new Hello(ASKER, new byte[] {1}, peer.id(), new byte[] {2});
        return borrowed.take(one, new LinkMessage.Way(of, hello, Y), peer).toCompletableFuture().join();
    }

    private RelayedPeer last(List<RelayedPeer> of) {
        return of.get(of.size() - 1);
    }

    @Test
    public void theRelayIsDueForAClientThatHasTriedInVainAndForNobodyElse() {
        Hello hello = new Hello(ASKER, new byte[] {1}, WANTED, new byte[] {2});
        assertNull(lent.due(hello, 1));
        assertSame(asker, lent.due(hello, 2));
        assertNull(lent.due(new Hello(Y, new byte[] {1}, WANTED, new byte[] {2}), 2));
        connected = false;
        assertNull(lent.due(hello, 2));
    }

    @Test
    public void theSameTwoAreTheSameForTheRelayUntilTheWayIsOverAndTheOwnerHearsOfThat() {
        assertEquals(new Way(X, Y), lend(WANTED, one, HOST));
        lend(WANTED, one, HOST);
        RelayedPeer peer = peers.get(0);
        assertSame(peer, peers.get(1));
        assertEquals(List.of(WANTED, HOST, "one", true), List.of(peer.id(), peer.host(), peer.node(), peer.isConnected()));
        peer.released();
        assertEquals(List.of(new LinkMessage.Over(ID, WANTED)), sent);
        lend(WANTED, one, HOST);
        assertNotSame(peer, last(peers));
    }

    @Test
    public void aPeerOfAnotherServerOrAddressTakesThePlaceOfTheFormer() {
        lend(WANTED, one, HOST);
        lend(WANTED, one, OTHER_HOST);
        assertFalse(peers.get(0).isConnected());
        lend(WANTED, two, OTHER_HOST);
        assertFalse(peers.get(1).isConnected());
        assertTrue(peers.get(2).isConnected());
        peers.get(1).released();
        lend(WANTED, two, OTHER_HOST);
        assertSame("what ends late takes nothing along", peers.get(2), peers.get(3));
    }

    @Test
    public void onlyTheOwnerTakesItsPeerBackAndALostLinkDoes() {
        lend(WANTED, one, HOST);
        lent.declined(two, new LinkMessage.Decline(ID, WANTED));
        lent.declined(one, new LinkMessage.Decline(WANTED, ID));
        assertTrue(peers.get(0).isConnected());
        lent.declined(one, new LinkMessage.Decline(ID, WANTED));
        assertFalse(peers.get(0).isConnected());
        lend(WANTED, one, HOST);
        assertTrue(peers.get(1).isConnected());
        linked = false;
        assertFalse(peers.get(1).isConnected());
    }

    @Test
    public void whatWasNotOpenedInTimeIsForgottenAndWhatIsOpenIsNot() {
        lend(new PeerId(9, 9, 9, 9), one, HOST);
        offered = CompletableFuture.completedFuture(null);
        assertNull(lend(WANTED, one, HOST));
        now += LentWays.OPENING_MILLIS - 1;
        lent.tick();
        lend(WANTED, one, HOST);
        assertSame(peers.get(1), peers.get(2));
        now += 1;
        lent.tick();
        lend(WANTED, one, HOST);
        assertNotSame(peers.get(1), peers.get(3));
        lend(new PeerId(9, 9, 9, 9), one, HOST);
        assertSame(peers.get(0), peers.get(4));
        offered = null;
        assertNull("a relay that is off", lend(new PeerId(8, 8, 8, 8), one, HOST));
        lend(new PeerId(8, 8, 8, 8), one, HOST);
        assertNotSame("is not waited for", peers.get(5), peers.get(6));
    }

    @Test
    public void noMoreThanMaxWaysAreLent() {
        for (int i = 0; i < LentWays.MAX_WAYS; i++) {
            assertNotNull(lend(new PeerId(i, 0, 0, 0), one, HOST));
        }
        assertNull(lend(WANTED, one, HOST));
        lent.clear();
        assertEquals(LentWays.MAX_WAYS, sent.size());
        assertFalse(last(peers).isConnected());
        assertNotNull(lend(WANTED, one, HOST));
    }

    @Test
    public void aPeerHasAWayOfAnotherServersRelayIfItsOwnLetsItAndOverAgainForTheSameAsker() {
        ClientConnection peer = client(WANTED);
        assertTrue("nothing speaks against it", borrow(ID, peer));
        admitted = CompletableFuture.completedFuture(true);
        assertTrue(borrow(ID, peer));
        assertSame(askers.get(0), askers.get(1));
        assertEquals("one", askers.get(0).node());
        admitted = CompletableFuture.completedFuture(false);
        assertFalse(borrow(WANTED, peer));
        assertFalse(last(askers).isConnected());
        assertTrue(askers.get(0).isConnected());
    }

    @Test
    public void aPeerThatHasLeftOrMovedIsTakenBackAndAWayThatIsOverOrOfALostServerIsForgotten() {
        ClientConnection peer = client(WANTED);
        borrow(ID, peer);
        borrowed.tick();
        assertEquals(List.of(), sent);
        peersHost = OTHER_HOST;
        now += 1_000;
        borrowed.tick();
        assertEquals(List.of(new LinkMessage.Decline(ID, WANTED)), sent);
        assertFalse(askers.get(0).isConnected());
        borrow(ID, peer);
        borrowed.over(two, new LinkMessage.Over(ID, WANTED));
        assertTrue("not this server's", askers.get(1).isConnected());
        borrowed.over(one, new LinkMessage.Over(ID, WANTED));
        assertFalse(askers.get(1).isConnected());
        borrow(ID, peer);
        linked = false;
        now += 1_000;
        borrowed.tick();
        assertEquals("nobody hears of the last two", 1, sent.size());
        assertEquals(0, borrowed.count());
    }

    @Test
    public void noMoreThanMaxWaysAreBorrowed() {
        ClientConnection peer = client(WANTED);
        for (int i = 0; i < BorrowedWays.MAX_WAYS; i++) {
            assertTrue(borrow(new PeerId(i, 0, 0, 0), peer));
        }
        assertFalse(borrow(ID, peer));
    }
}
