package org.stratocumulus.protocol.chunk;

import org.stratocumulus.protocol.Vlu;
import org.stratocumulus.protocol.WireException;
import org.stratocumulus.protocol.WireWriter;

/** Writes User Data and Next User Data chunks (RFC 7016 sections 2.3.11 and 2.3.12) from primitives, without allocating. */
public final class UserDataWriter {

    static final int OPTIONS_PRESENT = 0x80;
    static final int FRAGMENT_CONTROL_SHIFT = 4;
    static final int FRAGMENT_CONTROL = 0x03;
    static final int ABANDON = 0x02;
    static final int FINAL = 0x01;

    private UserDataWriter() {
    }

    /** The flags byte, but for optionsPresent, which is set where options are written. */
    public static int flags(UserData.Fragmentation fragmentation, boolean abandon, boolean isFinal) {
        return fragmentation.code() << FRAGMENT_CONTROL_SHIFT | (abandon ? ABANDON : 0) | (isFinal ? FINAL : 0);
    }

    /**
     * Bytes of a whole User Data chunk.
     *
     * @param optionsLength bytes of the encoded option list with its Marker, or 0 for none
     * @param dataLength bytes of user data
     */
    public static int size(long flowId, long sequenceNumber, long fsnOffset, int optionsLength, int dataLength) {
        return Chunk.HEADER_SIZE + payloadSize(flowId, sequenceNumber, fsnOffset, optionsLength, dataLength);
    }

    static int payloadSize(long flowId, long sequenceNumber, long fsnOffset, int optionsLength, int dataLength) {
        return 1 + Vlu.size(flowId) + Vlu.size(sequenceNumber) + Vlu.size(fsnOffset) + optionsLength + dataLength;
    }

    /** Bytes of a whole Next User Data chunk; the parameters are those of {@link #size}. */
    public static int nextSize(int optionsLength, int dataLength) {
        return Chunk.HEADER_SIZE + 1 + optionsLength + dataLength;
    }

    /**
     * Writes a whole User Data chunk, or nothing of it.
     *
     * @param flags from {@link #flags}
     * @param options the encoded option list with its Marker, or an empty array for none
     * @param data holds the user data: {@code len} bytes from {@code off}
     * @throws WireException if it has no room
     */
    public static void write(WireWriter out, int flags, long flowId, long sequenceNumber, long fsnOffset, byte[] options,
            byte[] data, int off, int len) {
        Chunk.writeHeader(out, ChunkType.USER_DATA, payloadSize(flowId, sequenceNumber, fsnOffset, options.length, len));
        out.u8(withOptions(flags, options)).vlu(flowId).vlu(sequenceNumber).vlu(fsnOffset).bytes(options).bytes(data, off, len);
    }

    /**
     * Writes a whole Next User Data chunk, or nothing of it; the parameters are those of {@link #write}.
     *
     * @throws WireException if it has no room
     */
    public static void writeNext(WireWriter out, int flags, byte[] options, byte[] data, int off, int len) {
        Chunk.writeHeader(out, ChunkType.NEXT_USER_DATA, nextSize(options.length, len) - Chunk.HEADER_SIZE);
        out.u8(withOptions(flags, options)).bytes(options).bytes(data, off, len);
    }

    private static int withOptions(int flags, byte[] options) {
        return options.length == 0 ? flags & ~OPTIONS_PRESENT : flags | OPTIONS_PRESENT;
    }
}
