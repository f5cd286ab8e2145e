package org.stratocumulus.protocol;

/**
 * Variable Length Unsigned Integer, RFC 7016 section 2.1.2: seven bits a byte, most significant first, the high bit set
 * on all but the last. Values are unsigned 64 bit integers in a {@code long}; a greater one is refused by {@link WireReader#vlu()}.
 */
public final class Vlu {

    /** The most bytes a canonical 64 bit VLU takes. */
    public static final int MAX_SIZE = 10;

    private static final int DIGIT_BITS = 7;

    private Vlu() {
    }

    /**
     * Bytes that the shortest encoding takes.
     *
     * @param value an unsigned 64 bit integer
     * @return 1 to {@link #MAX_SIZE}
     */
    public static int size(long value) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(value | 1);
        return (bits + DIGIT_BITS - 1) / DIGIT_BITS;
    }
}
