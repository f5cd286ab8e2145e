package org.stratocumulus.protocol.chunk;

import org.stratocumulus.protocol.Vlu;
import org.stratocumulus.protocol.WireException;
import org.stratocumulus.protocol.WireReader;
import org.stratocumulus.protocol.WireWriter;

/**
 * Packet Fragment Chunk, RFC 7016 section 2.3.1: a segment of a plain packet that is larger than the path MTU.
 *
 * @param moreFragments clear in the final fragment of the packet
 * @param packetId the same in all fragments of a packet
 * @param fragmentNum index of this fragment from 0; not negative, numbers beyond 63 bits being refused
 * @param packetFragment the bytes of the segment, not empty
 */
public record PacketFragment(boolean moreFragments, long packetId, long fragmentNum, byte[] packetFragment) implements Chunk {

    private static final int MORE_FRAGMENTS = 0x80;

    /**
     * Reads a payload.
     *
     * @throws WireException if truncated, of an absurd number, or empty
     */
    public static PacketFragment decode(WireReader payload) {
        boolean moreFragments = (payload.u8() & MORE_FRAGMENTS) != 0;
        long packetId = payload.vlu();
        long fragmentNum = payload.vlu();
        if (fragmentNum < 0) {
            throw new WireException("fragmentNum: more than 63 bits");
        }
        if (!payload.hasRemaining()) {
            throw new WireException("packetFragment: empty");
        }
        return new PacketFragment(moreFragments, packetId, fragmentNum, payload.rest());
    }

    @Override
    public int type() {
        return ChunkType.PACKET_FRAGMENT;
    }

    @Override
    public int payloadSize() {
        return 1 + Vlu.size(packetId) + Vlu.size(fragmentNum) + packetFragment.length;
    }

    @Override
    public void writePayload(WireWriter out) {
        out.u8(moreFragments ? MORE_FRAGMENTS : 0).vlu(packetId).vlu(fragmentNum).bytes(packetFragment);
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
