package org.stratocumulus.protocol.chunk;

import org.stratocumulus.protocol.Vlu;
import org.stratocumulus.protocol.WireException;
import org.stratocumulus.protocol.WireReader;
import org.stratocumulus.protocol.WireWriter;

/**
 * Buffer Probe Chunk, RFC 7016 section 2.3.15: requests an acknowledgement, for the receive buffer available that it tells.
 *
 * @param flowId the flow
 */
public record BufferProbe(long flowId) implements Chunk {

    /**
     * Reads a payload.
     *
     * @throws WireException if truncated
     */
    public static BufferProbe decode(WireReader payload) {
        return new BufferProbe(payload.vlu());
    }

    @Override
    public int type() {
        return ChunkType.BUFFER_PROBE;
    }

    @Override
    public int payloadSize() {
        return Vlu.size(flowId);
    }

    @Override
    public void writePayload(WireWriter out) {
        out.vlu(flowId);
    }
}
