package org.stratocumulus.transport;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Assume;
import org.junit.Before;
import org.junit.Test;
import org.stratocumulus.transport.UdpTransportOptions.Kind;

/** What the transport drops, and that each drop is counted and nothing else happens. */
public final class LimitsTest extends BothKinds {
    private InetSocketAddress local;
    private FarEnd far;

    public LimitsTest(Kind kind) {
        super(kind);
    }

    @Before
    public void open() throws Exception {
        local = transport.localAddresses().get(0);
        far = new FarEnd("127.0.0.1");
    }

    @After
    public void close() {
        if (far != null) {
            far.close();
        }
    }

    @Test
    public void datagramsWithoutASessionIdAreDropped() throws Exception {
        far.send(new byte[0], local);
        far.send(new byte[3], local);
        far.send(new byte[4], local);
        assertEquals(4, recorder.next().data().length);
        Transports.await(transport.loops().get(0), "two runts", () -> transport.stats().droppedRunt() == 2);
        assertEquals(1, transport.stats().received());
    }

    @Test
    public void datagramsLongerThanMaxDatagramAreDropped() throws Exception {
        far.send(new byte[2049], local);
        far.send(new byte[60_000], local);
        far.send(new byte[2048], local);
        assertEquals(2048, recorder.next().data().length);
        Transports.await(transport.loops().get(0), "two long ones", () -> transport.stats().droppedOversize() == 2);
        assertEquals(1, transport.stats().received());
        assertEquals(2048, transport.stats().receivedBytes());
    }

    @Test
    public void emptyAndTooLongDatagramsAreNotSent() throws Exception {
        UdpLoop loop = transport.loops().get(1);
        Transports.on(loop, () -> {
            loop.send(far.address(), new byte[0], 0, 0);
            loop.send(far.address(), new byte[2049], 0, 2049);
            loop.send(far.address(), new byte[2048], 0, 2048);
            return null;
        });
        assertEquals(2048, far.receive().data().length);
        assertEquals(2, transport.stats().unsentSize());
        assertEquals(1, transport.stats().sent());
    }

    @Test
    public void destinationsWithoutASocketAreNotSent() throws Exception {
        UdpLoop loop = transport.loops().get(0);
        byte[] datagram = Datagrams.of(1, 1);
        Transports.on(loop, () -> {
            loop.send(new InetSocketAddress("2001:db8::1", 1935), datagram, 0, 16); // bound to IPv4 only
            loop.send(InetSocketAddress.createUnresolved("nowhere", 1935), datagram, 0, 16);
            loop.send(new InetSocketAddress("127.0.0.1", 0), datagram, 0, 16);
            loop.send(far.address(), datagram, 0, 16);
            return null;
        });
        assertArrayEquals(datagram, far.receive().data());
        assertEquals(3, transport.stats().unsentNoRoute());
    }

    @Test
    public void aRefusedSendIsCounted() throws Exception {
        UdpLoop loop = transport.loops().get(0);
        Transports.on(loop, () -> { // a socket bound to the loopback cannot reach beyond it
            loop.send(new InetSocketAddress("203.0.113.1", 1935), Datagrams.of(1, 1), 0, 16);
            return null;
        });
        Transports.await(loop, "a failed send", () -> transport.stats().sendFailures() == 1);
    }

    @Test
    public void aHandlerThatThrowsIsCountedAndGoesOn() throws Exception {
        transport.loops().forEach(loop -> loop.handler(new DatagramHandler() {
            @Override
            public void received(InetSocketAddress from, byte[] data, int offset, int length) {
                loop.send(from, data, offset, length);
                throw new IllegalStateException("the handler's own fault");
            }

            @Override
            public void batchEnd() {
                throw new AssertionError("and again");
            }
        }));
        for (int i = 1; i <= 10; i++) {
            far.send(Datagrams.of(i, i), local);
            assertEquals(i, Datagrams.number(far.receive().data()));
        }
        Transports.await(transport.loops().get(0), "20 failures", () -> transport.stats().failures() == 20);
    }

    @Test
    public void withoutAHandlerDatagramsAreDropped() throws Exception {
        transport.loops().forEach(loop -> loop.handler(null));
        far.send(Datagrams.of(2, 1), local);
        Transports.await(transport.loops().get(0), "a drop", () -> transport.stats().droppedNoHandler() == 1);
    }

    @Test
    public void handOverLimitDropsTheNewest() throws Exception {
        HandOver queue = new HandOver(2);
        HandOver.Datagram first = new HandOver.Datagram(local, new byte[] {1});
        HandOver.Datagram second = new HandOver.Datagram(local, new byte[] {2});
        assertTrue(queue.offer(first));
        assertTrue(queue.offer(second));
        assertFalse(queue.offer(new HandOver.Datagram(local, new byte[] {3})));
        assertEquals(first, queue.poll());
        assertEquals(second, queue.poll());
        assertTrue(queue.isEmpty());
    }

    @Test
    public void handOverLimitIsKeptWhileTheOwnerIsBusy() throws Exception {
        Assume.assumeTrue("epoll's loops read for themselves", kind == Kind.NIO);
        CountDownLatch release = new CountDownLatch(1);
        transport.loops().get(1).execute(() -> awaitQuietly(release));
        try {
            Transports.await(transport.loops().get(0), "a full queue", () -> {
                far.send(Datagrams.of(1, 1), local);
                return transport.stats().droppedHandOver() > 0;
            });
            assertEquals(UdpLoop.HAND_OVER_LIMIT, transport.stats().handedOver());
        } finally {
            release.countDown();
        }
        Transports.await(transport.loops().get(1), "all are delivered",
                () -> transport.stats().received() >= UdpLoop.HAND_OVER_LIMIT);
    }

    @Test
    public void writeLimitDropsWhatASocketCannotTake() throws Exception {
        Assume.assumeTrue("loop 0 writes for loop 1", kind == Kind.NIO);
        CountDownLatch release = new CountDownLatch(1);
        transport.loops().get(0).execute(() -> awaitQuietly(release));
        UdpLoop loop = transport.loops().get(1);
        try {
            long sent = Transports.on(loop, () -> {
                while (transport.stats().unsentFull() == 0) {
                    loop.send(far.address(), new byte[2048], 0, 2048);
                }
                return transport.stats().sent();
            });
            assertTrue(sent + " datagrams of 2 KiB", sent * 2048 <= UdpLoop.WRITE_LIMIT + 2048);
        } finally {
            release.countDown();
        }
        assertEquals("what was taken leaves later", 2048, far.receive().data().length);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
