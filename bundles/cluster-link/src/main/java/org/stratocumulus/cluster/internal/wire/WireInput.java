package org.stratocumulus.cluster.internal.wire;

import java.nio.charset.StandardCharsets;

/** Reads one frame front to back, in place. */
public final class WireInput {
    private final byte[] data;
    private final int end;
    private int position;

    /** @param length bytes from the offset on that may be read; they must be in the array */
    public WireInput(byte[] data, int offset, int length) {
        this.data = data;
        this.position = offset;
        this.end = offset + length;
    }

    /** Index of the next byte in the array. */
    public int position() {
        return position;
    }

    /** Bytes left. */
    public int remaining() {
        return end - position;
    }

    int u8() throws WireException {
        need(1);
        return data[position++] & 0xff;
    }

    int u16() throws WireException {
        return u8() << 8 | u8();
    }

    /** A length or reference in groups of seven bits, lowest first: 130 is 82 01. Not RTMFP's VLU, whose highest group comes first. */
    int sevenBit() throws WireException {
        int value = 0;
        for (int shift = 0; shift < 28; shift += 7) {
            int octet = u8();
            value |= (octet & 0x7f) << shift;
            if (octet < 0x80) {
                return value;
            }
        }
        throw new WireException("a length of more than 28 bits");
    }

    String string() throws WireException {
        return text(sevenBit());
    }

    String text(int length) throws WireException {
        need(length);
        String text = new String(data, position, length, StandardCharsets.UTF_8);
        position += length;
        return text;
    }

    private void need(int bytes) throws WireException {
        if (bytes > remaining()) {
            throw new WireException("truncated: " + bytes + " bytes wanted, " + remaining() + " left");
        }
    }
}
