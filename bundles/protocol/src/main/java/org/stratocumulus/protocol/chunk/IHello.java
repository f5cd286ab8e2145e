package org.stratocumulus.protocol.chunk;

import org.stratocumulus.protocol.WireException;
import org.stratocumulus.protocol.WireReader;
import org.stratocumulus.protocol.WireWriter;

/**
 * Initiator Hello Chunk, RFC 7016 section 2.3.2: begins the startup of a session.
 *
 * @param endpointDiscriminator selects the identity with which the initiator wants to communicate
 * @param tag to be returned in the tagEcho of a Responder Hello or Redirect
 */
public record IHello(byte[] endpointDiscriminator, byte[] tag) implements Chunk {

    /**
     * Reads a payload.
     *
     * @throws WireException if truncated
     */
    public static IHello decode(WireReader payload) {
        return new IHello(payload.prefixedBytes(), payload.rest());
    }

    @Override
    public int type() {
        return ChunkType.IHELLO;
    }

    @Override
    public int payloadSize() {
        return Encoded.prefixedSize(endpointDiscriminator) + tag.length;
    }

    @Override
    public void writePayload(WireWriter out) {
        out.prefixedBytes(endpointDiscriminator).bytes(tag);
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
