package org.stratocumulus.protocol.chunk;

import org.stratocumulus.protocol.WireException;
import org.stratocumulus.protocol.WireReader;
import org.stratocumulus.protocol.WireWriter;

/**
 * Responder Hello Chunk, RFC 7016 section 2.3.4: the answer to an Initiator Hello that selects the responder.
 *
 * @param tagEcho the tag of the Initiator Hello
 * @param cookie the responder's state, to come back in the Initiator Initial Keying
 * @param responderCertificate the responder's credentials, in the syntax of the Cryptography Profile
 */
public record RHello(byte[] tagEcho, byte[] cookie, byte[] responderCertificate) implements Chunk {

    /**
     * Reads a payload.
     *
     * @throws WireException if truncated
     */
    public static RHello decode(WireReader payload) {
        return new RHello(payload.prefixedBytes(), payload.prefixedBytes(), payload.rest());
    }

    @Override
    public int type() {
        return ChunkType.RHELLO;
    }

    @Override
    public int payloadSize() {
        return Encoded.prefixedSize(tagEcho) + Encoded.prefixedSize(cookie) + responderCertificate.length;
    }

    @Override
    public void writePayload(WireWriter out) {
        out.prefixedBytes(tagEcho).prefixedBytes(cookie).bytes(responderCertificate);
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
