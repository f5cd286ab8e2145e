package org.stratocumulus.session.internal.flow;

import java.util.Arrays;

/** The message that is being received in order, from its first fragment on. Tiny fragments cost no more than their bytes. */
final class PartialMessage {
    private static final int FIRST_CAPACITY = 4096;

    private byte[] bytes;
    private int length;

    /** Whether a message has begun. */
    boolean isOpen() {
        return bytes != null;
    }

    /** Bytes of memory held. */
    int cost() {
        return isOpen() ? bytes.length : 0;
    }

    /** Bytes received of it. */
    int length() {
        return length;
    }

    void begin() {
        bytes = new byte[0];
        length = 0;
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

    /** The whole message; none is open any more. */
    byte[] finish() {
        byte[] message = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        drop();
        return message;
    }

    void drop() {
        bytes = null;
        length = 0;
    }
}
