package org.stratocumulus.protocol.chunk;

import org.stratocumulus.protocol.WireReader;
import org.stratocumulus.protocol.WireWriter;

/** Session Close Acknowledgement Chunk, RFC 7016 section 2.3.18: the sender has terminated the session. */
public record CloseAck() implements Chunk {

    /** Reads a payload, which is empty; bytes in it are ignored. */
    public static CloseAck decode(WireReader payload) {
        return new CloseAck();
    }

    @Override
    public int type() {
        return ChunkType.CLOSE_ACK;
    }

    @Override
    public int payloadSize() {
        return 0;
    }

    @Override
    public void writePayload(WireWriter out) {
        // RFC 7016: "This chunk has no payload."
    }
}
