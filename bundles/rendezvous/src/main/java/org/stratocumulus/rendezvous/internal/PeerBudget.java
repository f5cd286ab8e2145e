package org.stratocumulus.rendezvous.internal;

import java.util.concurrent.atomic.AtomicLongArray;
import org.stratocumulus.api.PeerId;

/**
 * How many of something one peer may have, such as hellos that are forwarded to it: so many a second, of which a second's worth may come at once. Peers share a fixed number of
 * purses, so two may have to share one; nobody outside can foresee which. Any thread, without locks.
 */
final class PeerBudget {
    /** Purses: 128 KiB. */
    static final int PURSES = 1 << 14;

    private static final long SECOND_MICROS = 1_000_000;

    /** For each purse the microsecond at which it will be full again. */
    private final AtomicLongArray fullAt = new AtomicLongArray(PURSES);
    private final SeededHash hash;
    private volatile long priceMicros;

    /** @param perSecond 1 to 1,000,000 */
    PeerBudget(SeededHash hash, int perSecond) {
        this.hash = hash;
        rate(perSecond);
    }

    /** Changes the rate. */
    void rate(int perSecond) {
        priceMicros = SECOND_MICROS / perSecond;
    }

    /** Pays for one of this peer, if there is enough. @param now milliseconds */
    boolean take(PeerId peer, long now) {
        int purse = (int) hash.of(peer) & PURSES - 1;
        long nowMicros = now * 1000;
        long price = priceMicros;
        while (true) {
            long full = fullAt.get(purse);
            long next = Math.max(full, nowMicros) + price;
            if (next > nowMicros + SECOND_MICROS) {
                return false;
            }
            if (fullAt.compareAndSet(purse, full, next)) {
                return true;
            }
        }
    }
}
