package org.stratocumulus.session.internal.flow;

import java.util.Arrays;

/**
 * SEQUENCE_SET of a receiving flow (RFC 7016 section 3.6.3): the cumulative number and a bounded list of ranges above it,
 * which takes memory only while there are gaps. 0 is always contained, for sequence numbers begin at 1.
 */
final class SequenceSet {
    private static final long[] NONE = {};
    private static final int FIRST_CAPACITY = 8;

    private final int maxRanges;
    private long cumulative;
    private long[] bounds = NONE;
    private int count;

    /** @param maxRanges how many ranges above the cumulative number are kept */
    SequenceSet(int maxRanges) {
        this.maxRanges = maxRanges;
    }

    /** CSN: every number from 0 to this one is contained. */
    long cumulative() {
        return cumulative;
    }

    boolean hasGaps() {
        return count > 0;
    }

    /** Ranges above the cumulative number. */
    int ranges() {
        return count;
    }

    /** First and last number of each range, ascending; only the first {@link #ranges} pairs count. */
    long[] bounds() {
        return bounds;
    }

    boolean contains(long number) {
        return number <= cumulative || number >= from(firstEndingAtOrAfter(number));
    }

    /** Whether {@link #add} would succeed. */
    boolean canAdd(long number) {
        if (count < maxRanges || number <= cumulative + 1) {
            return true;
        }
        int i = firstEndingAtOrAfter(number - 1);
        return i < count && bounds[2 * i] <= number + 1;
    }

    /** Adds a number, unless it would begin a range too many. */
    void add(long number) {
        if (number <= cumulative) {
            return;
        }
        if (number == cumulative + 1) {
            addThrough(number);
            return;
        }
        int i = firstEndingAtOrAfter(number - 1);
        if (i == count || bounds[2 * i] > number + 1) {
            insert(i, number);
        } else if (bounds[2 * i] == number + 1) {
            bounds[2 * i] = number;
        } else if (bounds[2 * i + 1] == number - 1) {
            bounds[2 * i + 1] = number;
            if (i + 1 < count && bounds[2 * i + 2] == number + 1) {
                bounds[2 * i + 1] = bounds[2 * i + 3];
                remove(i + 1, 1);
            }
        }
    }

    /** Adds every number from 0 to this one. */
    void addThrough(long number) {
        if (number <= cumulative) {
            return;
        }
        cumulative = number;
        int swallowed = 0;
        while (swallowed < count && bounds[2 * swallowed] <= cumulative + 1) {
            cumulative = Math.max(cumulative, bounds[2 * swallowed + 1]);
            swallowed++;
        }
        remove(0, swallowed);
    }

    private long from(int range) {
        return range < count ? bounds[2 * range] : Long.MAX_VALUE;
    }

    private int firstEndingAtOrAfter(long number) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = low + high >>> 1;
            if (bounds[2 * middle + 1] < number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void insert(int range, long number) {
        if (count == maxRanges) {
            return;
        }
        if (2 * count == bounds.length) {
            bounds = Arrays.copyOf(bounds, Math.max(FIRST_CAPACITY, 2 * bounds.length));
        }
        System.arraycopy(bounds, 2 * range, bounds, 2 * range + 2, 2 * (count - range));
        bounds[2 * range] = number;
        bounds[2 * range + 1] = number;
        count++;
    }

    private void remove(int range, int ranges) {
        if (ranges == 0) {
            return;
        }
        count -= ranges;
        System.arraycopy(bounds, 2 * (range + ranges), bounds, 2 * range, 2 * (count - range));
        if (count == 0) {
            bounds = NONE;
        }
    }
}
