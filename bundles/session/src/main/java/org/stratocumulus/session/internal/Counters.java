package org.stratocumulus.session.internal;

/** The counters of one loop. Counted on the loop, without atomics; read by any thread, at most one turn late. */
public final class Counters {
    private static final Counter[] ALL = Counter.values();

    private final long[] values = new long[ALL.length];
    private volatile long published;

    /** Counts one. On the loop. */
    public void count(Counter counter) {
        values[counter.ordinal()]++;
    }

    /** Counts several. On the loop. */
    public void count(Counter counter, int n) {
        values[counter.ordinal()] += n;
    }

    /** Makes what was counted visible to other threads. On the loop, once a turn. */
    public void publish() {
        published = published + 1;
    }

    /** The value as of the last {@link #publish}, or a later one. */
    public long get(Counter counter) {
        return published >= 0 ? values[counter.ordinal()] : 0;
    }
}
