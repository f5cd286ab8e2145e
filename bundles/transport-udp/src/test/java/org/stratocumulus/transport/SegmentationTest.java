package org.stratocumulus.transport;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.unix.Errors.NativeIoException;
import io.netty.channel.unix.SegmentedDatagramPacket;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.Assume;
import org.junit.Test;
import org.stratocumulus.transport.UdpTransportOptions.Kind;

/** Several datagrams in one send are, for the far end, the same datagrams. */
public final class SegmentationTest {
    private static final InetSocketAddress TO = new InetSocketAddress("127.0.0.1", 1935);

    @Test
    public void neighboursOfOneSizeLeaveInOneSend() throws Exception {
        assumeSegmentation();
        try (UdpTransport transport = Transports.open(Kind.EPOLL, 1); FarEnd far = new FarEnd("127.0.0.1")) {
            transport.bind(Transports.anyPort("127.0.0.1"));
            send(transport, far, List.of(new byte[1200], new byte[1200], new byte[1200], new byte[700]));
            for (int length : new int[] {1200, 1200, 1200, 700}) {
                assertEquals(length, far.receive().data().length);
            }
            assertEquals(1, transport.stats().segmentedSends());
            assertEquals(4, transport.stats().sent());
        }
    }

    @Test
    public void aRunEndsAtTheLimitsOfOneSend() throws Exception {
        assumeSegmentation();
        try (UdpTransport transport = Transports.open(Kind.EPOLL, 1); FarEnd far = new FarEnd("127.0.0.1")) {
            transport.bind(Transports.anyPort("127.0.0.1"));
            List<byte[]> small = new ArrayList<>();
            for (int i = 0; i < 2 * Outbox.MAX_SEGMENTS; i++) {
                small.add(Datagrams.of(i, i));
            }
            send(transport, far, small); // limited by the number of segments
            assertReceived(far, small);
            assertEquals(2, transport.stats().segmentedSends());
            List<byte[]> large = new ArrayList<>();
            for (int i = 0; i < 46; i++) { // 44 times 1472 bytes are 64,768: a 45th would exceed MAX_RUN
                large.add(new byte[Outbox.MAX_SEGMENT_SIZE]);
            }
            send(transport, far, large);
            assertReceived(far, large);
            assertEquals(4, transport.stats().segmentedSends());
        }
    }

    @Test
    public void datagramsOfAnySizesArriveUnchangedAndInOrder() throws Exception {
        long seed = System.nanoTime();
        System.out.println("SegmentationTest seed " + seed);
        Random random = new Random(seed);
        for (Kind kind : Epoll.isAvailable() ? List.of(Kind.EPOLL, Kind.NIO) : List.of(Kind.NIO)) {
            try (UdpTransport transport = Transports.open(kind, 1); FarEnd far = new FarEnd("127.0.0.1")) {
                transport.bind(0); // over the dual-stack socket where there is one
                for (int round = 0; round < 20; round++) {
                    List<byte[]> datagrams = randomDatagrams(random);
                    send(transport, far, datagrams);
                    assertReceived(far, datagrams);
                }
            }
        }
    }

    @Test
    public void aRefusedSendLeavesDatagramByDatagram() {
        assumeSegmentation();
        Refusing kernel = new Refusing(22); // EINVAL
        EmbeddedChannel channel = new EmbeddedChannel(kernel);
        LoopCounters counters = new LoopCounters();
        Segmentation segmentation = new Segmentation(new EpollSockets(), () -> 0, counters);
        segmentation.write(channel, Unpooled.copiedBuffer(new byte[] {1, 2, 3, 4, 5}), 2, TO);
        channel.runPendingTasks();
        List<byte[]> sent = new ArrayList<>();
        for (DatagramPacket packet; (packet = channel.readOutbound()) != null;) {
            sent.add(ByteBufUtil.getBytes(packet.content()));
            packet.release();
        }
        assertEquals(3, sent.size());
        assertArrayEquals(new byte[] {1, 2}, sent.get(0));
        assertArrayEquals(new byte[] {3, 4}, sent.get(1));
        assertArrayEquals(new byte[] {5}, sent.get(2));
        assertEquals(1, LoopCounters.sum(List.of(counters)).sendFailures());
    }

    @Test
    public void refusalsInARowPauseSegmentation() {
        assumeSegmentation();
        Refusing kernel = new Refusing(5); // EIO
        EmbeddedChannel channel = new EmbeddedChannel(kernel);
        long[] now = {1000};
        Segmentation segmentation = new Segmentation(new EpollSockets(), () -> now[0], new LoopCounters());
        for (int i = 0; i < Segmentation.REFUSALS; i++) {
            assertTrue("after " + i + " refusals", segmentation.isUsable(now[0]));
            segmentation.write(channel, Unpooled.copiedBuffer(new byte[4]), 2, TO);
        }
        assertFalse(segmentation.isUsable(now[0]));
        assertFalse(segmentation.isUsable(now[0] + Segmentation.PAUSE_MILLIS - 1));
        assertTrue(segmentation.isUsable(now[0] + Segmentation.PAUSE_MILLIS));
        channel.finishAndReleaseAll();
    }

    private static void assumeSegmentation() {
        Assume.assumeTrue(Epoll.isAvailable() && EpollDatagramChannel.isSegmentedDatagramPacketSupported());
    }

    /** Runs of equal sizes, shorter and longer ones, up to the longest. */
    private static List<byte[]> randomDatagrams(Random random) {
        List<byte[]> datagrams = new ArrayList<>();
        while (datagrams.size() < 100) {
            int length = 1 + random.nextInt(2048);
            for (int i = random.nextInt(12); i >= 0; i--) {
                byte[] datagram = new byte[random.nextInt(8) == 0 ? 1 + random.nextInt(length) : length];
                random.nextBytes(datagram);
                datagrams.add(datagram);
            }
        }
        return datagrams;
    }

    private static void send(UdpTransport transport, FarEnd far, List<byte[]> datagrams) throws Exception {
        UdpLoop loop = transport.loops().get(0);
        Transports.on(loop, () -> {
            datagrams.forEach(datagram -> loop.send(far.address(), datagram, 0, datagram.length));
            return null;
        });
    }

    private static void assertReceived(FarEnd far, List<byte[]> datagrams) throws Exception {
        for (byte[] datagram : datagrams) {
            assertArrayEquals(datagram, far.receive().data());
        }
    }

    /** A kernel that takes single datagrams only. */
    private static final class Refusing extends ChannelOutboundHandlerAdapter {
        private final int errno;

        Refusing(int errno) {
            this.errno = errno;
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof SegmentedDatagramPacket) {
                ReferenceCountUtil.release(message);
                promise.setFailure(new NativeIoException("sendmmsg", -errno));
            } else {
                context.write(message, promise);
            }
        }
    }
}
