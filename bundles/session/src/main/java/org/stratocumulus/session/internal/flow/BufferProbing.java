package org.stratocumulus.session.internal.flow;

/** When a suspended flow sends Buffer Probes (RFC 7016 section 3.6.2.9.1). Times are milliseconds. */
final class BufferProbing {
    private static final long FIRST_PERIOD = 1_000;
    private static final long LAST_PERIOD = 60_000;

    private long period;
    private long next;

    /** The window has just closed. */
    BufferProbing(long now, int erto) {
        period = Math.max(FIRST_PERIOD, erto);
        next = now + period;
    }

    /** When a probe is due. */
    long next() {
        return next;
    }

    /** A probe goes out: the next waits twice as long. */
    void sent(long now, int erto) {
        period = Math.min(2 * period, Math.max(LAST_PERIOD, erto));
        next = now + period;
    }
}
