package org.stratocumulus.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import org.stratocumulus.transport.LoopCounters.Count;

/** One socket as one loop sends through it. Confined to the loop, even where the channel below belongs to another. */
final class LoopSocket {
    private final BoundAddress bound;
    private final Channel channel;
    private final LoopCounters counters;
    private final Segmentation segmentation;
    private boolean unflushed;

    LoopSocket(BoundAddress bound, Channel channel, LoopCounters counters, Segmentation segmentation) {
        this.bound = bound;
        this.channel = channel;
        this.counters = counters;
        this.segmentation = segmentation;
    }

    BoundAddress bound() {
        return bound;
    }

    Channel channel() {
        return channel;
    }

    /** Whether fewer bytes wait than {@link UdpLoop#WRITE_LIMIT} allows. */
    boolean isWritable() {
        return channel.isWritable();
    }

    /** Whether several datagrams may leave in one send just now. */
    boolean segments(long now) {
        return segmentation.isUsable(now);
    }

    void write(InetSocketAddress to, byte[] data, int offset, int length) {
        counters.increment(Count.SENT);
        counters.add(Count.SENT_BYTES, length);
        channel.write(new DatagramPacket(copy(data, offset, length), to), channel.voidPromise());
        unflushed = true;
    }

    /** Sends datagrams that lie one behind the other, all of {@code size} bytes but the last, which may be shorter. */
    void writeSegments(InetSocketAddress to, byte[] data, int length, int size) {
        counters.add(Count.SENT, (length + size - 1) / size);
        counters.add(Count.SENT_BYTES, length);
        counters.increment(Count.SEGMENTED_SENDS);
        segmentation.write(channel, copy(data, 0, length), size, to);
        unflushed = true;
    }

    void flush() {
        if (unflushed) {
            unflushed = false;
            channel.flush();
        }
    }

    private ByteBuf copy(byte[] data, int offset, int length) {
        return channel.alloc().directBuffer(length, length).writeBytes(data, offset, length);
    }
}
