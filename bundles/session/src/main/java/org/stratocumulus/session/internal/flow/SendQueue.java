package org.stratocumulus.session.internal.flow;

/**
 * The fragments of one sending flow that were sent and not acknowledged, found by sequence number (SEND_QUEUE, RFC 7016
 * section 3.6.2). A ring of the numbers from the lowest unacknowledged one up to NEXT_SN; acknowledged ones leave holes.
 */
final class SendQueue {
    private static final Fragment[] NONE = {};
    private static final int FIRST_CAPACITY = 2;
    /** A ring with more places than this is not kept while nothing is in it. */
    private static final int KEPT_CAPACITY = 8;

    private Fragment[] ring = NONE;
    private long first = 1;
    private long next = 1;
    /** No fragment below waits to be sent again. */
    private long resendFrom = 1;
    private int waiting;
    private int size;

    /** NEXT_SN. */
    long next() {
        return next;
    }

    /** Lowest number that is not acknowledged; NEXT_SN when all are. */
    long first() {
        return first;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Numbers from the lowest unacknowledged one to NEXT_SN. */
    long span() {
        return next - first;
    }

    /** The fragment with this number, or null when it is acknowledged or not made yet. */
    Fragment get(long sequenceNumber) {
        return sequenceNumber < first || sequenceNumber >= next ? null : ring[slot(sequenceNumber)];
    }

    /** Adds the fragment numbered NEXT_SN; it waits to be sent. */
    void add(Fragment fragment) {
        if (span() == ring.length) {
            grow();
        }
        ring[slot(next++)] = fragment;
        size++;
        waits(fragment);
    }

    /** The fragment is not in flight: it is to be sent, for the first time or again. */
    void waits(Fragment fragment) {
        resendFrom = waiting++ == 0 ? fragment.sequenceNumber : Math.min(resendFrom, fragment.sequenceNumber);
    }

    /** The fragment is in flight. */
    void sent(Fragment fragment) {
        waiting--;
        if (fragment.sequenceNumber == resendFrom) {
            resendFrom++;
        }
    }

    boolean hasWaiting() {
        return waiting > 0;
    }

    /** The waiting fragment with the lowest number; there is one. */
    Fragment firstWaiting() {
        for (resendFrom = Math.max(resendFrom, first);; resendFrom++) {
            Fragment fragment = ring[slot(resendFrom)];
            if (fragment != null && !fragment.inFlight) {
                return fragment;
            }
        }
    }

    /** Removes an acknowledged fragment. */
    void remove(Fragment fragment) {
        ring[slot(fragment.sequenceNumber)] = null;
        size--;
        if (!fragment.inFlight) {
            waiting--;
        }
        while (first < next && ring[slot(first)] == null) {
            first++;
        }
        if (size == 0) {
            ring = ring.length > KEPT_CAPACITY ? NONE : ring; // an idle flow is small
        }
    }

    private void grow() {
        Fragment[] larger = new Fragment[Math.max(FIRST_CAPACITY, 2 * ring.length)];
        for (long i = first; i < next; i++) {
            larger[(int) (i & larger.length - 1)] = ring[slot(i)];
        }
        ring = larger;
    }

    private int slot(long sequenceNumber) {
        return (int) (sequenceNumber & ring.length - 1);
    }
}
