package org.stratocumulus.client.load;

import java.util.Arrays;

/**
 * Counts durations in buckets that are at most 1 % wide: 128 to an octave. From 1 ns to 9 hours; what is longer counts as that. One
 * thread records; {@link #add} joins the histograms of several.
 */
final class LatencyHistogram {
    /** Longest duration told apart, in nanoseconds. */
    static final long MAX = (1L << 45) - 1;

    private static final int SUB_BITS = 7;
    private static final int SUB_BUCKETS = 1 << SUB_BITS;

    private final long[] counts = new long[index(MAX) + 1];
    private long count;
    private long max;

    /** Counts one duration; a negative one counts as 0. */
    void record(long nanos) {
        long value = Math.max(0, Math.min(nanos, MAX));
        counts[index(value)]++;
        count++;
        max = Math.max(max, value);
    }

    /** Adds everything that another histogram has counted. */
    void add(LatencyHistogram other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        count += other.count;
        max = Math.max(max, other.max);
    }

    /** Forgets everything. */
    void clear() {
        Arrays.fill(counts, 0);
        count = 0;
        max = 0;
    }

    long count() {
        return count;
    }

    /** The longest duration, exactly; 0 when there is none. */
    long max() {
        return max;
    }

    /**
     * A duration that this share of all does not exceed, rounded up to the end of its bucket but not beyond {@link #max}.
     *
     * @param share 0 to 1, such as 0.99
     * @return nanoseconds; 0 when nothing was recorded
     */
    long percentile(double share) {
        long wanted = Math.max(1, (long) Math.ceil(share * count));
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                return Math.min(last(i), max);
            }
        }
        return 0;
    }

    /** Values below 128 have a bucket each; above, the seven bits behind the highest one choose. */
    private static int index(long value) {
        int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(value) - 1 - SUB_BITS);
        return (shift << SUB_BITS) + (int) (value >>> shift);
    }

    /** The largest value of a bucket. */
    private static long last(int index) {
        int shift = Math.max(0, (index >>> SUB_BITS) - 1);
        long first = index - ((long) shift << SUB_BITS);
        return (first + 1 << shift) - 1;
    }
}
