package org.stratocumulus.rendezvous.internal;

import java.util.concurrent.atomic.AtomicLong;

/** So many a second, of which a second's worth may come at once. Any thread, without locks. */
final class Purse {
    private static final long SECOND_MICROS = 1_000_000;

    /** The microsecond at which it will be full again. */
    private final AtomicLong fullAt = new AtomicLong();

    /** Pays for one, if there is enough. @param now milliseconds @param perSecond 1 to 1,000,000 */
    boolean take(long now, int perSecond) {
        long nowMicros = now * 1000;
        while (true) {
            long full = fullAt.get();
            long next = Math.max(full, nowMicros) + SECOND_MICROS / perSecond;
            if (next > nowMicros + SECOND_MICROS) {
                return false;
            }
            if (fullAt.compareAndSet(full, next)) {
                return true;
            }
        }
    }
}
