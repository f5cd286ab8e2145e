package org.stratocumulus.session.internal;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * When each loop of an endpoint last received and last sent time critical packets (RFC 7016 section 3.5.2.1). A loop writes its own times
 * at most once a millisecond and reads those of the others as often; nobody waits. A time seen late costs nothing but one flag.
 */
public final class TimeCriticalLoops {
    /** Two cache lines for each loop, so that no loop's writing slows another down. */
    private static final int STRIDE = 16;
    private static final int SENT = 1;

    private final AtomicLongArray times;
    private final int loops;

    public TimeCriticalLoops(int loops) {
        this.loops = loops;
        times = new AtomicLongArray(loops * STRIDE);
        for (int i = 0; i < times.length(); i++) {
            times.setPlain(i, TimeCritical.LONG_AGO);
        }
    }

    void received(int loop, long now) {
        times.setOpaque(loop * STRIDE, now);
    }

    void sent(int loop, long now) {
        times.setOpaque(loop * STRIDE + SENT, now);
    }

    /** When any other loop last received one. */
    long receivedBeside(int loop) {
        return latestBeside(loop, 0);
    }

    /** When any other loop last sent one. */
    long sentBeside(int loop) {
        return latestBeside(loop, SENT);
    }

    private long latestBeside(int loop, int which) {
        long latest = TimeCritical.LONG_AGO;
        for (int other = 0; other < loops; other++) {
            if (other != loop) {
                latest = Math.max(latest, times.getOpaque(other * STRIDE + which));
            }
        }
        return latest;
    }
}
