package org.stratocumulus.protocol.chunk;

import org.stratocumulus.protocol.Address;
import org.stratocumulus.protocol.WireException;
import org.stratocumulus.protocol.WireReader;
import org.stratocumulus.protocol.WireWriter;

/**
 * Forwarded Initiator Hello Chunk, RFC 7016 section 2.3.3: an Initiator Hello passed on by a Forwarder within an established session.
 *
 * @param endpointDiscriminator copied from the Initiator Hello
 * @param replyAddress where the Initiator Hello came from and the answer should go
 * @param tag copied from the Initiator Hello
 */
public record FIHello(byte[] endpointDiscriminator, Address replyAddress, byte[] tag) implements Chunk {

    /**
     * Reads a payload.
     *
     * @throws WireException if truncated
     */
    public static FIHello decode(WireReader payload) {
        return new FIHello(payload.prefixedBytes(), Address.decode(payload), payload.rest());
    }

    @Override
    public int type() {
        return ChunkType.FIHELLO;
    }

    @Override
    public int payloadSize() {
        return Encoded.prefixedSize(endpointDiscriminator) + replyAddress.size() + tag.length;
    }

    @Override
    public void writePayload(WireWriter out) {
        out.prefixedBytes(endpointDiscriminator);
        replyAddress.write(out);
        out.bytes(tag);
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
