package org.stratocumulus.cluster.internal.wire;

import java.util.Arrays;

/**
 * Cuts the bytes of one direction of a link into frames: {@code length:u32}, then that many bytes. A frame that lies whole in what is
 * fed is handed on where it lies; only the pieces of one that does not are copied, into an array that grows with the bytes that came, not
 * with the length that was declared. One loop, no recursion, however many frames come at once.
 */
public final class FrameReader {
    private static final int LENGTH_BYTES = 4;
    private static final int KEPT = 64 * 1024;

    private byte[] pieces = new byte[0];
    private int have;
    private int frameLength;
    private int maxFrame;

    /** Takes a frame. */
    @FunctionalInterface
    public interface Sink {
        /**
         * One frame, without its length; the array is valid during the call only.
         *
         * @return false to take no more
         */
        boolean frame(byte[] data, int offset, int length);
    }

    /** @param maxFrame largest length believed */
    public FrameReader(int maxFrame) {
        this.maxFrame = maxFrame;
    }

    /** Changes the largest length believed, from the next frame on. */
    public void maxFrame(int bytes) {
        maxFrame = bytes;
    }

    /** Bytes held of a frame that is not complete. */
    public int held() {
        return have;
    }

    /**
     * Takes bytes as they came.
     *
     * @throws WireException when a frame declares more than is believed; nothing can be read after that
     */
    public void feed(byte[] data, int offset, int length, Sink sink) throws WireException {
        int position = offset;
        int end = offset + length;
        while (position < end) {
            if (have == 0) {
                while (end - position >= LENGTH_BYTES) {
                    int declared = declared(data, position);
                    if (end - position - LENGTH_BYTES < declared) {
                        break;
                    }
                    position += LENGTH_BYTES + declared;
                    if (!sink.frame(data, position - declared, declared)) {
                        return;
                    }
                }
                frameLength = end - position >= LENGTH_BYTES ? declared(data, position) : 0;
                position += keep(data, position, end - position);
                continue;
            }
            int wanted = (have < LENGTH_BYTES ? LENGTH_BYTES : LENGTH_BYTES + frameLength) - have;
            position += keep(data, position, Math.min(wanted, end - position));
            if (wanted > 0 && have == LENGTH_BYTES) {
                frameLength = declared(pieces, 0);
            }
            if (have >= LENGTH_BYTES && have == LENGTH_BYTES + frameLength && !whole(sink)) {
                return;
            }
        }
    }

    private boolean whole(Sink sink) {
        byte[] frame = pieces;
        have = 0;
        boolean more = sink.frame(frame, LENGTH_BYTES, frameLength);
        if (pieces.length > KEPT) {
            pieces = new byte[0];
        }
        return more;
    }

    private int keep(byte[] data, int offset, int count) {
        if (pieces.length - have < count) {
            pieces = Arrays.copyOf(pieces, Math.max(have + count, Math.min(2 * pieces.length, LENGTH_BYTES + maxFrame)));
        }
        System.arraycopy(data, offset, pieces, have, count);
        have += count;
        return count;
    }

    private int declared(byte[] data, int at) throws WireException {
        int declared = data[at] << 24 | (data[at + 1] & 0xff) << 16 | (data[at + 2] & 0xff) << 8 | data[at + 3] & 0xff;
        if (declared < 0 || declared > maxFrame) {
            throw new WireException("a frame of " + Integer.toUnsignedString(declared) + " bytes, at most " + maxFrame + " are taken");
        }
        return declared;
    }
}
