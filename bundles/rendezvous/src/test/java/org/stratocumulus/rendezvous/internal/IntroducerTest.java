package org.stratocumulus.rendezvous.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;
import org.junit.Test;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.loop.EventLoop;
import org.stratocumulus.application.spi.ClientConnection;
import org.stratocumulus.crypto.EndpointDiscriminator;
import org.stratocumulus.protocol.Address;
import org.stratocumulus.session.Session;
import org.stratocumulus.session.spi.HelloDecision;

public class IntroducerTest {
    private static final PeerId WANTED = PeerId.of(filled(32, 7));
    private static final byte[] TAG = filled(16, 9);
    private static final byte[] DISCRIMINATOR = {0x22, 0x21, 0x0f};
    private static final InetSocketAddress ASKER = new InetSocketAddress("198.51.100.1", 4000);
    private static final InetSocketAddress PEER = new InetSocketAddress("203.0.113.5", 5000);
    private static final InetSocketAddress PRIVATE = new InetSocketAddress("192.168.1.5", 5000);

    /** What was posted to the peer's loop. */
    private final Queue<Runnable> loop = new ArrayDeque<>();
    private final List<Object[]> forwarded = new ArrayList<>();
    private List<InetSocketAddress> reported = List.of(PRIVATE);
    private boolean connected = true;
    private final Introducer introducer = new Introducer(id -> id.equals(WANTED) ? peer() : null);

    @Test
    public void aHelloForAConnectedPeerIsForwardedToItAndAnsweredWithItsObservedAddress() {
        HelloDecision decision = introducer.route(ASKER, discriminator(WANTED, null), TAG, false);
        assertEquals(new HelloDecision.Redirect(List.of(new Address(PEER, Address.Origin.OBSERVED))), decision);
        assertTrue("the session is touched on its own loop only", forwarded.isEmpty());
        loop.remove().run();
        Object[] fihello = forwarded.get(0);
        assertArrayEquals(DISCRIMINATOR, (byte[]) fihello[0]);
        assertEquals(new Address(ASKER, Address.Origin.OBSERVED), fihello[1]);
        assertArrayEquals(TAG, (byte[]) fihello[2]);
        assertEquals(Map.of("rendezvous.introduced", 1L, "rendezvous.unknown", 0L), introducer.counters());
    }

    @Test
    public void reportedAddressesAreToldOnlyToAskersBehindTheSamePublicAddress() {
        InetSocketAddress neighbour = new InetSocketAddress(PEER.getAddress(), 6000);
        HelloDecision decision = introducer.route(neighbour, discriminator(WANTED, null), TAG, false);
        assertEquals(new HelloDecision.Redirect(
            List.of(new Address(PEER, Address.Origin.OBSERVED), new Address(PRIVATE, Address.Origin.REPORTED))), decision);
    }

    @Test
    public void anAnswerNamesAtMostSevenAddressesAndNoneTwice() {
        reported = new ArrayList<>(Collections.nCopies(3, PEER));
        for (int i = 0; i < 20; i++) {
            reported.add(new InetSocketAddress("10.0.0." + i, 5000));
        }
        HelloDecision.Redirect redirect = (HelloDecision.Redirect)
            introducer.route(new InetSocketAddress(PEER.getAddress(), 1), discriminator(WANTED, null), TAG, false);
        assertEquals(Introducer.MAX_ADDRESSES, redirect.destinations().stream().distinct().count());
        assertEquals(Introducer.MAX_ADDRESSES, redirect.destinations().size());
    }

    @Test
    public void unknownAndLeavingPeersAreNotAnswered() {
        assertEquals(HelloDecision.IGNORE, introducer.route(ASKER, discriminator(PeerId.of(filled(32, 1)), null), TAG, false));
        connected = false;
        assertEquals(HelloDecision.IGNORE, introducer.route(ASKER, discriminator(WANTED, null), TAG, false));
        assertTrue(loop.isEmpty());
    }

    @Test
    public void hellosForThisServerOrWithAUriAreLeftToOthers() {
        assertEquals(HelloDecision.PASS, introducer.route(ASKER, discriminator(WANTED, null), TAG, true));
        assertEquals(HelloDecision.PASS, introducer.route(ASKER, discriminator(WANTED, "rtmfp://host/app"), TAG, false));
        assertEquals(HelloDecision.PASS, introducer.route(ASKER, discriminator(null, "rtmfp://host/app"), TAG, false));
    }

    private ClientConnection peer() {
        EventLoop eventLoop = fake(EventLoop.class, Map.of("execute", a -> loop.add((Runnable) a[0])));
        Session session = fake(Session.class, Map.of("forwardHello", a -> forwarded.add(a)));
        return fake(ClientConnection.class, Map.of("loop", a -> eventLoop, "session", a -> session, "address", a -> PEER,
            "reportedAddresses", a -> reported, "isConnected", a -> connected));
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
