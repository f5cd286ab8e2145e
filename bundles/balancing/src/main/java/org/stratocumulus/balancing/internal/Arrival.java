package org.stratocumulus.balancing.internal;

import java.net.InetSocketAddress;
import java.util.List;
import org.stratocumulus.amf.AmfByteArray;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.protocol.Address;
import org.stratocumulus.protocol.WireException;
import org.stratocumulus.protocol.WireReader;
import org.stratocumulus.protocol.WireWriter;

/**
 * A client that one node sends to another, as it says so over their link: the tag of its hello, and where the hello is forwarded
 * (RFC 7016 section 3.5.1.6), what a Forwarded IHello would say of it (section 2.3.3). The arrays are not to be changed.
 *
 * @param tag of the hello
 * @param discriminator endpoint discriminator of the hello, unaltered; null when it is only announced
 * @param from where the hello came from; null when it is only announced
 */
public record Arrival(byte[] tag, byte[] discriminator, InetSocketAddress from) {
    /** A hello with a longer discriminator is not forwarded: a URL has room in it. */
    static final int MAX_DISCRIMINATOR = 2048;

    static Arrival announced(byte[] tag) {
        return new Arrival(tag, null, null);
    }

    /** Whether the target is to answer the hello. */
    boolean isForwarded() {
        return from != null;
    }

    /** As it is sent: the tag, and when it is forwarded discriminator and reply address (section 2.1.5), each as bytes. */
    AmfValue[] encode() {
        if (!isForwarded()) {
            return new AmfValue[] {AmfByteArray.of(tag)};
        }
        Address reply = new Address(from, Address.Origin.OBSERVED);
        byte[] address = new byte[reply.size()];
        reply.write(new WireWriter(address));
        return new AmfValue[] {AmfByteArray.of(tag), AmfByteArray.of(discriminator), AmfByteArray.of(address)};
    }

    /** What a node has said; null when it makes no sense. */
    static Arrival decode(List<AmfValue> values) {
        byte[] tag = bytes(values, 0);
        byte[] discriminator = bytes(values, 1);
        byte[] address = bytes(values, 2);
        if (tag == null || !Arrivals.isFit(tag)) {
            return null;
        }
        if (discriminator == null || discriminator.length > MAX_DISCRIMINATOR || address == null) {
            return announced(tag);
        }
        try {
            return new Arrival(tag, discriminator, Address.decode(new WireReader(address)).socketAddress());
        } catch (WireException truncated) {
            return announced(tag);
        }
    }

    private static byte[] bytes(List<AmfValue> values, int index) {
        return index < values.size() && values.get(index) instanceof AmfByteArray array ? array.bytes() : null;
    }
}
