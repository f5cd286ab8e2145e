package org.stratocumulus.crypto.internal.packet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The simple checksum, RFC 7425 section 4.7.3.1: the ones' complement of the ones' complement sum of 16-bit big endian words.
 *
 * <p>Such a sum does not care in which byte order its words are added, only the result has to be swapped (RFC 1071 section 2). So whole
 * longs of the machine's order are split into halves and added to accumulators that cannot overflow, and folded once at the end.
 */
final class Checksum {
    /** Bytes that it takes in a packet. */
    static final int SIZE = 2;

    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ORDER);
    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ORDER);
    private static final long LOW = 0xffff_ffffL;

    private Checksum() {
    }

    /**
     * @param length of the bytes to be checked; with an odd one the last byte counts as the lower 8 bits of a word (not the upper, as it
     *     would in RFC 1071)
     * @return 0 to 65535
     */
    static int of(byte[] bytes, int offset, int length) {
        int even = offset + (length & ~1);
        int words = fold(sum(bytes, offset, even));
        if (ORDER == ByteOrder.LITTLE_ENDIAN) {
            words = words >>> 8 | (words & 0xff) << 8;
        }
        if ((length & 1) != 0) {
            words = fold(words + (bytes[even] & 0xff));
        }
        return ~words & 0xffff;
    }

    /** The checksum that stands in a packet. */
    static int read(byte[] bytes, int offset) {
        return (bytes[offset] & 0xff) << 8 | bytes[offset + 1] & 0xff;
    }

    static void write(int checksum, byte[] bytes, int offset) {
        bytes[offset] = (byte) (checksum >>> 8);
        bytes[offset + 1] = (byte) checksum;
    }

    private static long sum(byte[] bytes, int begin, int end) {
        long a = 0;
        long b = 0;
        int i = begin;
        for (; i + 16 <= end; i += 16) {
            long v = (long) LONGS.get(bytes, i);
            long w = (long) LONGS.get(bytes, i + 8);
            a += (v & LOW) + (v >>> 32);
            b += (w & LOW) + (w >>> 32);
        }
        for (; i < end; i += 2) {
            a += (short) SHORTS.get(bytes, i) & 0xffff;
        }
        return a + b;
    }

    private static int fold(long sum) {
        long rest = sum;
        while (rest >>> 16 != 0) {
            rest = (rest & 0xffff) + (rest >>> 16);
        }
        return (int) rest;
    }
}
