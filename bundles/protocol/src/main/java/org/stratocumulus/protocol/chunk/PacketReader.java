package org.stratocumulus.protocol.chunk;

import org.stratocumulus.protocol.PacketHeader;
import org.stratocumulus.protocol.WireException;
import org.stratocumulus.protocol.WireReader;

/**
 * Walks the chunks of a plain packet, RFC 7016 section 2.2.4. Reused for packet after packet and then allocates nothing. Not safe for use
 * by several threads.
 * <pre>
 * packets.reset(plain, 0, length);            // WireException: discard the packet
 * while (packets.next()) {
 *     switch (packets.type()) { ... packets.payload() ... }   // WireException: ignore the chunk
 * }
 * </pre>
 */
public final class PacketReader {

    private final PacketHeader header = new PacketHeader();
    private final WireReader packet = new WireReader(new byte[0]);
    private final WireReader payload = new WireReader(new byte[0]);
    private int type;
    private int ignored;

    /**
     * Starts on the plain packet of {@code len} bytes of {@code buf} from {@code off}: reads its header.
     *
     * @throws WireException if the header is truncated or of mode 0: the packet must be discarded
     */
    public PacketReader reset(byte[] buf, int off, int len) {
        ignored = 0;
        packet.reset(buf, off, 0);
        header.decode(payload.reset(buf, off, len));
        packet.reset(buf, payload.position(), payload.remaining());
        return this;
    }

    /** The header of the packet; changes with the next {@link #reset}. */
    public PacketHeader header() {
        return header;
    }

    /**
     * Moves to the next chunk that is allowed in a packet of this mode, ignoring others and those of types not recognized.
     *
     * @return false where only padding is left: fewer bytes than a chunk header, or a chunk that would not fit
     */
    public boolean next() {
        while (packet.remaining() >= Chunk.HEADER_SIZE) {
            type = packet.u8();
            int length = packet.u16();
            if (length > packet.remaining()) {
                packet.skip(packet.remaining());
                return false;
            }
            payload.reset(packet.array(), packet.position(), length);
            packet.skip(length);
            if (ChunkType.isAllowed(type, header.mode())) {
                return true;
            }
            ignored++;
        }
        return false;
    }

    /** The {@link ChunkType} of the chunk that {@link #next()} moved to. */
    public int type() {
        return type;
    }

    /** Exactly the payload of that chunk, from its first byte or where it was read up to; the same reader for every chunk. */
    public WireReader payload() {
        return payload;
    }

    /**
     * Decodes the payload into a record.
     *
     * @throws WireException if it is not well formed: the chunk is to be ignored
     */
    public Chunk chunk() {
        return Chunk.decode(type, payload);
    }

    /** How many chunks of this packet were ignored so far, Ignore/Padding chunks among them. */
    public int ignored() {
        return ignored;
    }
}
