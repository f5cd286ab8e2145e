package org.stratocumulus.protocol.chunk;

import org.stratocumulus.protocol.WireException;
import org.stratocumulus.protocol.WireReader;
import org.stratocumulus.protocol.WireWriter;

/**
 * Responder Initial Keying Chunk, RFC 7016 section 2.3.8: the final phase of session startup. Made by {@link #unsigned} and
 * {@link #withSignature}, or decoded.
 *
 * @param responderSessionId the session id to be used by the initiator in its packets to the responder
 * @param sessionKeyResponderComponent the responder's part of the key negotiation
 * @param signedParametersPortion responderSignedParametersPortion: the bytes, as sent, of the two fields above
 * @param signature the responder's signature of {@link #signedParameters}
 */
public record RIKeying(int responderSessionId, byte[] sessionKeyResponderComponent, byte[] signedParametersPortion,
        byte[] signature) implements Chunk {

    /** A chunk that has its signedParametersPortion and an empty signature. */
    public static RIKeying unsigned(int responderSessionId, byte[] sessionKeyResponderComponent) {
        WireWriter out = new WireWriter(new byte[Integer.BYTES + Encoded.prefixedSize(sessionKeyResponderComponent)]);
        out.u32(responderSessionId).prefixedBytes(sessionKeyResponderComponent);
        return new RIKeying(responderSessionId, sessionKeyResponderComponent, out.array(), new byte[0]);
    }

    /** This chunk with another signature. */
    public RIKeying withSignature(byte[] newSignature) {
        return new RIKeying(responderSessionId, sessionKeyResponderComponent, signedParametersPortion, newSignature);
    }

    /**
     * responderSignedParameters: what the responder signs.
     *
     * @param sessionKeyInitiatorComponent that of the Initiator Initial Keying to which this is the response
     */
    public byte[] signedParameters(byte[] sessionKeyInitiatorComponent) {
        WireWriter out = new WireWriter(new byte[signedParametersPortion.length + sessionKeyInitiatorComponent.length]);
        return out.bytes(signedParametersPortion).bytes(sessionKeyInitiatorComponent).array();
    }

    /**
     * Reads a payload.
     *
     * @throws WireException if truncated
     */
    public static RIKeying decode(WireReader payload) {
        int start = payload.position();
        int responderSessionId = payload.u32();
        byte[] sessionKeyResponderComponent = payload.prefixedBytes();
        byte[] signedParametersPortion = payload.since(start);
        return new RIKeying(responderSessionId, sessionKeyResponderComponent, signedParametersPortion, payload.rest());
    }

    @Override
    public int type() {
        return ChunkType.RIKEYING;
    }

    @Override
    public int payloadSize() {
        return signedParametersPortion.length + signature.length;
    }

    @Override
    public void writePayload(WireWriter out) {
        out.bytes(signedParametersPortion).bytes(signature);
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
