package org.stratocumulus.protocol.chunk;

import org.stratocumulus.protocol.Vlu;
import org.stratocumulus.protocol.WireException;
import org.stratocumulus.protocol.WireReader;
import org.stratocumulus.protocol.WireWriter;

/** Both formats of Data Acknowledgement (RFC 7016 sections 2.3.13 and 2.3.14), read and written in place without allocating. */
public final class Acknowledgement {

    /** Bytes of a block of the buffer advertisement. */
    public static final int BLOCK_SIZE = 1024;

    private static final long MOST_BLOCKS = Long.MAX_VALUE / BLOCK_SIZE;

    private Acknowledgement() {
    }

    /**
     * Reads the payload of a Bitmap or Range Ack. The sink is called at most four times for every byte of a bitmap and once for every two
     * bytes of ranges.
     *
     * @param isBitmap whether the chunk is a Bitmap Ack rather than a Range Ack
     * @throws WireException if truncated before the bit field or ranges, or of a cumulativeAck beyond 63 bits; the sink was not called then
     */
    public static void forEachRange(WireReader payload, boolean isBitmap, AckSink sink) {
        long flowId = payload.vlu();
        long blocks = payload.vlu();
        long cumulativeAck = cumulativeAck(payload);
        long bytes = blocks < 0 || blocks > MOST_BLOCKS ? Long.MAX_VALUE : blocks * BLOCK_SIZE;
        if (!sink.acknowledgement(flowId, bytes, cumulativeAck)) {
            return;
        }
        if (isBitmap) {
            forEachBitRun(payload, cumulativeAck, sink);
        } else {
            forEachRun(payload, cumulativeAck, sink);
        }
    }

    /**
     * Writes a Bitmap Ack or a Range Ack, whichever is smaller, a Range Ack if they are equal (RFC 7016 section 2.3.13: "SHOULD choose
     * whichever format has the most compact encoding"). Some receivers heed only the cumulative part of a Bitmap Ack: for them use
     * {@link RangeAckWriter} alone. The parameters are those of {@link RangeAckWriter#write}.
     */
    public static int write(WireWriter out, long flowId, long bufferBlocksAvailable, long cumulativeAck, long[] bounds, int count) {
        int asRanges = RangeAckWriter.size(flowId, bufferBlocksAvailable, cumulativeAck, bounds, count);
        long asBitmap = BitmapAckWriter.size(flowId, bufferBlocksAvailable, cumulativeAck, bounds, count);
        return asBitmap < asRanges
                ? BitmapAckWriter.write(out, flowId, bufferBlocksAvailable, cumulativeAck, bounds, count)
                : RangeAckWriter.write(out, flowId, bufferBlocksAvailable, cumulativeAck, bounds, count);
    }

    static long cumulativeAck(WireReader payload) {
        long cumulativeAck = payload.vlu();
        if (cumulativeAck < 0) {
            throw new WireException("cumulativeAck: more than 63 bits");
        }
        return cumulativeAck;
    }

    /** Bytes of the fields that both formats begin with. */
    static int fixedSize(long flowId, long bufferBlocksAvailable, long cumulativeAck) {
        return Vlu.size(flowId) + Vlu.size(bufferBlocksAvailable) + Vlu.size(cumulativeAck);
    }

    /** RFC 7016 2.3.14: a range that is truncated, or as here beyond 63 bits, ends the ranges and spoils nothing before it. */
    static void forEachRun(WireReader payload, long cumulativeAck, RangeSink sink) {
        long cursor = cumulativeAck;
        while (payload.hasRemaining()) {
            long holesMinusOne;
            long receivedMinusOne;
            try {
                holesMinusOne = payload.vlu();
                receivedMinusOne = payload.vlu();
            } catch (WireException truncated) {
                return;
            }
            long from = cursor + holesMinusOne + 2;
            long to = from + receivedMinusOne;
            if (holesMinusOne < 0 || receivedMinusOne < 0 || from <= cursor || to < from) {
                return;
            }
            sink.range(from, to);
            cursor = to;
        }
    }

    /** RFC 7016 2.3.13: the least significant bit of the first byte is the second number after cumulativeAck. */
    private static void forEachBitRun(WireReader payload, long cumulativeAck, RangeSink sink) {
        long number = cumulativeAck + 2;
        long from = 0;
        while (payload.hasRemaining() && number > 0 && number <= Long.MAX_VALUE - Byte.SIZE) {
            int bits = payload.u8();
            for (int bit = 0; bit < Byte.SIZE; bit++, number++) {
                boolean received = (bits >> bit & 1) != 0;
                if (received && from == 0) {
                    from = number;
                } else if (!received && from != 0) {
                    sink.range(from, number - 1);
                    from = 0;
                }
            }
        }
        if (from != 0) {
            sink.range(from, number - 1);
        }
    }
}
