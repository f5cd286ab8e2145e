package org.stratocumulus.protocol.chunk;

import org.stratocumulus.protocol.WireException;
import org.stratocumulus.protocol.WireWriter;

/** Writes Bitmap Acks (RFC 7016 section 2.3.13) without allocating. */
public final class BitmapAckWriter {

    private BitmapAckWriter() {
    }

    /** Bytes of a whole chunk with all its bits; the parameters are those of {@link RangeAckWriter#write}. */
    public static long size(long flowId, long bufferBlocksAvailable, long cumulativeAck, long[] bounds, int count) {
        return Chunk.HEADER_SIZE + Acknowledgement.fixedSize(flowId, bufferBlocksAvailable, cumulativeAck)
                + bitFieldSize(cumulativeAck, bounds, count);
    }

    /**
     * Writes a chunk with as many bytes of the bit field, from the first, as have room. The parameters are those of
     * {@link RangeAckWriter#write}.
     *
     * @return how many ranges were written whole
     * @throws WireException if there is no room even for an empty bit field, and nothing was written
     */
    public static int write(WireWriter out, long flowId, long bufferBlocksAvailable, long cumulativeAck, long[] bounds, int count) {
        int fixed = Acknowledgement.fixedSize(flowId, bufferBlocksAvailable, cumulativeAck);
        int room = Math.min(out.remaining() - Chunk.HEADER_SIZE, Chunk.MAX_PAYLOAD) - fixed;
        int fitting = (int) Math.min(Math.max(room, 0), bitFieldSize(cumulativeAck, bounds, count));
        Chunk.writeHeader(out, ChunkType.BITMAP_ACK, fixed + fitting);
        out.vlu(flowId).vlu(bufferBlocksAvailable).vlu(cumulativeAck);
        return writeBits(out, cumulativeAck + 2, fitting, bounds, count);
    }

    private static long bitFieldSize(long cumulativeAck, long[] bounds, int count) {
        return count == 0 ? 0 : (bounds[2 * count - 1] - cumulativeAck - 2) / Byte.SIZE + 1;
    }

    private static int writeBits(WireWriter out, long firstNumber, int bytes, long[] bounds, int count) {
        int range = 0;
        for (int i = 0; i < bytes; i++) {
            long low = firstNumber + (long) i * Byte.SIZE;
            long high = low + Byte.SIZE - 1;
            int bits = 0;
            while (range < count && bounds[2 * range] <= high) {
                bits |= mask((int) (Math.max(bounds[2 * range], low) - low), (int) (Math.min(bounds[2 * range + 1], high) - low));
                if (bounds[2 * range + 1] > high) {
                    break;
                }
                range++;
            }
            out.u8(bits);
        }
        return range;
    }

    /** Bits {@code from} to {@code to}, both 0 to 7 and both included. */
    private static int mask(int from, int to) {
        return (2 << to) - (1 << from);
    }
}
