package org.stratocumulus.amf;

import java.util.Arrays;

/** The bytes of one body, read front to back by an AMF0 and an AMF3 reader together, and what they have used of the limits. */
final class AmfInput {

    private final AmfLimits limits;
    private byte[] data;
    private int start;
    private int end;
    private int position;
    private int depth;
    private int values;

    AmfInput(byte[] data, int offset, int length, AmfLimits limits) {
        this.limits = limits;
        reset(data, offset, length);
    }

    /** Begins another body within the same limits. */
    void reset(byte[] array, int offset, int length) {
        if (offset < 0 || length < 0 || length > array.length - offset) {
            throw new IndexOutOfBoundsException("bytes " + offset + " + " + length + " of " + array.length);
        }
        data = array;
        start = offset;
        position = offset;
        end = offset + length;
        depth = 0;
        values = 0;
        if (length > limits.maxBytes()) {
            throw new AmfException("a body of " + length + " bytes exceeds maxBytes " + limits.maxBytes());
        }
    }

    int offset() {
        return position - start;
    }

    int remaining() {
        return end - position;
    }

    /** Consumes AMF0's 00 00 09 if it is next; an empty name before any other marker is an empty name. */
    boolean skipObjectEnd() {
        boolean next = remaining() >= 3 && data[position] == 0 && data[position + 1] == 0
                && data[position + 2] == Amf0Marker.OBJECT_END;
        position += next ? 3 : 0;
        return next;
    }

    int u8() {
        need(1);
        return data[position++] & 0xFF;
    }

    int u16() {
        return u8() << 8 | u8();
    }

    int i32() {
        return u16() << 16 | u16();
    }

    long u32() {
        return i32() & 0xFFFFFFFFL;
    }

    double f64() {
        return Double.longBitsToDouble(u32() << 32 | u32());
    }

    /** Copies that many bytes, after the length is known to be there and to be allowed. */
    byte[] bytes(long length) {
        if (length > remaining()) {
            throw truncated(length);
        }
        if (length > limits.maxStringLength()) {
            throw fail("a length of " + length + " exceeds maxStringLength " + limits.maxStringLength());
        }
        byte[] copy = Arrays.copyOfRange(data, position, position + (int) length);
        position += (int) length;
        return copy;
    }

    /** Believes a number of elements only when the rest of the body can hold them and the limit allows them. */
    int count(long count, int bytesEach) {
        elements(count);
        if (count * bytesEach > remaining()) {
            throw truncated(count * bytesEach);
        }
        return (int) count;
    }

    /** Checks the number of elements of one container. */
    void elements(long count) {
        if (count > limits.maxElements()) {
            throw fail("a container of " + count + " exceeds maxElements " + limits.maxElements());
        }
    }

    /** Counts one value of the body. */
    void value() {
        if (++values > limits.maxValues()) {
            throw fail("the body exceeds maxValues " + limits.maxValues());
        }
    }

    /** Enters a container; every call is paired with {@link #leave}, except when an exception ends the reading. */
    void enter() {
        if (++depth > limits.maxDepth()) {
            throw fail("containers exceed maxDepth " + limits.maxDepth());
        }
    }

    void leave() {
        depth--;
    }

    AmfException fail(String message) {
        return new AmfException(message, offset());
    }

    private void need(int length) {
        if (length > remaining()) {
            throw truncated(length);
        }
    }

    private AmfException truncated(long wanted) {
        return fail("truncated: " + wanted + " bytes wanted, " + remaining() + " left");
    }
}
