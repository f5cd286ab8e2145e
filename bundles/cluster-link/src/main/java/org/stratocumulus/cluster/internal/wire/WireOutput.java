package org.stratocumulus.cluster.internal.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that are written front to back into an array that grows. The caller sees to the limit. Confined to one thread at a time. */
final class WireOutput {
    private static final int KEPT = 1 << 20;
    private static final int PATIENCE = 16;

    private byte[] data;
    private int length;
    private int nextToEmpty;

    WireOutput(int capacity) {
        data = new byte[capacity];
    }

    int length() {
        return length;
    }

    /** The array itself, for readers; valid until the next write. */
    byte[] array() {
        return data;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(data, length);
    }

    /** Empties it, and gives a large array back that has been next to empty for a while. */
    void clear() {
        nextToEmpty = data.length > KEPT && length < data.length / 4 ? nextToEmpty + 1 : 0;
        if (nextToEmpty > PATIENCE) {
            data = new byte[KEPT];
            nextToEmpty = 0;
        }
        length = 0;
    }

    void u8(int value) {
        room(1);
        data[length++] = (byte) value;
    }

    void u16(int value) {
        u8(value >> 8);
        u8(value);
    }

    void u32(int value) {
        room(4);
        data[length] = (byte) (value >> 24);
        data[length + 1] = (byte) (value >> 16);
        data[length + 2] = (byte) (value >> 8);
        data[length + 3] = (byte) value;
        length += 4;
    }

    /** Groups of seven bits, lowest first. */
    void sevenBit(int value) {
        int rest = value;
        while (rest >= 0x80) {
            u8(rest | 0x80);
            rest >>>= 7;
        }
        u8(rest);
    }

    void bytes(byte[] bytes) {
        bytes(bytes, bytes.length);
    }

    void bytes(byte[] bytes, int count) {
        room(count);
        System.arraycopy(bytes, 0, data, length, count);
        length += count;
    }

    void string(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sevenBit(bytes.length);
        bytes(bytes);
    }

    static int sevenBitLength(int value) {
        return value < 0x80 ? 1 : value < 0x4000 ? 2 : value < 0x20_0000 ? 3 : 4;
    }

    private void room(int more) {
        if (data.length - length < more) {
            data = Arrays.copyOf(data, Math.max(length + more, 2 * data.length));
        }
    }
}
