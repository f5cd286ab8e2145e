package org.stratocumulus.session.internal.flow;

/**
 * The fragments of all sending flows that are in the network, in the order of their transmission, and how loss is found
 * among them (RFC 7016 sections 3.6.2.5 and 3.6.2.6).
 */
final class InFlight {
    /** RFC 7016 3.6.2.5: "lost once that fragment receives three negative acknowledgements". */
    private static final int NAKS_OF_LOSS = 3;

    private Fragment oldest;
    private Fragment newest;
    private long nextTsn = 1;
    private long maxTsnAck;
    private long outstanding;
    private long lost;

    /** S_OUTSTANDING_BYTES. */
    long outstandingBytes() {
        return outstanding;
    }

    /** Fragments found lost so far. */
    long fragmentsLost() {
        return lost;
    }

    /** The fragment goes into the network in a chunk of this size. */
    void sent(Fragment fragment, int transmitSize) {
        fragment.inFlight = true;
        fragment.nakCount = 0;
        fragment.sentAbandoned = fragment.isAbandoned();
        fragment.transmitSize = transmitSize;
        fragment.tsn = nextTsn++;
        fragment.older = newest;
        if (newest == null) {
            oldest = fragment;
        } else {
            newest.newer = fragment;
        }
        newest = fragment;
        outstanding += transmitSize;
        fragment.flow.outstanding += transmitSize;
    }

    /** The fragment, which is in flight, was acknowledged. */
    void acknowledged(Fragment fragment) {
        maxTsnAck = Math.max(maxTsnAck, fragment.tsn);
        leave(fragment);
    }

    /** After a packet with an acknowledgement: what was sent before something acknowledged is suspect (section 3.6.2.5). */
    void countNegativeAcknowledgements(CongestionWindow window) {
        Fragment fragment = oldest;
        while (fragment != null && fragment.tsn < maxTsnAck) {
            Fragment following = fragment.newer;
            window.negativelyAcknowledged();
            if (++fragment.nakCount >= NAKS_OF_LOSS) {
                window.lost();
                lose(fragment);
            }
            fragment = following;
        }
    }

    /**
     * Everything was in the network for ERTO (section 3.6.2.6).
     *
     * @return WAS_LOSS
     */
    boolean loseAll() {
        boolean wasLoss = oldest != null;
        while (oldest != null) {
            lose(oldest);
        }
        return wasLoss;
    }

    private void lose(Fragment fragment) {
        lost++;
        leave(fragment);
        fragment.inFlight = false;
        fragment.flow.lost(fragment);
    }

    private void leave(Fragment fragment) {
        if (fragment.older == null) {
            oldest = fragment.newer;
        } else {
            fragment.older.newer = fragment.newer;
        }
        if (fragment.newer == null) {
            newest = fragment.older;
        } else {
            fragment.newer.older = fragment.older;
        }
        fragment.older = null;
        fragment.newer = null;
        outstanding -= fragment.transmitSize;
        fragment.flow.outstanding -= fragment.transmitSize;
    }
}
