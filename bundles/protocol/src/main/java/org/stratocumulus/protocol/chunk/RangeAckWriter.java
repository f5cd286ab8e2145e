package org.stratocumulus.protocol.chunk;

import org.stratocumulus.protocol.Vlu;
import org.stratocumulus.protocol.WireException;
import org.stratocumulus.protocol.WireWriter;

/** Writes Range Acks (RFC 7016 section 2.3.14) without allocating. */
public final class RangeAckWriter {

    private RangeAckWriter() {
    }

    /** Bytes of a whole chunk with all its ranges; the parameters are those of {@link #write}. */
    public static int size(long flowId, long bufferBlocksAvailable, long cumulativeAck, long[] bounds, int count) {
        int size = Chunk.HEADER_SIZE + Acknowledgement.fixedSize(flowId, bufferBlocksAvailable, cumulativeAck);
        long cursor = cumulativeAck;
        for (int i = 0; i < count; i++) {
            size += rangeSize(cursor, bounds, i);
            cursor = bounds[2 * i + 1];
        }
        return size;
    }

    /**
     * Writes a chunk with as many of the ranges, from the first, as have room.
     *
     * @param bufferBlocksAvailable blocks of 1024 bytes
     * @param cumulativeAck every sequence number up to and with this one was received; not negative
     * @param bounds first and last sequence number of each range received after that, in turn; ascending, with a gap before each
     * @param count ranges in {@code bounds}, which may be longer
     * @return how many ranges were written
     * @throws WireException if there is no room even for none, and nothing was written
     */
    public static int write(WireWriter out, long flowId, long bufferBlocksAvailable, long cumulativeAck, long[] bounds, int count) {
        int size = Acknowledgement.fixedSize(flowId, bufferBlocksAvailable, cumulativeAck);
        int room = Math.min(out.remaining() - Chunk.HEADER_SIZE, Chunk.MAX_PAYLOAD);
        int fitting = 0;
        long cursor = cumulativeAck;
        while (fitting < count && size + rangeSize(cursor, bounds, fitting) <= room) {
            size += rangeSize(cursor, bounds, fitting);
            cursor = bounds[2 * fitting + 1];
            fitting++;
        }
        Chunk.writeHeader(out, ChunkType.RANGE_ACK, size);
        out.vlu(flowId).vlu(bufferBlocksAvailable).vlu(cumulativeAck);
        writeRanges(out, cumulativeAck, bounds, fitting);
        return fitting;
    }

    static void writeRanges(WireWriter out, long cumulativeAck, long[] bounds, int count) {
        long cursor = cumulativeAck;
        for (int i = 0; i < count; i++) {
            out.vlu(holesMinusOne(cursor, bounds, i)).vlu(receivedMinusOne(bounds, i));
            cursor = bounds[2 * i + 1];
        }
    }

    private static int rangeSize(long cursor, long[] bounds, int index) {
        return Vlu.size(holesMinusOne(cursor, bounds, index)) + Vlu.size(receivedMinusOne(bounds, index));
    }

    private static long holesMinusOne(long cursor, long[] bounds, int index) {
        return bounds[2 * index] - cursor - 2;
    }

    private static long receivedMinusOne(long[] bounds, int index) {
        return bounds[2 * index + 1] - bounds[2 * index];
    }
}
