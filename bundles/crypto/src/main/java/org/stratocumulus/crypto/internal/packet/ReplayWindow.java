package org.stratocumulus.crypto.internal.packet;

/**
 * The Anti-Replay Window over session sequence numbers, RFC 7425 section 4.7.3.3, as a ring of bit blocks (RFC 6479). Numbers are unsigned
 * 64-bit integers. A number is first asked for and marked only when its packet has been verified.
 */
final class ReplayWindow {
    /** By how many numbers packets may be reordered: the RFC wants at least 32. */
    static final int SIZE = 192;

    private static final int BLOCKS = 4;

    private final long[] seen = new long[BLOCKS];
    private long highest;

    /** Whether the number lies in or above the window and was not marked. */
    boolean isNew(long number) {
        if (Long.compareUnsigned(number, highest) > 0) {
            return true;
        }
        return highest - number < SIZE && highest - number >= 0 && (seen[block(number)] & 1L << number) == 0;
    }

    /** Remembers a number for which {@link #isNew} holds, and moves the window up to it. */
    void mark(long number) {
        if (Long.compareUnsigned(number, highest) > 0) {
            long blocks = Math.min((number >>> 6) - (highest >>> 6), BLOCKS);
            for (int i = 0; i < blocks; i++) {
                seen[block(number - ((long) i << 6))] = 0;
            }
            highest = number;
        }
        seen[block(number)] |= 1L << number;
    }

    private static int block(long number) {
        return (int) (number >>> 6) & BLOCKS - 1;
    }
}
