package org.stratocumulus.api;

import java.util.HexFormat;

/**
 * A peer ID: the 32-byte fingerprint (SHA-256) of an endpoint's certificate (RFC 7425 section 4.3.2).
 * Kept as four longs so that a table of a hundred thousand of them costs no array each. Immutable; safe on any thread.
 *
 * @param a bytes 0 to 7, big endian
 * @param b bytes 8 to 15
 * @param c bytes 16 to 23
 * @param d bytes 24 to 31
 */
public record PeerId(long a, long b, long c, long d) implements Comparable<PeerId> {
    /** Length of a fingerprint in bytes. */
    public static final int LENGTH = 32;

    private static final HexFormat HEX = HexFormat.of();

    /**
     * Takes the 32 bytes that begin at an offset.
     *
     * @throws IllegalArgumentException when fewer than 32 bytes remain there
     */
    public static PeerId of(byte[] bytes, int offset) {
        if (offset < 0 || bytes.length - offset < LENGTH) {
            throw new IllegalArgumentException("a peer ID has 32 bytes, not " + Math.max(0, bytes.length - offset));
        }
        return new PeerId(word(bytes, offset), word(bytes, offset + 8), word(bytes, offset + 16), word(bytes, offset + 24));
    }

    /** Takes exactly 32 bytes. @throws IllegalArgumentException for any other length */
    public static PeerId of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a peer ID has 32 bytes, not " + bytes.length);
        }
        return of(bytes, 0);
    }

    /** Reads 64 hexadecimal digits of either case. @throws IllegalArgumentException for anything else */
    public static PeerId parse(String hex) {
        if (hex.length() != 2 * LENGTH) {
            throw new IllegalArgumentException("a peer ID has 64 hexadecimal digits, not " + hex.length());
        }
        return of(HEX.parseHex(hex));
    }

    /** The 32 bytes, in a new array. */
    public byte[] toBytes() {
        byte[] out = new byte[LENGTH];
        put(out, 0, a);
        put(out, 8, b);
        put(out, 16, c);
        put(out, 24, d);
        return out;
    }

    /** Orders by the bytes, unsigned, as peers order themselves around a group's ring. */
    @Override
    public int compareTo(PeerId o) {
        int r = Long.compareUnsigned(a, o.a);
        r = r != 0 ? r : Long.compareUnsigned(b, o.b);
        r = r != 0 ? r : Long.compareUnsigned(c, o.c);
        return r != 0 ? r : Long.compareUnsigned(d, o.d);
    }

    /** 64 lower-case hexadecimal digits. */
    @Override
    public String toString() {
        return HEX.formatHex(toBytes());
    }

    private static long word(byte[] bytes, int offset) {
        long word = 0;
        for (int i = 0; i < 8; i++) {
            word = word << 8 | bytes[offset + i] & 0xff;
        }
        return word;
    }

    private static void put(byte[] out, int offset, long word) {
        for (int i = 0; i < 8; i++) {
            out[offset + i] = (byte) (word >>> 56 - 8 * i);
        }
    }
}
