package org.stratocumulus.client.load;

import java.util.concurrent.atomic.LongAdder;
import org.stratocumulus.client.NetConnection;
import org.stratocumulus.client.NetConnectionListener;
import org.stratocumulus.client.NetStream;
import org.stratocumulus.client.NetStreamListener;
import org.stratocumulus.session.CloseReason;

/** Counts what arrives at one subscriber. On its loop; figures are read behind a {@link Fleet#barrier}. */
final class Subscriber implements NetStreamListener, NetConnectionListener {
    private final Payload payload;
    private final long origin;
    private final LatencyHistogram latency;
    private final LongAdder total;
    private final Failures deaths;
    private long delivered;
    private long outOfOrder;
    private long next;
    private long lastAt;
    private long longestGap;

    /**
     * @param origin {@link System#nanoTime} of the start of the run
     * @param latency of all subscribers of this loop
     * @param total messages delivered to all subscribers
     */
    Subscriber(Payload payload, long origin, LatencyHistogram latency, LongAdder total, Failures deaths) {
        this.payload = payload;
        this.origin = origin;
        this.latency = latency;
        this.total = total;
        this.deaths = deaths;
    }

    @Override
    public void message(NetStream stream, byte[] message, int lostBefore) {
        if (!payload.isOurs(message)) {
            return;
        }
        long before = lastAt;
        lastAt = System.nanoTime();
        longestGap = before == 0 ? 0 : Math.max(longestGap, lastAt - before);
        latency.record(lastAt - origin - payload.nanos(message));
        long number = payload.number(message);
        if (number < next) {
            outOfOrder++;
        }
        next = Math.max(next, number + 1);
        delivered++;
        total.increment();
    }

    @Override
    public void closed(NetConnection connection, CloseReason reason) {
        if (reason != CloseReason.SHUTDOWN) {
            deaths.add("subscriber: " + reason.name());
        }
    }

    /** Counts from here on. On its loop. */
    void forget() {
        delivered = 0;
        outOfOrder = 0;
        lastAt = 0;
        longestGap = 0;
    }

    /** Our messages, repeated ones included. */
    long delivered() {
        return delivered;
    }

    /** Messages that came behind one with a higher number, or twice. */
    long outOfOrder() {
        return outOfOrder;
    }

    /** The longest time in which no message came, between the first and the last one, in nanoseconds. */
    long longestGap() {
        return longestGap;
    }

    /** {@link System#nanoTime} of the last message; 0 before the first. */
    long lastAt() {
        return lastAt;
    }
}
