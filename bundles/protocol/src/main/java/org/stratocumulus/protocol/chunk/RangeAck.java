package org.stratocumulus.protocol.chunk;

import java.util.ArrayList;
import java.util.List;
import org.stratocumulus.protocol.WireException;
import org.stratocumulus.protocol.WireReader;
import org.stratocumulus.protocol.WireWriter;

/**
 * Data Acknowledgement Ranges Chunk, RFC 7016 section 2.3.14. The data path uses {@link Acknowledgement} and {@link RangeAckWriter}, which
 * make no record.
 *
 * @param flowId the flow
 * @param bufferBlocksAvailable blocks of 1024 bytes that the receiver can accept, an unsigned 64 bit integer
 * @param cumulativeAck every sequence number up to and with this one was received; beyond 63 bits refused
 * @param ranges numbers received after that, ascending, a gap before each; unmodifiable
 */
public record RangeAck(long flowId, long bufferBlocksAvailable, long cumulativeAck, List<Range> ranges) implements Chunk {

    /**
     * A run of received sequence numbers.
     *
     * @param from the first
     * @param to the last
     */
    public record Range(long from, long to) {
    }

    public RangeAck {
        ranges = List.copyOf(ranges);
    }

    /**
     * Reads a payload.
     *
     * @throws WireException if truncated before the ranges; a truncated range ends them
     */
    public static RangeAck decode(WireReader payload) {
        long flowId = payload.vlu();
        long bufferBlocksAvailable = payload.vlu();
        long cumulativeAck = Acknowledgement.cumulativeAck(payload);
        List<Range> ranges = new ArrayList<>();
        Acknowledgement.forEachRun(payload, cumulativeAck, (from, to) -> ranges.add(new Range(from, to)));
        return new RangeAck(flowId, bufferBlocksAvailable, cumulativeAck, ranges);
    }

    @Override
    public int type() {
        return ChunkType.RANGE_ACK;
    }

    @Override
    public int payloadSize() {
        return RangeAckWriter.size(flowId, bufferBlocksAvailable, cumulativeAck, bounds(), ranges.size()) - HEADER_SIZE;
    }

    @Override
    public void writePayload(WireWriter out) {
        out.vlu(flowId).vlu(bufferBlocksAvailable).vlu(cumulativeAck);
        RangeAckWriter.writeRanges(out, cumulativeAck, bounds(), ranges.size());
    }

    private long[] bounds() {
        long[] bounds = new long[2 * ranges.size()];
        for (int i = 0; i < ranges.size(); i++) {
            bounds[2 * i] = ranges.get(i).from();
            bounds[2 * i + 1] = ranges.get(i).to();
        }
        return bounds;
    }
}
