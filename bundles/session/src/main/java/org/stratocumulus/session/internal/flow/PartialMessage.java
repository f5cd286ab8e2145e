package org.stratocumulus.session.internal.flow;

import java.util.Arrays;

/** The message that is being received in order, from its first fragment on. Tiny fragments cost no more than their bytes. */
final class PartialMessage {
    private static final int FIRST_CAPACITY = 4096;

    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int length;

    /** Bytes of memory held. */
    int cost() {
        return bytes.length;
    }

    /** Bytes received of it. */
    int length() {
        return length;
    }

    /**
     * Bytes of memory that would be held after adding so many.
     *
     * @param most never more than this, if the data itself is not
     */
    int costWith(int more, int most) {
        int needed = length + more;
        if (needed <= cost()) {
            return cost();
        }
        return Math.max(needed, Math.min(Math.max(FIRST_CAPACITY, 2 * cost()), most));
    }

    /** Adds bytes, holding {@code capacity} from now on. */
    void append(byte[] source, int offset, int count, int capacity) {
        if (capacity != bytes.length) {
            bytes = Arrays.copyOf(bytes, capacity);
        }
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    /** What was received, which ends the use of this. */
    byte[] bytes() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }
}
