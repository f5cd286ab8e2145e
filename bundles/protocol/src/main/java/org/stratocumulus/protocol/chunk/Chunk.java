package org.stratocumulus.protocol.chunk;

import org.stratocumulus.protocol.WireException;
import org.stratocumulus.protocol.WireReader;
import org.stratocumulus.protocol.WireWriter;

/**
 * One chunk of a packet, RFC 7016 section 2.3. Byte arrays in chunks are shared, not copied, and are not to be changed. Chunks with arrays
 * are equal when they are of one type and encode to the same bytes.
 */
public sealed interface Chunk permits PacketFragment, IHello, FIHello, RHello, Redirect, RHelloCookieChange, IIKeying, RIKeying, Ping,
        PingReply, UserData, NextUserData, BitmapAck, RangeAck, BufferProbe, FlowException, Close, CloseAck {

    /** Bytes of a chunk's type and length fields. */
    int HEADER_SIZE = 3;

    /** The most bytes a payload takes, for its length has 16 bits. */
    int MAX_PAYLOAD = 0xffff;

    /** The {@link ChunkType} code. */
    int type();

    /** Bytes of the payload. */
    int payloadSize();

    /**
     * Writes the payload alone.
     *
     * @throws WireException if it has no room
     */
    void writePayload(WireWriter out);

    /** Bytes of the whole chunk. */
    default int size() {
        return HEADER_SIZE + payloadSize();
    }

    /**
     * Writes the whole chunk, or nothing of it.
     *
     * @throws WireException if it has no room, or more than {@link #MAX_PAYLOAD} bytes of payload
     */
    default void write(WireWriter out) {
        writeHeader(out, type(), payloadSize());
        writePayload(out);
    }

    /**
     * Writes type and length of a chunk once there is room for all of it.
     *
     * @throws WireException if there is not, or if {@code payloadSize} is more than {@link #MAX_PAYLOAD}
     */
    static void writeHeader(WireWriter out, int type, int payloadSize) {
        if (payloadSize > MAX_PAYLOAD) {
            throw new WireException("chunkLength: more than 16 bits");
        }
        out.need(HEADER_SIZE + payloadSize);
        out.u8(type).u16(payloadSize);
    }

    /**
     * Decodes any chunk.
     *
     * @param type its {@link ChunkType}
     * @param payload exactly its payload
     * @throws WireException if the type is not recognized or the payload not well formed: the chunk is to be ignored
     */
    static Chunk decode(int type, WireReader payload) {
        return switch (type) {
            case ChunkType.PACKET_FRAGMENT -> PacketFragment.decode(payload);
            case ChunkType.IHELLO -> IHello.decode(payload);
            case ChunkType.FIHELLO -> FIHello.decode(payload);
            case ChunkType.RHELLO -> RHello.decode(payload);
            case ChunkType.REDIRECT -> Redirect.decode(payload);
            case ChunkType.RHELLO_COOKIE_CHANGE -> RHelloCookieChange.decode(payload);
            case ChunkType.IIKEYING -> IIKeying.decode(payload);
            case ChunkType.RIKEYING -> RIKeying.decode(payload);
            case ChunkType.PING -> Ping.decode(payload);
            case ChunkType.PING_REPLY -> PingReply.decode(payload);
            case ChunkType.USER_DATA -> UserData.decode(payload);
            case ChunkType.NEXT_USER_DATA -> NextUserData.decode(payload);
            case ChunkType.BITMAP_ACK -> BitmapAck.decode(payload);
            case ChunkType.RANGE_ACK -> RangeAck.decode(payload);
            case ChunkType.BUFFER_PROBE -> BufferProbe.decode(payload);
            case ChunkType.FLOW_EXCEPTION -> FlowException.decode(payload);
            case ChunkType.CLOSE -> Close.decode(payload);
            case ChunkType.CLOSE_ACK -> CloseAck.decode(payload);
            default -> throw new WireException("chunkType: not recognized");
        };
    }
}
