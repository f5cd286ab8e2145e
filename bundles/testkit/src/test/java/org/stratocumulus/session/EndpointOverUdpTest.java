package org.stratocumulus.session;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.Test;
import org.stratocumulus.crypto.flash.FlashDiscriminator;
import org.stratocumulus.crypto.flash.FlashOptions;
import org.stratocumulus.crypto.flash.FlashProfile;
import org.stratocumulus.crypto.flash.Identity;
import org.stratocumulus.crypto.flash.IdentityTraits;
import org.stratocumulus.session.spi.SessionAcceptor;
import org.stratocumulus.transport.UdpTransport;
import org.stratocumulus.transport.UdpTransportOptions;

/** Endpoints on real sockets and threads of the loopback interface: what virtual time cannot show. */
public class EndpointOverUdpTest {
    private static final int CLIENTS = 40;
    private static final int PATIENCE = 60;

    private final ExecutorService keyingPool = Executors.newFixedThreadPool(2);
    private final CountDownLatch closed = new CountDownLatch(CLIENTS);

    @Test
    public void fortyClientsConnectAtOnceAndHearTheServerShutDown() throws Exception {
        List<AutoCloseable> toClose = new ArrayList<>();
        try {
            UdpTransport serverTransport = transport(3);
            toClose.add(serverTransport);
            Endpoint server = endpoint(serverTransport, IdentityTraits.SERVER, session -> SessionListener.NONE);
            List<CompletableFuture<Session>> openings = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                UdpTransport transport = transport(1);
                toClose.add(transport);
                Endpoint client = endpoint(transport, IdentityTraits.ADOBE_CLIENT, null);
                openings.add(client.connect(FlashDiscriminator.forUri("rtmfp://localhost/"), serverTransport.localAddresses(),
                        new Closed()));
            }
            for (CompletableFuture<Session> opening : openings) {
                assertEquals(SessionState.OPEN, opening.get(PATIENCE, TimeUnit.SECONDS).state());
            }
            assertEquals(CLIENTS, server.sessionCount());
            assertEquals(CLIENTS, server.sessions(1_000).get(PATIENCE, TimeUnit.SECONDS).size());
            assertEquals(7, server.sessions(7).get(PATIENCE, TimeUnit.SECONDS).size());

            server.shutdown().get(PATIENCE, TimeUnit.SECONDS);
            assertEquals(0, server.sessionCount());
            assertTrue("every client hears of it", closed.await(PATIENCE, TimeUnit.SECONDS));
            assertEquals(Long.valueOf(0), server.counters().get("failures"));
        } finally {
            for (AutoCloseable one : toClose) {
                one.close();
            }
            keyingPool.shutdownNow();
        }
    }

    private Endpoint endpoint(UdpTransport transport, IdentityTraits traits, SessionAcceptor acceptor) {
        SecureRandom random = new SecureRandom();
        FlashProfile profile = new FlashProfile(Identity.ephemeral(traits, random), FlashOptions.DEFAULT, random);
        return new Endpoint(transport.loops(), profile, EndpointOptions.defaults(), keyingPool, random, () -> acceptor, List::of);
    }

    private static UdpTransport transport(int threads) throws Exception {
        UdpTransport transport = new UdpTransport(UdpTransportOptions.defaults().withThreads(threads).withBuffers(1 << 18));
        transport.bind(List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
        return transport;
    }

    private final class Closed implements SessionListener {
        @Override
        public void closed(Session session, CloseReason reason) {
            closed.countDown();
        }
    }
}
