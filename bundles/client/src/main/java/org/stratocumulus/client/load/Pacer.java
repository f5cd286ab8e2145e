package org.stratocumulus.client.load;

import java.util.concurrent.locks.LockSupport;

/**
 * The moments of a steady rate. A moment that was missed is not skipped: the next ones follow at once until the rate is reached again,
 * and each is known as it was meant to be, so that a delay is measured and not hidden.
 */
final class Pacer {
    private static final double NANOS_PER_SECOND = 1e9;

    private final double interval;
    private final long origin;
    private long given;

    /** @param perSecond moments per second; infinity for no wait at all @param origin {@link System#nanoTime} of the first moment */
    Pacer(double perSecond, long origin) {
        this.interval = NANOS_PER_SECOND / perSecond;
        this.origin = origin;
    }

    /** The next moment, as of {@link System#nanoTime}; does not wait for it. */
    long next() {
        return origin + (long) (interval * given++);
    }

    /** Waits for a moment, unless it is over already. @throws InterruptedException when interrupted meanwhile */
    static void await(long moment) throws InterruptedException {
        for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
