package org.stratocumulus.protocol.chunk;

import org.stratocumulus.protocol.WireReader;
import org.stratocumulus.protocol.WireWriter;

/**
 * Ping Chunk, RFC 7016 section 2.3.9: elicits a Ping Reply.
 *
 * @param message to be returned in the reply; may be empty
 */
public record Ping(byte[] message) implements Chunk {

    /** Reads a payload; any is well formed. */
    public static Ping decode(WireReader payload) {
        return new Ping(payload.rest());
    }

    @Override
    public int type() {
        return ChunkType.PING;
    }

    @Override
    public int payloadSize() {
        return message.length;
    }

    @Override
    public void writePayload(WireWriter out) {
        out.bytes(message);
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
