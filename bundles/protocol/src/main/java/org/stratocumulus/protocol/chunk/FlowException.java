package org.stratocumulus.protocol.chunk;

import org.stratocumulus.protocol.Vlu;
import org.stratocumulus.protocol.WireException;
import org.stratocumulus.protocol.WireReader;
import org.stratocumulus.protocol.WireWriter;

/**
 * Flow Exception Report Chunk, RFC 7016 section 2.3.16: the receiver is not interested in the flow.
 *
 * @param flowId the flow
 * @param exception a code of the application's, or 0 for a flow rejected automatically
 */
public record FlowException(long flowId, long exception) implements Chunk {

    /**
     * Reads a payload.
     *
     * @throws WireException if truncated
     */
    public static FlowException decode(WireReader payload) {
        return new FlowException(payload.vlu(), payload.vlu());
    }

    @Override
    public int type() {
        return ChunkType.FLOW_EXCEPTION;
    }

    @Override
    public int payloadSize() {
        return Vlu.size(flowId) + Vlu.size(exception);
    }

    @Override
    public void writePayload(WireWriter out) {
        out.vlu(flowId).vlu(exception);
    }
}
