package org.stratocumulus.directory.internal;

import java.util.BitSet;

/** What is held of another node's ids of one kind, in digests. Guarded by the {@link Directory}. */
final class Hearing {
    /** Between two questions about one difference. */
    static final long ASK_MILLIS = 1_000;

    private final long[] held = new long[IdTable.SHELVES];
    private long digest;
    private long count;
    private long number;
    private boolean suspect;
    private boolean overfull;
    private long nextAsk = Long.MIN_VALUE;

    /** An id has been added, or removed. */
    void changed(long a, long b, long c, long d, int more) {
        long change = Id.digest(a, b, c, d);
        held[Id.shelf(a)] ^= change;
        digest ^= change;
        count += more;
    }

    /** Something was left out, because there is no room for it: that it differs is no surprise. */
    void overfull(boolean is) {
        overfull = is;
        suspect |= !is;
    }

    boolean isOverfull() {
        return overfull;
    }

    /** @return false for changes that were overtaken by later ones: what they say may be true no more */
    boolean isNewer(long itsNumber) {
        suspect |= itsNumber <= number;
        return itsNumber > number;
    }

    /** Changes have been applied; if some before them are missing, the digest tells. */
    void heard(long itsNumber, long itsDigest) {
        suspect = itsDigest != digest;
        number = itsNumber;
    }

    /** All digests have come. @return the shelves that differ */
    BitSet compare(long itsNumber, long[] digests) {
        number = itsNumber;
        BitSet differing = new BitSet();
        for (int i = 0; i < held.length; i++) {
            differing.set(i, held[i] != digests[i]);
        }
        suspect = !differing.isEmpty();
        return differing;
    }

    /** Something that was asked for has come, or was asked for just now: time to wait for more. */
    void await(long now) {
        nextAsk = now + ASK_MILLIS;
    }

    /** Whether to ask for all digests now. */
    boolean shouldAsk(long now) {
        return suspect && !overfull && now >= nextAsk;
    }

    /** Whether all that was told is held. */
    boolean isComplete() {
        return !suspect && !overfull;
    }

    long count() {
        return count;
    }
}
