package org.stratocumulus.protocol;

import java.util.Arrays;
import java.util.Objects;

/**
 * A bounded cursor over a part of a {@code byte[]}: the elementary types of RFC 7016 section 2.1.1, big endian.
 * Every read checks the bytes that remain first and throws {@link WireException} when they do not suffice, leaving the cursor where the
 * element began. {@linkplain #reset Reused} by the data path, which then allocates nothing. Not safe for use by several threads.
 */
public final class WireReader {

    private static final int VLU_DIGIT = 0x7f;
    private static final int VLU_MORE = 0x80;
    /** A value with any of these bits set leaves no room for seven more. */
    private static final long VLU_NO_ROOM = 0xfe00_0000_0000_0000L;

    private byte[] buf;
    private int pos;
    private int end;

    /** Reads all of {@code buf}. */
    public WireReader(byte[] buf) {
        this(buf, 0, buf.length);
    }

    /**
     * Reads {@code len} bytes of {@code buf} from {@code off}; the array is not copied.
     *
     * @throws IndexOutOfBoundsException if the part is not inside the array: an error of the caller, not of the input
     */
    public WireReader(byte[] buf, int off, int len) {
        reset(buf, off, len);
    }

    /** Starts over on another part of an array, as the constructor does. */
    public WireReader reset(byte[] newBuf, int off, int len) {
        Objects.checkFromIndexSize(off, len, newBuf.length);
        buf = newBuf;
        pos = off;
        end = off + len;
        return this;
    }

    /** The array being read, for elements used in place. */
    public byte[] array() {
        return buf;
    }

    /** Index in {@link #array()} of the next byte. */
    public int position() {
        return pos;
    }

    /** Bytes left: {@code remainder()} of RFC 7016 section 2.1.1. */
    public int remaining() {
        return end - pos;
    }

    /** Whether any byte is left. */
    public boolean hasRemaining() {
        return pos < end;
    }

    /** @return 0 to 255 */
    public int u8() {
        need(1, "uint8: truncated");
        return buf[pos++] & 0xff;
    }

    /** @return 0 to 65535 */
    public int u16() {
        need(2, "uint16: truncated");
        int value = (buf[pos] & 0xff) << 8 | buf[pos + 1] & 0xff;
        pos += 2;
        return value;
    }

    /** @return all 32 bits, the first in the sign */
    public int u32() {
        need(4, "uint32: truncated");
        int value = buf[pos] << 24 | (buf[pos + 1] & 0xff) << 16 | (buf[pos + 2] & 0xff) << 8 | buf[pos + 3] & 0xff;
        pos += 4;
        return value;
    }

    /** @return 0 to 2^32 - 1 */
    public long u32AsLong() {
        return u32() & 0xffff_ffffL;
    }

    /**
     * A VLU (RFC 7016 section 2.1.2), in its shortest form or not.
     *
     * @return an unsigned 64 bit integer
     * @throws WireException if truncated, or greater than 2^64 - 1
     */
    public long vlu() {
        long value = 0;
        int at = pos;
        int digit;
        do {
            if (at == end) {
                throw new WireException("vlu: truncated");
            }
            if ((value & VLU_NO_ROOM) != 0) {
                throw new WireException("vlu: more than 64 bits");
            }
            digit = buf[at++];
            value = value << 7 | digit & VLU_DIGIT;
        } while ((digit & VLU_MORE) != 0);
        pos = at;
        return value;
    }

    /**
     * A VLU that is a length of what follows.
     *
     * @return 0 to {@link #remaining()} after the VLU
     * @throws WireException if the VLU is faulty or more than the bytes after it
     */
    public int length() {
        int start = pos;
        long length = vlu();
        if (length < 0 || length > end - pos) {
            pos = start;
            throw new WireException("length: more than the bytes that follow");
        }
        return (int) length;
    }

    /** The next {@code n} bytes, copied. A negative {@code n} is refused like one that is too great. */
    public byte[] bytes(int n) {
        need(n, "bytes: truncated");
        pos += n;
        return Arrays.copyOfRange(buf, pos - n, pos);
    }

    /** A VLU length and that many bytes, copied. */
    public byte[] prefixedBytes() {
        return bytes(length());
    }

    /** All bytes that remain, copied; may be empty. */
    public byte[] rest() {
        return bytes(remaining());
    }

    /** Moves on by {@code n} bytes. */
    public void skip(int n) {
        need(n, "bytes: truncated");
        pos += n;
    }

    /** A new reader of the next {@code n} bytes, which this one skips. */
    public WireReader slice(int n) {
        need(n, "bytes: truncated");
        pos += n;
        return new WireReader(buf, pos - n, n);
    }

    /** A copy of the bytes from index {@code start} of {@link #array()} up to the cursor: what has been read since. */
    public byte[] since(int start) {
        return Arrays.copyOfRange(buf, start, pos);
    }

    private void need(int n, String message) {
        if (n < 0 || n > end - pos) {
            throw new WireException(message);
        }
    }
}
