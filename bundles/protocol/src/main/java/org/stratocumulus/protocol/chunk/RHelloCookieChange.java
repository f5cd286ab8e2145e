package org.stratocumulus.protocol.chunk;

import org.stratocumulus.protocol.WireException;
import org.stratocumulus.protocol.WireReader;
import org.stratocumulus.protocol.WireWriter;

/**
 * RHello Cookie Change Chunk, RFC 7016 section 2.3.6: asks for an Initiator Initial Keying with another cookie.
 *
 * @param oldCookie the cookie that was sent in the Initiator Initial Keying
 * @param newCookie the cookie to send in its place
 */
public record RHelloCookieChange(byte[] oldCookie, byte[] newCookie) implements Chunk {

    /**
     * Reads a payload.
     *
     * @throws WireException if truncated
     */
    public static RHelloCookieChange decode(WireReader payload) {
        return new RHelloCookieChange(payload.prefixedBytes(), payload.rest());
    }

    @Override
    public int type() {
        return ChunkType.RHELLO_COOKIE_CHANGE;
    }

    @Override
    public int payloadSize() {
        return Encoded.prefixedSize(oldCookie) + newCookie.length;
    }

    @Override
    public void writePayload(WireWriter out) {
        out.prefixedBytes(oldCookie).bytes(newCookie);
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
