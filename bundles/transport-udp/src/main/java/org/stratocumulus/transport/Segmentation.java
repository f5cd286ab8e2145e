package org.stratocumulus.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.function.LongSupplier;
import org.stratocumulus.transport.LoopCounters.Count;

/**
 * UDP generic segmentation offload of one loop. The kernel may refuse a single send (the path's MTU is smaller than a
 * segment) or all of them (the network device cannot do the checksums): the datagrams of a refused send leave one by one,
 * and after {@link #REFUSALS} in a row segmentation rests for {@link #PAUSE_MILLIS}.
 */
final class Segmentation {
    static final int REFUSALS = 16;
    static final long PAUSE_MILLIS = 60_000;

    private final SocketKind kind;
    private final LongSupplier clock;
    private final LoopCounters counters;
    private int refusals;
    private long pausedUntil = Long.MIN_VALUE;

    Segmentation(SocketKind kind, LongSupplier clock, LoopCounters counters) {
        this.kind = kind;
        this.clock = clock;
        this.counters = counters;
    }

    boolean isUsable(long now) {
        return kind.canSegment() && now >= pausedUntil;
    }

    /** Takes over the buffer. */
    void write(Channel channel, ByteBuf datagrams, int size, InetSocketAddress to) {
        DatagramPacket packet = kind.segmented(datagrams.retain(), size, to);
        channel.write(packet).addListener(done -> written(done, channel, datagrams, size, to));
    }

    private void written(Future<?> done, Channel channel, ByteBuf datagrams, int size, InetSocketAddress to) {
        try {
            if (done.isSuccess()) {
                refusals = 0;
                return;
            }
            counters.increment(Count.SEND_FAILURES);
            if (kind.isSegmentationRefused(done.cause())) {
                refused();
                writeOneByOne(channel, datagrams, size, to);
            }
        } finally {
            datagrams.release();
        }
    }

    private void refused() {
        if (++refusals >= REFUSALS) {
            refusals = 0;
            pausedUntil = clock.getAsLong() + PAUSE_MILLIS;
        }
    }

    private static void writeOneByOne(Channel channel, ByteBuf datagrams, int size, InetSocketAddress to) {
        int end = datagrams.writerIndex();
        for (int at = 0; at < end; at += size) {
            ByteBuf one = datagrams.retainedSlice(at, Math.min(size, end - at));
            channel.write(new DatagramPacket(one, to), channel.voidPromise());
        }
        channel.eventLoop().execute(channel::flush); // not now: this runs inside the flush that failed
    }
}
