package org.stratocumulus.rendezvous.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.junit.Test;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.loop.EventLoop;
import org.stratocumulus.api.rendezvous.LookupAnswer;
import org.stratocumulus.api.rendezvous.PeerLookup;
import org.stratocumulus.api.rendezvous.PeerRelay;
import org.stratocumulus.api.rendezvous.RelayedPeer;
import org.stratocumulus.api.rendezvous.RendezvousListener;
import org.stratocumulus.application.spi.ClientConnection;
import org.stratocumulus.application.spi.ConnectionDirectory;
import org.stratocumulus.application.spi.ConnectionListener;
import org.stratocumulus.crypto.EndpointDiscriminator;
import org.stratocumulus.protocol.Address;
import org.stratocumulus.session.Session;
import org.stratocumulus.session.spi.HelloDecision;

public class IntroducerTest {
    private static final PeerId WANTED = PeerId.of(filled(32, 7));
    private static final PeerId STRANGER = PeerId.of(filled(32, 1));
    private static final byte[] TAG = filled(16, 9);
    private static final byte[] DISCRIMINATOR = {0x22, 0x21, 0x0f};
    private static final InetSocketAddress ASKER = new InetSocketAddress("198.51.100.1", 4000);
    private static final InetSocketAddress ASKER_AT_HOME = new InetSocketAddress("192.168.7.7", 4000);
    private static final InetSocketAddress PEER = new InetSocketAddress("203.0.113.5", 5000);
    private static final InetSocketAddress PRIVATE = new InetSocketAddress("192.168.1.5", 5000);
    private static final InetSocketAddress SERVER = new InetSocketAddress("192.0.2.9", 1935);
    private static final InetSocketAddress RELAY_X = new InetSocketAddress("192.0.2.9", 23000);
    private static final InetSocketAddress RELAY_Y = new InetSocketAddress("192.0.2.9", 23001);
    private static final int FORWARDS = 3;
    private static final int WAITING = 2;

    /** What was posted to the peer's loop. */
    private final Queue<Runnable> loop = new ArrayDeque<>();
    private final Queue<Runnable> listening = new ArrayDeque<>();
    private final List<Object[]> forwarded = new ArrayList<>();
    private final List<RendezvousListener> listeners = new ArrayList<>();
    private final List<PeerLookup> asked = new ArrayList<>();
    private int offers;
    private boolean connected = true;
    private boolean askerConnected;
    private long now = 100_000;
    private final Introducer introducer = new Introducer(new ConnectionDirectory() {
        @Override
        public ClientConnection find(PeerId id) {
            return id.equals(WANTED) ? peer() : null;
        }

        @Override
        public ClientConnection at(InetSocketAddress address) {
            return askerConnected && address.equals(ASKER)
                ? fake(ClientConnection.class,
                    Map.of("id", a -> STRANGER, "reportedAddresses", a -> List.of(ASKER_AT_HOME), "isConnected", a -> true)) : null;
        }

        @Override
        public Watch watch(ConnectionListener listener) {
            return () -> { };
        }
    }, new Listeners(() -> listeners, task -> {
        if (listening.size() == WAITING) {
            throw new RejectedExecutionException();
        }
        listening.add(task);
    }), () -> now, 7, FORWARDS);

    private HelloDecision hello(PeerId wanted) {
        return introducer.route(ASKER, discriminator(wanted, null), TAG, false);
    }

    private long count(String counter) {
        return introducer.counters().get("rendezvous." + counter);
    }

    private static HelloDecision told(Address... addresses) {
        return new HelloDecision.Redirect(List.of(addresses));
    }

    private static Address observed(InetSocketAddress address) {
        return new Address(address, Address.Origin.OBSERVED);
    }

    private static Address reported(InetSocketAddress address) {
        return new Address(address, Address.Origin.REPORTED);
    }

    @Test
    public void aHelloForAConnectedPeerIsForwardedToItAndAnsweredWithItsObservedAddress() {
        assertEquals(told(observed(PEER)), hello(WANTED));
        assertTrue("the session is touched on its own loop only", forwarded.isEmpty());
        loop.remove().run();
        Object[] fihello = forwarded.get(0);
        assertArrayEquals(DISCRIMINATOR, (byte[]) fihello[0]);
        assertEquals(observed(ASKER), fihello[1]);
        assertArrayEquals(TAG, (byte[]) fihello[2]);
        assertEquals(1, count("introduced"));
        assertEquals(1, count("forwarded"));
    }

    @Test
    public void whoAsksAgainWithTheSameTagIsToldMoreAndSoIsThePeer() {
        askerConnected = true;
        hello(WANTED);
        now += 1_500;
        assertEquals(told(observed(PEER), reported(PRIVATE)), hello(WANTED));
        now += 3_000;
        hello(WANTED);
        loop.forEach(Runnable::run);
        assertEquals(List.of(observed(ASKER), observed(ASKER), reported(ASKER_AT_HOME)),
            forwarded.stream().map(arguments -> arguments[1]).toList());
        assertEquals(2, count("retries"));
        now += Introducer.ATTEMPT_MILLIS;
        assertEquals("a tag is remembered for ATTEMPT_MILLIS", told(observed(PEER)), hello(WANTED));
    }

    @Test
    public void oneHelloInIsAtMostOneHelloForwardedAndThePeersLimitHolds() {
        for (int i = 0; i < 100; i++) {
            hello(WANTED);
        }
        assertEquals("forwardsPerPeer", FORWARDS, loop.size());
        assertEquals(100 - FORWARDS, count("forwards-limited"));
        assertEquals("the asker still learns where the peer is", 100, count("introduced"));
    }

    @Test
    public void aFloodOfLookupsForIdsThatNobodyHasIsNotAnsweredAndOthersAreIntroducedMeanwhile() {
        for (int i = 0; i < 50_000; i++) {
            assertEquals(HelloDecision.IGNORE, hello(new PeerId(i, i, i, i)));
            if (i % 10_000 == 0) {
                assertEquals(told(observed(PEER)), introducer.route(ASKER, discriminator(WANTED, null), filled(16, i / 10_000), false));
            }
            now += i % 50 == 0 ? 1 : 0; // 50,000 a second
        }
        assertEquals("nothing is forwarded on account of them", count("forwarded"), loop.size());
        assertEquals(5, count("forwarded") + count("forwards-limited"));
        assertEquals(50_000, count("unknown"));
        assertEquals(5, count("introduced"));
    }

    @Test
    public void unknownAndLeavingPeersAreNotAnswered() {
        assertEquals(HelloDecision.IGNORE, hello(STRANGER));
        connected = false;
        assertEquals(HelloDecision.IGNORE, hello(WANTED));
        assertTrue(loop.isEmpty());
        assertEquals(2, count("unknown"));
    }

    @Test
    public void hellosForThisServerOrWithAUriAreLeftToOthers() {
        assertEquals(HelloDecision.PASS, introducer.route(ASKER, discriminator(WANTED, null), TAG, true));
        assertEquals(HelloDecision.PASS, introducer.route(ASKER, discriminator(WANTED, "rtmfp://host/app"), TAG, false));
        assertEquals(HelloDecision.PASS, introducer.route(ASKER, discriminator(null, "rtmfp://host/app"), TAG, false));
        assertEquals(0, count("lookups"));
    }

    private HelloDecision consulted(PeerId wanted, LookupAnswer... answers) {
        listeners.clear();
        for (LookupAnswer answer : answers) {
            listeners.add(lookup -> {
                asked.add(lookup);
                return answer;
            });
        }
        HelloDecision.Later later = (HelloDecision.Later) hello(wanted);
        assertTrue("never on the event loop", asked.isEmpty());
        listening.remove().run();
        return later.decision().toCompletableFuture().join();
    }

    @Test
    public void listenersHearWhoAsksForWhom() {
        askerConnected = true;
        assertEquals(told(observed(PEER)), consulted(WANTED, LookupAnswer.USUAL));
        assertEquals(WANTED, asked.get(0).wanted());
        assertTrue(asked.get(0).isKnown());
        assertEquals(ASKER, asked.get(0).from());
        assertTrue(asked.get(0).asker() != null);
    }

    @Test
    public void aRefusalEndsTheAskingAndNothingIsForwarded() {
        assertEquals(HelloDecision.IGNORE, consulted(WANTED, LookupAnswer.elsewhere(SERVER), LookupAnswer.REFUSED, LookupAnswer.USUAL));
        assertEquals(2, asked.size());
        assertTrue(loop.isEmpty());
        assertEquals(1, count("refused"));
    }

    @Test
    public void listenersSteerLookupsToServersThatMayKnowThePeer() {
        Address server = new Address(SERVER, Address.Origin.RELAY);
        assertEquals(told(server), consulted(STRANGER, LookupAnswer.USUAL, LookupAnswer.elsewhere(SERVER)));
        asked.clear();
        assertEquals(told(observed(PEER), server), consulted(WANTED, LookupAnswer.elsewhere(SERVER)));
    }

    @Test
    public void aListenerThatFailsHarmsNobodyElse() {
        listeners.add(lookup -> {
            throw new LinkageError("an application's defect");
        });
        HelloDecision.Later later = (HelloDecision.Later) hello(WANTED);
        listening.remove().run();
        assertEquals(told(observed(PEER)), later.decision().toCompletableFuture().join());
    }

    @Test
    public void listenersAreNotAskedAgainForAnUnknownPeerForUnknownMillis() {
        assertEquals(HelloDecision.IGNORE, consulted(STRANGER, LookupAnswer.USUAL));
        now += Introducer.UNKNOWN_MILLIS - 100;
        assertEquals(HelloDecision.IGNORE, hello(STRANGER));
        assertTrue(listening.isEmpty());
        now += 100;
        assertTrue(hello(STRANGER) instanceof HelloDecision.Later);
    }

    @Test
    public void lookupsBeyondThoseThatMayWaitAreDropped() {
        listeners.add(lookup -> LookupAnswer.USUAL);
        for (int i = 0; i < WAITING + 5; i++) {
            hello(WANTED);
        }
        assertEquals(5, count("lookups-dropped"));
    }

    private void relay(CompletionStage<PeerRelay.Way> way) {
        introducer.relay(new PeerRelay() {
            @Override
            public int afterAttempts() {
                return 2;
            }

            @Override
            public CompletionStage<Way> offer(RelayedPeer asker, RelayedPeer peer) {
                offers++;
                return way;
            }
        });
    }

    private HelloDecision helloAfterTwo() {
        hello(WANTED);
        now += 1_500;
        hello(WANTED);
        now += 3_000;
        forwarded.clear();
        loop.clear();
        assertEquals("the relay is asked after so many attempts", 0, offers);
        return hello(WANTED);
    }

    private static HelloDecision later(HelloDecision decision) {
        return ((HelloDecision.Later) decision).decision().toCompletableFuture().join();
    }

    @Test
    public void twoWhoHaveTriedInVainAreToldEachTheirEndOfARelay() {
        askerConnected = true;
        relay(CompletableFuture.completedFuture(new PeerRelay.Way(RELAY_X, RELAY_Y)));
        assertEquals(told(observed(PEER), new Address(RELAY_X, Address.Origin.RELAY), reported(PRIVATE)), later(helloAfterTwo()));
        loop.remove().run();
        assertEquals("the peer opens its translator towards its end", new Address(RELAY_Y, Address.Origin.RELAY), forwarded.get(0)[1]);
        assertTrue("one hello in, one forwarded", loop.isEmpty());
        assertEquals(1, count("relayed"));
    }

    @Test
    public void theRelayIsNotAskedForAnAddressThatNobodyHasProved() {
        relay(CompletableFuture.completedFuture(new PeerRelay.Way(RELAY_X, RELAY_Y)));
        assertEquals(told(observed(PEER), reported(PRIVATE)), helloAfterTwo());
        assertEquals(0, offers);
    }

    @Test
    public void aRelayThatHasNoWayOrFailsOrIsGoneChangesNothing() {
        askerConnected = true;
        HelloDecision usual = told(observed(PEER), reported(PRIVATE));
        relay(CompletableFuture.completedFuture(null));
        assertEquals(usual, later(helloAfterTwo()));
        relay(CompletableFuture.failedFuture(new IllegalStateException()));
        assertEquals(usual, later(hello(WANTED)));
        relay(null);
        assertEquals(usual, hello(WANTED));
        introducer.relay(null);
        assertEquals(usual, hello(WANTED));
        assertEquals(0, count("relayed"));
    }

    @Test
    public void theRelayIsAskedAlsoWhenListenersAre() {
        askerConnected = true;
        relay(CompletableFuture.completedFuture(new PeerRelay.Way(RELAY_X, RELAY_Y)));
        helloAfterTwo();
        assertEquals(told(observed(PEER), new Address(RELAY_X, Address.Origin.RELAY), reported(PRIVATE)),
            consulted(WANTED, LookupAnswer.USUAL));
    }

    @Test
    public void aPeerIsShownWithItsAddresses() {
        assertEquals(Optional.empty(), introducer.find(STRANGER));
        var info = introducer.find(WANTED).orElseThrow();
        assertEquals(PEER, info.observed());
        assertEquals(List.of(PRIVATE), info.reported());
        assertTrue(info.isBehindNat());
    }

    private ClientConnection peer() {
        EventLoop eventLoop = fake(EventLoop.class, Map.of("execute", a -> loop.add((Runnable) a[0])));
        Session session = fake(Session.class, Map.of("forwardHello", a -> forwarded.add(a)));
        return fake(ClientConnection.class, Map.of("loop", a -> eventLoop, "session", a -> session, "address", a -> PEER,
            "reportedAddresses", a -> List.of(PRIVATE), "isConnected", a -> connected, "path", a -> "/live", "roundTripMillis", a -> 40));
    }

    private static EndpointDiscriminator discriminator(PeerId fingerprint, String uri) {
        return fake(EndpointDiscriminator.class, Map.of("encoded", a -> DISCRIMINATOR, "fingerprint", a -> Optional.ofNullable(fingerprint),
            "ancillaryData", a -> Optional.ofNullable(uri)));
    }

    /** Answers the named methods and fails for any other. */
    private static <T> T fake(Class<T> type, Map<String, Function<Object[], Object>> methods) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            Function<Object[], Object> answer = methods.get(method.getName());
            if (answer == null) {
                throw new AssertionError("not expected: " + method);
            }
            Object result = answer.apply(args);
            return method.getReturnType() == void.class ? null : result;
        }));
    }

    private static byte[] filled(int length, int value) {
        byte[] out = new byte[length];
        Arrays.fill(out, (byte) value);
        return out;
    }
}
