package org.stratocumulus.protocol;

import java.util.Arrays;
import java.util.Objects;

/**
 * Writes the elementary types of RFC 7016 section 2.1.1, big endian, into a part of a caller's {@code byte[]}.
 * Throws {@link WireException} when an element has no room, writing nothing of it. {@linkplain #reset Reused} by the data path, which then
 * allocates nothing. Not safe for use by several threads.
 */
public final class WireWriter {

    private byte[] buf;
    private int start;
    private int pos;
    private int limit;

    /** Writes into all of {@code buf}. */
    public WireWriter(byte[] buf) {
        this(buf, 0, buf.length);
    }

    /**
     * @param off index of the first byte to write
     * @param limit index after the last byte that may be written
     * @throws IndexOutOfBoundsException if the part is not inside the array
     */
    public WireWriter(byte[] buf, int off, int limit) {
        reset(buf, off, limit);
    }

    /** Starts over on another part of an array, as the constructor does. */
    public WireWriter reset(byte[] newBuf, int off, int newLimit) {
        Objects.checkFromToIndex(off, newLimit, newBuf.length);
        buf = newBuf;
        start = off;
        pos = off;
        limit = newLimit;
        return this;
    }

    /** The array being written. */
    public byte[] array() {
        return buf;
    }

    /** Index in {@link #array()} of the next byte. */
    public int position() {
        return pos;
    }

    /** Bytes that may yet be written. */
    public int remaining() {
        return limit - pos;
    }

    /** Bytes written since the last {@link #reset}. */
    public int written() {
        return pos - start;
    }

    /** A copy of the bytes written since the last {@link #reset}. */
    public byte[] toByteArray() {
        return Arrays.copyOfRange(buf, start, pos);
    }

    /**
     * Goes back to an earlier {@link #position()}, dropping what was written since.
     *
     * @throws IndexOutOfBoundsException if {@code position} was not passed since the last {@link #reset}
     */
    public void rewind(int position) {
        if (position < start || position > pos) {
            throw new IndexOutOfBoundsException("position " + position + " is not in " + start + ".." + pos);
        }
        pos = position;
    }

    /**
     * Checks that {@code n} bytes have room, before an element of several parts is begun.
     *
     * @throws WireException if not
     */
    public void need(int n) {
        if (n < 0 || n > limit - pos) {
            throw new WireException("writer: out of room");
        }
    }

    /** Writes the low 8 bits of {@code value}. */
    public WireWriter u8(int value) {
        need(1);
        buf[pos++] = (byte) value;
        return this;
    }

    /** Writes the low 16 bits of {@code value}. */
    public WireWriter u16(int value) {
        need(2);
        buf[pos++] = (byte) (value >>> 8);
        buf[pos++] = (byte) value;
        return this;
    }

    /** Writes all 32 bits of {@code value}. */
    public WireWriter u32(int value) {
        need(4);
        buf[pos++] = (byte) (value >>> 24);
        buf[pos++] = (byte) (value >>> 16);
        buf[pos++] = (byte) (value >>> 8);
        buf[pos++] = (byte) value;
        return this;
    }

    /** Writes an unsigned 64 bit integer as the shortest VLU (RFC 7016 section 2.1.2). */
    public WireWriter vlu(long value) {
        int size = Vlu.size(value);
        need(size);
        for (int shift = 7 * (size - 1); shift > 0; shift -= 7) {
            buf[pos++] = (byte) (value >>> shift | 0x80);
        }
        buf[pos++] = (byte) (value & 0x7f);
        return this;
    }

    /** Writes all of {@code bytes}. */
    public WireWriter bytes(byte[] bytes) {
        return bytes(bytes, 0, bytes.length);
    }

    /** Writes {@code len} bytes of {@code bytes} from {@code off}. */
    public WireWriter bytes(byte[] bytes, int off, int len) {
        need(len);
        System.arraycopy(bytes, off, buf, pos, len);
        pos += len;
        return this;
    }

    /** Writes the length of {@code bytes} as a VLU, then {@code bytes}. */
    public WireWriter prefixedBytes(byte[] bytes) {
        need(Vlu.size(bytes.length) + bytes.length);
        return vlu(bytes.length).bytes(bytes);
    }

    /** Writes an Option (RFC 7016 section 2.1.3) that is not a Marker. */
    public WireWriter option(long type, byte[] value) {
        int length = Vlu.size(type) + value.length;
        need(Vlu.size(length) + length);
        return vlu(length).vlu(type).bytes(value);
    }

    /** Writes a Marker, the empty Option (RFC 7016 section 2.1.3). */
    public WireWriter marker() {
        return u8(0);
    }
}
