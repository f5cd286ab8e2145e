package org.stratocumulus.transport;

/**
 * When a loop may be woken by datagrams again: once in an interval on average, {@value #BURST} times in a row after a quiet time.
 * Between two wake-ups datagrams gather in the sockets' buffers and are then read together, as network cards do with their interrupts:
 * a wake-up costs as much as four datagrams. What comes now and then, or a few packets at a time, is never kept waiting. Fed with the
 * time ({@link System#nanoTime}); confined but for {@link #interval}.
 */
final class WakeUps {
    /** Wake-ups that may follow each other without waiting. */
    static final int BURST = 16;

    private volatile long interval;
    /** When all of the burst is saved up again. */
    private long fullAt;

    /** All of the burst is there. */
    WakeUps(long now) {
        fullAt = now;
    }

    /** Sets the interval in nanoseconds; 0: no waiting. Any thread. */
    void interval(long nanos) {
        interval = nanos;
    }

    /** Nanoseconds until datagrams may wake the loop again, at most the interval; 0 or less means now. */
    long remaining(long now) {
        long each = interval;
        return each == 0 ? 0 : Math.min(each, fullAt - now - (BURST - 1) * each);
    }

    /** Datagrams were read. */
    void used(long now) {
        long each = interval;
        long saved = Math.max(0, Math.min(fullAt - now, (BURST - 1) * each));
        fullAt = now + saved + each;
    }
}
