package org.stratocumulus.protocol.chunk;

import org.stratocumulus.protocol.WireReader;
import org.stratocumulus.protocol.WireWriter;

/** Session Close Request Chunk, RFC 7016 section 2.3.17: terminates a session cleanly. */
public record Close() implements Chunk {

    /** Reads a payload, which is empty; bytes in it are ignored. */
    public static Close decode(WireReader payload) {
        return new Close();
    }

    @Override
    public int type() {
        return ChunkType.CLOSE;
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
