package org.stratocumulus.client.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.stratocumulus.transport.DatagramHandler;
import org.stratocumulus.transport.UdpLoop;
import org.stratocumulus.transport.UdpTransport;
import org.stratocumulus.transport.UdpTransportOptions;

/** One socket of an {@link EchoMode}, on a loop that others share. What arrives is counted on the loop. */
final class EchoSocket implements DatagramHandler, AutoCloseable {
    private static final int SOCKET_BUFFER = 256 << 10;
    /** Datagrams that may wait for the loop, as in {@link Publisher}. */
    private static final int AHEAD = 16;

    private final UdpTransport transport;
    private final UdpLoop loop;
    private final InetSocketAddress mirror;
    private final LatencyHistogram latency = new LatencyHistogram();
    private final CompletableFuture<Void> greeted = new CompletableFuture<>();
    private long since = Long.MAX_VALUE;

    /** @param local where to bind */
    EchoSocket(UdpTransport threads, int number, InetSocketAddress local, InetSocketAddress mirror) throws IOException {
        this.mirror = mirror;
        UdpLoop shared = threads.loops().get(number % threads.loops().size());
        transport = new UdpTransport(UdpTransportOptions.defaults().withKind(threads.kind()).withBuffers(SOCKET_BUFFER), shared);
        loop = transport.loops().get(0);
        loop.handler(this);
        transport.bind(List.of(local));
    }

    /** Makes the mirror know this socket. @return completes with its answer */
    CompletableFuture<Void> greet() {
        loop.execute(() -> loop.send(mirror, new byte[Mirror.GREETING], 0, Mirror.GREETING));
        return greeted;
    }

    /**
     * Sends datagrams that carry the moment when they were meant to leave.
     *
     * @return how many
     */
    long send(int size, double perSecond, double seconds) throws InterruptedException {
        Pacer pacer = new Pacer(perSecond, System.nanoTime());
        Semaphore ahead = new Semaphore(AHEAD);
        long datagrams = (long) (perSecond * seconds);
        for (long i = 0; i < datagrams; i++) {
            long moment = pacer.next();
            Pacer.await(moment);
            ahead.acquire();
            loop.execute(() -> {
                loop.send(mirror, ByteBuffer.allocate(size).putLong(moment).array(), 0, size);
                ahead.release();
            });
        }
        return datagrams;
    }

    /** Counts what was sent from this moment on, of {@link System#nanoTime}. */
    void countSince(long moment) {
        loop.execute(() -> since = moment);
    }

    /** A copy of the latencies so far. */
    LatencyHistogram latency() {
        CompletableFuture<LatencyHistogram> copied = new CompletableFuture<>();
        loop.execute(() -> {
            LatencyHistogram copy = new LatencyHistogram();
            copy.add(latency);
            copied.complete(copy);
        });
        return copied.join();
    }

    @Override
    public void received(InetSocketAddress from, byte[] data, int offset, int length) {
        if (length == Mirror.GREETING) {
            greeted.complete(null);
            return;
        }
        long moment = ByteBuffer.wrap(data, offset, length).getLong();
        if (moment - since >= 0) {
            latency.record(System.nanoTime() - moment);
        }
    }

    @Override
    public void batchEnd() {
        // nothing to answer
    }

    @Override
    public void close() {
        transport.close();
    }
}
