package org.stratocumulus.protocol.chunk;

import org.stratocumulus.protocol.WireReader;
import org.stratocumulus.protocol.WireWriter;

/**
 * Ping Reply Chunk, RFC 7016 section 2.3.10: the response to a Ping.
 *
 * @param messageEcho the message of the Ping
 */
public record PingReply(byte[] messageEcho) implements Chunk {

    /** Reads a payload; any is well formed. */
    public static PingReply decode(WireReader payload) {
        return new PingReply(payload.rest());
    }

    @Override
    public int type() {
        return ChunkType.PING_REPLY;
    }

    @Override
    public int payloadSize() {
        return messageEcho.length;
    }

    @Override
    public void writePayload(WireWriter out) {
        out.bytes(messageEcho);
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
