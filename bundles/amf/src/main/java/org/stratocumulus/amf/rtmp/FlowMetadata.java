package org.stratocumulus.amf.rtmp;

import java.util.Arrays;

/**
 * The User Metadata of a flow: what kind of flow it is (RFC 7425 5.1.1). These are the bytes of the User's Per-Flow Metadata option
 * (RFC 7016 2.3.11.1.1) behind its length and its type 0x00; so the wire's {@code 05 00 54 43 04 40} is {@code 54 43 04 40} here.
 * Peer-to-peer NetStreams use the same {@link Rtmp} form with a stream id other than 0 (RFC 7425 5.4.1).
 */
public sealed interface FlowMetadata {

    /** Largest RTMP stream id: 24 bits (RFC 7425 5.1). */
    int MAX_STREAM_ID = 0xFFFFFF;

    /**
     * A flow for RTMP messages: {@code 'T' 'C' flags streamID}.
     *
     * @param streamId 0 for the NetConnection, to {@link #MAX_STREAM_ID}
     * @param networkOrder receive intent: false to take delivery in original queuing order, true in network arrival order. A hint.
     *     Never set towards Adobe's clients, which compare the bytes
     */
    record Rtmp(int streamId, boolean networkOrder) implements FlowMetadata {

        private static final int STREAM_ID_PRESENT = 0x04;
        private static final int RECEIVE_INTENT = 0x01;

        /** @throws IllegalArgumentException when the stream id is outside its range */
        public Rtmp {
            if (streamId < 0 || streamId > MAX_STREAM_ID) {
                throw new IllegalArgumentException("a stream id is from 0 to " + MAX_STREAM_ID + ", not " + streamId);
            }
        }

        @Override
        public byte[] encode() {
            int vluLength = streamId < 1 << 7 ? 1 : streamId < 1 << 14 ? 2 : streamId < 1 << 21 ? 3 : 4;
            byte[] metadata = new byte[3 + vluLength];
            metadata[0] = 'T';
            metadata[1] = 'C';
            metadata[2] = (byte) (STREAM_ID_PRESENT | (networkOrder ? RECEIVE_INTENT : 0));
            for (int i = 0; i < vluLength; i++) { // VLU (RFC 7016 2.1.2)
                int shift = 7 * (vluLength - 1 - i);
                metadata[3 + i] = (byte) (streamId >> shift & 0x7F | (shift > 0 ? 0x80 : 0));
            }
            return metadata;
        }

        /** Reserved flags are ignored; null without a stream id, for which this profile defines no mapping. */
        private static Rtmp decode(byte[] data, int offset, int length) {
            if (length < 4 || data[offset] != 'T' || data[offset + 1] != 'C' || (data[offset + 2] & STREAM_ID_PRESENT) == 0) {
                return null;
            }
            long streamId = 0;
            int at = offset + 3;
            boolean more = true;
            while (more && at < offset + length && streamId <= MAX_STREAM_ID) {
                streamId = streamId << 7 | data[at] & 0x7F;
                more = (data[at++] & 0x80) != 0;
            }
            boolean complete = !more && streamId <= MAX_STREAM_ID;
            return complete ? new Rtmp((int) streamId, (data[offset + 2] & RECEIVE_INTENT) != 0) : null;
        }
    }

    /** A flow of a NetGroup between client and server: {@code 'G' 'C'}. Not in RFC 7425; observed. */
    record Group() implements FlowMetadata {

        @Override
        public byte[] encode() {
            return new byte[] {'G', 'C'};
        }
    }

    /**
     * Any other metadata; a receiver SHOULD reject the flow (RFC 7425 5.1.1).
     *
     * @param bytes the metadata; not to be changed
     */
    record Unknown(byte[] bytes) implements FlowMetadata {

        @Override
        public byte[] encode() {
            return bytes.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Unknown unknown && Arrays.equals(bytes, unknown.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    /** The NetConnection's control flows: stream id 0, original queuing order (RFC 7425 5.3.1). */
    FlowMetadata CONTROL = new Rtmp(0, false);

    /** @return metadata of a flow for a stream, in original queuing order */
    static Rtmp stream(int streamId) {
        return new Rtmp(streamId, false);
    }

    /** @return the metadata's bytes, a new array */
    byte[] encode();

    /** @return the metadata in all these bytes; never throws for them, see {@link Unknown} */
    static FlowMetadata decode(byte[] metadata) {
        return decode(metadata, 0, metadata.length);
    }

    /**
     * @param data array that holds the metadata
     * @param offset index of its first byte
     * @param length number of its bytes
     * @return the metadata; {@link Unknown} when it is of no known kind or malformed
     */
    static FlowMetadata decode(byte[] data, int offset, int length) {
        Rtmp rtmp = Rtmp.decode(data, offset, length);
        if (rtmp != null) {
            return rtmp;
        }
        boolean group = length == 2 && data[offset] == 'G' && data[offset + 1] == 'C';
        return group ? new Group() : new Unknown(Arrays.copyOfRange(data, offset, offset + length));
    }
}
