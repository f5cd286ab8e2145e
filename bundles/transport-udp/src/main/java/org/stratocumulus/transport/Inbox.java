package org.stratocumulus.transport;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.util.List;
import org.stratocumulus.transport.LoopCounters.Count;

/**
 * What arrives on one loop: a datagram that belongs here goes to the handler, one that belongs to another loop is copied
 * and handed over. Confined to the loop but for {@link #offer} and {@link #handler}.
 */
final class Inbox {
    /** Datagrams handed over that are taken before the sockets get their turn again. */
    private static final int HAND_OVER_BATCH = 64;

    private final UdpLoop loop;
    private final int maxDatagram;
    private final LoopCounters counters;
    private final byte[] scratch;
    private final HandOver handOver = new HandOver(UdpLoop.HAND_OVER_LIMIT);
    private volatile DatagramHandler handler;
    private List<UdpLoop> loops = List.of();
    private boolean receiving;

    Inbox(UdpLoop loop, int maxDatagram, LoopCounters counters) {
        this.loop = loop;
        this.maxDatagram = maxDatagram;
        this.counters = counters;
        this.scratch = new byte[maxDatagram];
    }

    void handler(DatagramHandler replacement) {
        handler = replacement;
    }

    /** Makes all loops of the transport known, this one included. */
    void loops(List<UdpLoop> all) {
        loops = all;
    }

    /** One datagram from a socket. */
    void arrived(InetSocketAddress from, ByteBuf content) {
        int length = content.readableBytes();
        if (length < Steering.MIN_LENGTH) {
            counters.increment(Count.DROPPED_RUNT);
            return;
        }
        if (length > maxDatagram) {
            counters.increment(Count.DROPPED_OVERSIZE);
            return;
        }
        content.getBytes(content.readerIndex(), scratch, 0, length);
        int owner = loops.size() == 1 ? 0 : Steering.loopOf(from, scratch, length, loops.size());
        if (owner == loop.index()) {
            deliver(from, scratch, length);
        } else {
            handOver(loops.get(owner), from, length);
        }
    }

    /** A socket has no more datagrams for now. */
    void readComplete() {
        DatagramHandler current = handler;
        if (receiving && current != null) {
            try {
                current.batchEnd();
            } catch (Throwable e) { // whatever it is, the loop goes on
                loop.failed("a datagram handler failed at the end of a batch", e);
            }
        }
        receiving = false;
        loop.endBatch();
    }

    /** Takes a datagram that another loop read. Any thread. Returns false when too many wait. */
    boolean offer(HandOver.Datagram datagram) {
        boolean taken = handOver.offer(datagram);
        if (handOver.announce()) {
            loop.post(this::takeOver);
        }
        return taken;
    }

    private void takeOver() {
        handOver.begin();
        HandOver.Datagram datagram;
        for (int i = 0; i < HAND_OVER_BATCH && (datagram = handOver.poll()) != null; i++) {
            deliver(datagram.from(), datagram.data(), datagram.data().length);
        }
        readComplete();
        if (!handOver.isEmpty() && handOver.announce()) {
            loop.post(this::takeOver);
        }
    }

    private void handOver(UdpLoop owner, InetSocketAddress from, int length) {
        byte[] copy = new byte[length];
        System.arraycopy(scratch, 0, copy, 0, length);
        boolean taken = owner.inbox().offer(new HandOver.Datagram(from, copy));
        counters.increment(taken ? Count.HANDED_OVER : Count.DROPPED_HAND_OVER);
    }

    private void deliver(InetSocketAddress from, byte[] data, int length) {
        DatagramHandler current = handler;
        if (current == null) {
            counters.increment(Count.DROPPED_NO_HANDLER);
            return;
        }
        if (!receiving) {
            receiving = true;
            loop.beginBatch();
        }
        counters.increment(Count.RECEIVED);
        counters.add(Count.RECEIVED_BYTES, length);
        try {
            current.received(from, data, 0, length);
        } catch (Throwable e) { // whatever it is, the loop goes on
            loop.failed("a datagram handler failed", e);
        }
    }
}
