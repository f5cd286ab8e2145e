package org.stratocumulus.amf.rtmp;

/** Network byte order in arrays. */
final class BigEndian {

    private BigEndian() {
    }

    static int u16(byte[] data, int offset) {
        return (data[offset] & 0xFF) << 8 | data[offset + 1] & 0xFF;
    }

    static long u32(byte[] data, int offset) {
        return (long) u16(data, offset) << 16 | u16(data, offset + 2);
    }

    static void putU16(byte[] data, int offset, int value) {
        data[offset] = (byte) (value >> 8);
        data[offset + 1] = (byte) value;
    }

    static void putU32(byte[] data, int offset, long value) {
        putU16(data, offset, (int) (value >> 16));
        putU16(data, offset + 2, (int) value);
    }
}
