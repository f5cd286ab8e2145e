package org.stratocumulus.amf;

import java.util.Arrays;

/** The bytes of one body, written front to back by an AMF0 and an AMF3 writer together, within the limits. */
final class AmfOutput {

    private final AmfLimits limits;
    private byte[] data = new byte[128];
    private int length;
    private int depth;

    AmfOutput(AmfLimits limits) {
        this.limits = limits;
    }

    void u8(int value) {
        room(1);
        data[length++] = (byte) value;
    }

    void u16(int value) {
        u8(value >> 8);
        u8(value);
    }

    void u32(long value) {
        u16((int) (value >> 16));
        u16((int) value);
    }

    void f64(double value) {
        long bits = Double.doubleToRawLongBits(value);
        u32(bits >>> 32);
        u32(bits);
    }

    void bytes(byte[] bytes) {
        if (bytes.length > limits.maxStringLength()) {
            throw new AmfException("a length of " + bytes.length + " exceeds maxStringLength " + limits.maxStringLength());
        }
        room(bytes.length);
        System.arraycopy(bytes, 0, data, length, bytes.length);
        length += bytes.length;
    }

    void enter() {
        if (++depth > limits.maxDepth()) {
            throw new AmfException("containers exceed maxDepth " + limits.maxDepth());
        }
    }

    void leave() {
        depth--;
    }

    int length() {
        return length;
    }

    /** The array itself: its first bytes are what was written, until the next call. */
    byte[] array() {
        return data;
    }

    void clear() {
        length = 0;
        depth = 0;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(data, length);
    }

    private void room(int more) {
        long wanted = (long) length + more;
        if (wanted > limits.maxBytes()) {
            throw new AmfException("the body exceeds maxBytes " + limits.maxBytes());
        }
        if (wanted > data.length) {
            data = Arrays.copyOf(data, (int) Math.min(limits.maxBytes(), Math.max(wanted, 2L * data.length)));
        }
    }
}
