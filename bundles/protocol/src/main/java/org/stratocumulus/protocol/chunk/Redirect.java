package org.stratocumulus.protocol.chunk;

import java.util.ArrayList;
import java.util.List;
import org.stratocumulus.protocol.Address;
import org.stratocumulus.protocol.WireException;
import org.stratocumulus.protocol.WireReader;
import org.stratocumulus.protocol.WireWriter;

/**
 * Responder Redirect Chunk, RFC 7016 section 2.3.5: other addresses at which the requested endpoint can be reached.
 *
 * @param tagEcho the tag of the Initiator Hello
 * @param redirectDestinations unmodifiable; none makes an Implied Redirect to the source address of the packet
 */
public record Redirect(byte[] tagEcho, List<Address> redirectDestinations) implements Chunk {

    public Redirect {
        redirectDestinations = List.copyOf(redirectDestinations);
    }

    /**
     * Reads a payload.
     *
     * @throws WireException if truncated, if only in one of its addresses
     */
    public static Redirect decode(WireReader payload) {
        byte[] tagEcho = payload.prefixedBytes();
        List<Address> destinations = new ArrayList<>();
        while (payload.hasRemaining()) {
            destinations.add(Address.decode(payload));
        }
        return new Redirect(tagEcho, destinations);
    }

    /** Whether the address meant is the one from which the packet came. */
    public boolean isImplied() {
        return redirectDestinations.isEmpty();
    }

    @Override
    public int type() {
        return ChunkType.REDIRECT;
    }

    @Override
    public int payloadSize() {
        int size = Encoded.prefixedSize(tagEcho);
        for (Address destination : redirectDestinations) {
            size += destination.size();
        }
        return size;
    }

    @Override
    public void writePayload(WireWriter out) {
        out.prefixedBytes(tagEcho);
        for (Address destination : redirectDestinations) {
            destination.write(out);
        }
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
