package org.stratocumulus.cluster.internal.node;

import org.slf4j.Logger;

/** Logs what others could provoke at any rate: one line a second, with the number of those left out. */
final class QuietLog {
    private static final long PAUSE_MILLIS = 1_000;

    private final Logger log;
    private long quietUntil = Long.MIN_VALUE;
    private long leftOut;

    QuietLog(Logger log) {
        this.log = log;
    }

    void warn(long now, String what) {
        if (now < quietUntil) {
            leftOut++;
            return;
        }
        log.warn("{} ({} more since the last message)", what, leftOut);
        quietUntil = now + PAUSE_MILLIS;
        leftOut = 0;
    }
}
