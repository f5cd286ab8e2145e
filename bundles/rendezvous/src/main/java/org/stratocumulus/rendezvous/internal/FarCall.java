package org.stratocumulus.rendezvous.internal;

import java.util.List;
import org.stratocumulus.amf.Amf3Reader;
import org.stratocumulus.amf.Amf3Writer;
import org.stratocumulus.amf.AmfByteArray;
import org.stratocumulus.amf.AmfException;
import org.stratocumulus.amf.AmfLimits;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.protocol.WireException;
import org.stratocumulus.protocol.WireReader;
import org.stratocumulus.protocol.WireWriter;

/**
 * A call of {@code relay} for a peer of another server, as one byte array.
 *
 * <pre>
 * 1 caller:32 peer:32 arguments: AMF3 values, to the end
 * </pre>
 */
record FarCall(PeerId caller, PeerId peer, List<AmfValue> arguments) {
    /** Bytes of the arguments. */
    static final int MAX_BYTES = 16 << 10;

    private static final int TYPE = 1;
    private static final int HEADER = 1 + 2 * PeerId.LENGTH;
    private static final AmfLimits LIMITS = AmfLimits.DEFAULT.withMaxBytes(MAX_BYTES).withMaxElements(MAX_BYTES).withMaxValues(MAX_BYTES);

    /** @throws IllegalArgumentException when the arguments are too large */
    byte[] encode() {
        byte[] body;
        try {
            Amf3Writer out = new Amf3Writer(LIMITS);
            arguments.forEach(out::write);
            body = out.toByteArray();
        } catch (AmfException e) {
            throw new IllegalArgumentException("more than a peer of another server is sent: " + e.getMessage(), e);
        }
        return new WireWriter(new byte[HEADER + body.length]).u8(TYPE).bytes(caller.toBytes()).bytes(peer.toBytes()).bytes(body).toByteArray();
    }

    /** @throws WireException for anything that is no call */
    static FarCall decode(List<AmfValue> values) {
        byte[] bytes = AmfByteArray.alone(values);
        if (bytes == null) {
            throw new WireException("not one byte array");
        }
        WireReader in = new WireReader(bytes);
        int type = in.u8();
        if (type != TYPE) {
            throw new WireException("unknown type " + type);
        }
        PeerId caller = PeerId.of(in.bytes(PeerId.LENGTH));
        PeerId peer = PeerId.of(in.bytes(PeerId.LENGTH));
        if (in.remaining() > MAX_BYTES) {
            throw new WireException(in.remaining() + " bytes of arguments");
        }
        try {
            return new FarCall(caller, peer, new Amf3Reader(bytes, HEADER, in.remaining(), LIMITS).readAll());
        } catch (AmfException e) {
            throw new WireException("arguments that cannot be read: " + e.getMessage());
        }
    }
}
