package org.stratocumulus.protocol.chunk;

import org.stratocumulus.protocol.WireException;
import org.stratocumulus.protocol.WireReader;
import org.stratocumulus.protocol.WireWriter;

/**
 * Initiator Initial Keying Chunk, RFC 7016 section 2.3.7: establishes a session with the responder. Made by {@link #unsigned} and
 * {@link #withSignature}, or decoded.
 *
 * @param initiatorSessionId the session id to be used by the responder in its packets to the initiator
 * @param cookieEcho the cookie of the Responder Hello
 * @param initiatorCertificate the initiator's credentials
 * @param sessionKeyInitiatorComponent the initiator's part of the key negotiation
 * @param signedParameters initiatorSignedParameters: the bytes, as sent, of the four fields above
 * @param signature the initiator's signature of {@code signedParameters}
 */
public record IIKeying(int initiatorSessionId, byte[] cookieEcho, byte[] initiatorCertificate, byte[] sessionKeyInitiatorComponent,
        byte[] signedParameters, byte[] signature) implements Chunk {

    /** A chunk that has its signedParameters and an empty signature. */
    public static IIKeying unsigned(int initiatorSessionId, byte[] cookieEcho, byte[] initiatorCertificate,
            byte[] sessionKeyInitiatorComponent) {
        int size = Integer.BYTES + Encoded.prefixedSize(cookieEcho) + Encoded.prefixedSize(initiatorCertificate)
                + Encoded.prefixedSize(sessionKeyInitiatorComponent);
        WireWriter out = new WireWriter(new byte[size]);
        out.u32(initiatorSessionId).prefixedBytes(cookieEcho).prefixedBytes(initiatorCertificate)
                .prefixedBytes(sessionKeyInitiatorComponent);
        return new IIKeying(initiatorSessionId, cookieEcho, initiatorCertificate, sessionKeyInitiatorComponent, out.array(), new byte[0]);
    }

    /** This chunk with another signature. */
    public IIKeying withSignature(byte[] newSignature) {
        return new IIKeying(initiatorSessionId, cookieEcho, initiatorCertificate, sessionKeyInitiatorComponent, signedParameters,
                newSignature);
    }

    /**
     * Reads a payload.
     *
     * @throws WireException if truncated
     */
    public static IIKeying decode(WireReader payload) {
        int start = payload.position();
        int initiatorSessionId = payload.u32();
        byte[] cookieEcho = payload.prefixedBytes();
        byte[] initiatorCertificate = payload.prefixedBytes();
        byte[] sessionKeyInitiatorComponent = payload.prefixedBytes();
        byte[] signedParameters = payload.since(start);
        return new IIKeying(initiatorSessionId, cookieEcho, initiatorCertificate, sessionKeyInitiatorComponent, signedParameters,
                payload.rest());
    }

    @Override
    public int type() {
        return ChunkType.IIKEYING;
    }

    @Override
    public int payloadSize() {
        return signedParameters.length + signature.length;
    }

    @Override
    public void writePayload(WireWriter out) {
        out.bytes(signedParameters).bytes(signature);
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
