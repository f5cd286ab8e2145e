package org.stratocumulus.streams.internal;

import org.stratocumulus.api.status.StreamStatus.Quality;

/** Figures of one kind of media over a sliding window of five seconds, in one-second slots. Confined to a loop. */
final class QualityMeter {
    private static final int SLOTS = 5;
    private static final long SLOT_MILLIS = 1000;
    /** A larger change between two messages is a new time line, no delay. */
    private static final long TIME_LINE_JUMP_MILLIS = 10_000;

    private final long[] second = new long[SLOTS];
    private final long[] bytes = new long[SLOTS];
    private final long[] messages = new long[SLOTS];
    private final long[] lost = new long[SLOTS];
    private long since = Long.MIN_VALUE;
    private long dropped;
    private long offset;
    private long least;
    private boolean timed;

    /** A message went through. */
    void passed(long now, int length) {
        int slot = slot(now);
        bytes[slot] += length;
        messages[slot]++;
    }

    /** Messages did not arrive. */
    void lost(long now, long count) {
        lost[slot(now)] += count;
    }

    /** This server dropped a message. */
    void dropped() {
        dropped++;
    }

    /** The arrival of a message with a media time: what it comes later than the fastest one is delay (behaviour B.6). */
    void arrived(long now, long timestamp) {
        long current = now - timestamp;
        if (!timed || Math.abs(current - offset) > TIME_LINE_JUMP_MILLIS) {
            least = current;
            timed = true;
        }
        offset = current;
        least = Math.min(least, current);
    }

    /** @param baseMillis what is to be added to the estimated delay: half a round trip, or the time spent in a queue */
    Quality quality(long now, long baseMillis) {
        if (since == Long.MIN_VALUE) {
            return dropped == 0 ? Quality.NONE : new Quality(0, 0, 0, 0, dropped);
        }
        long oldest = now / SLOT_MILLIS - SLOTS + 1;
        long sumBytes = 0;
        long sumMessages = 0;
        long sumLost = 0;
        for (int i = 0; i < SLOTS; i++) {
            if (second[i] >= oldest) {
                sumBytes += bytes[i];
                sumMessages += messages[i];
                sumLost += lost[i];
            }
        }
        double seconds = Math.max(1, Math.min(SLOTS, (now - since) / (double) SLOT_MILLIS));
        long all = sumMessages + sumLost;
        return new Quality(Math.round(sumBytes / seconds), sumMessages / seconds, all == 0 ? 0 : (double) sumLost / all,
            timed ? offset - least + baseMillis : baseMillis, dropped);
    }

    private int slot(long now) {
        if (since == Long.MIN_VALUE) {
            since = now;
        }
        long current = now / SLOT_MILLIS;
        int slot = (int) Math.floorMod(current, (long) SLOTS);
        if (second[slot] != current) {
            second[slot] = current;
            bytes[slot] = 0;
            messages[slot] = 0;
            lost[slot] = 0;
        }
        return slot;
    }
}
