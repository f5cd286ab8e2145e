package org.stratocumulus.protocol.chunk;

import org.stratocumulus.protocol.WireException;
import org.stratocumulus.protocol.WireReader;
import org.stratocumulus.protocol.WireWriter;

/**
 * Data Acknowledgement Bitmap Chunk, RFC 7016 section 2.3.13. The data path uses {@link Acknowledgement} and {@link BitmapAckWriter}, which
 * make no record.
 *
 * @param flowId the flow
 * @param bufferBlocksAvailable blocks of 1024 bytes that the receiver can accept, an unsigned 64 bit integer
 * @param cumulativeAck every sequence number up to and with this one was received; beyond 63 bits refused
 * @param bitField received numbers, the least significant bit of the first byte being {@code cumulativeAck + 2}
 */
public record BitmapAck(long flowId, long bufferBlocksAvailable, long cumulativeAck, byte[] bitField) implements Chunk {

    /**
     * Reads a payload.
     *
     * @throws WireException if truncated before the bit field
     */
    public static BitmapAck decode(WireReader payload) {
        return new BitmapAck(payload.vlu(), payload.vlu(), Acknowledgement.cumulativeAck(payload), payload.rest());
    }

    @Override
    public int type() {
        return ChunkType.BITMAP_ACK;
    }

    @Override
    public int payloadSize() {
        return Acknowledgement.fixedSize(flowId, bufferBlocksAvailable, cumulativeAck) + bitField.length;
    }

    @Override
    public void writePayload(WireWriter out) {
        out.vlu(flowId).vlu(bufferBlocksAvailable).vlu(cumulativeAck).bytes(bitField);
    }

    @Override
    public boolean equals(Object other) {
        return Encoded.equal(this, other);
    }

    @Override
    public int hashCode() {
        return Encoded.hash(this);
    }

    @Override
    public String toString() {
        return Encoded.text(this);
    }
}
