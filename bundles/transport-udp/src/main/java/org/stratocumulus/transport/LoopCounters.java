package org.stratocumulus.transport;

import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/** The counts of one loop: written by its thread only (so no atomic addition is needed), read by any. */
final class LoopCounters {
    /** What is counted, in the order of {@link UdpStats}. */
    enum Count {
        RECEIVED, SENT, RECEIVED_BYTES, SENT_BYTES, SEGMENTED_SENDS, HANDED_OVER, DROPPED_RUNT, DROPPED_OVERSIZE,
        DROPPED_HAND_OVER, DROPPED_NO_HANDLER, UNSENT_SIZE, UNSENT_NO_ROUTE, UNSENT_FULL, SEND_FAILURES, FAILURES
    }

    /** Counts start and end this far inside the array, so that no two loops write to one cache line. */
    private static final int PADDING = 16;

    private final AtomicLongArray values = new AtomicLongArray(PADDING + Count.values().length + PADDING);

    void add(Count count, long number) {
        int i = PADDING + count.ordinal();
        values.lazySet(i, values.get(i) + number);
    }

    void increment(Count count) {
        add(count, 1);
    }

    static UdpStats sum(List<LoopCounters> loops) {
        return new UdpStats(
                total(loops, Count.RECEIVED),
                total(loops, Count.SENT),
                total(loops, Count.RECEIVED_BYTES),
                total(loops, Count.SENT_BYTES),
                total(loops, Count.SEGMENTED_SENDS),
                total(loops, Count.HANDED_OVER),
                total(loops, Count.DROPPED_RUNT),
                total(loops, Count.DROPPED_OVERSIZE),
                total(loops, Count.DROPPED_HAND_OVER),
                total(loops, Count.DROPPED_NO_HANDLER),
                total(loops, Count.UNSENT_SIZE),
                total(loops, Count.UNSENT_NO_ROUTE),
                total(loops, Count.UNSENT_FULL),
                total(loops, Count.SEND_FAILURES),
                total(loops, Count.FAILURES));
    }

    private static long total(List<LoopCounters> loops, Count count) {
        long total = 0;
        for (LoopCounters loop : loops) {
            total += loop.values.get(PADDING + count.ordinal());
        }
        return total;
    }
}
