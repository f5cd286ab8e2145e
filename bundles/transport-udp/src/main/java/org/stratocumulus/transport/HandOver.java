package org.stratocumulus.transport;

import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Datagrams on their way from the loops that read them to the one that owns them. Any loop offers, the owner polls. */
final class HandOver {
    /** A copy of what arrived. */
    record Datagram(InetSocketAddress from, byte[] data) {
    }

    private final int limit;
    private final Queue<Datagram> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean announced = new AtomicBoolean();

    HandOver(int limit) {
        this.limit = limit;
    }

    /** Returns false, and keeps nothing, when the limit is reached: the newest is dropped, as a full socket does. */
    boolean offer(Datagram datagram) {
        if (waiting.incrementAndGet() > limit) {
            waiting.decrementAndGet();
            return false;
        }
        queue.add(datagram);
        return true;
    }

    /** True for one caller until the owner calls {@link #begin}: that caller wakes the owner. */
    boolean announce() {
        return !announced.get() && announced.compareAndSet(false, true);
    }

    /** The owner begins to poll. */
    void begin() {
        announced.set(false);
    }

    Datagram poll() {
        Datagram datagram = queue.poll();
        if (datagram != null) {
            waiting.decrementAndGet();
        }
        return datagram;
    }

    boolean isEmpty() {
        return waiting.get() == 0;
    }
}
