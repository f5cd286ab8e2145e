package org.stratocumulus.amf.rtmp;

import java.util.Arrays;
import org.stratocumulus.amf.AmfException;

/**
 * An RTMP message as a flow carries it: type, timestamp, payload (RFC 7425 5.1.2). The stream id is in the flow's metadata, the length
 * is the RTMFP message's. The media path does not decode: it uses the static accessors on the message's bytes.
 *
 * @param type 0 to 255, see {@link MessageType}
 * @param timestamp milliseconds, 0 to 4294967295, wraps around
 * @param payload at most {@link #MAX_PAYLOAD} bytes; owned by the message, not to be changed
 */
public record RtmpMessage(int type, long timestamp, byte[] payload) {

    /** Bytes of type and timestamp before the payload. */
    public static final int HEADER_LENGTH = 5;
    /** Largest payload: 24 bits (RFC 7425 5.1). */
    public static final int MAX_PAYLOAD = 0xFFFFFF;

    /** @throws IllegalArgumentException when a component is outside its range */
    public RtmpMessage {
        if (type < 0 || type > 0xFF) {
            throw new IllegalArgumentException("a message type is from 0 to 255, not " + type);
        }
        if (timestamp < 0 || timestamp > 0xFFFFFFFFL) {
            throw new IllegalArgumentException("a timestamp is from 0 to 4294967295, not " + timestamp);
        }
        if (payload.length > MAX_PAYLOAD) {
            throw new IllegalArgumentException("a payload has at most " + MAX_PAYLOAD + " bytes, not " + payload.length);
        }
    }

    /** @return the message in all these bytes, with a copy of the payload; throws {@link AmfException} like the other decode */
    public static RtmpMessage decode(byte[] message) {
        return decode(message, 0, message.length);
    }

    /**
     * @param data array that holds the message
     * @param offset index of its first byte
     * @param length number of its bytes
     * @return the message, with a copy of the payload
     * @throws AmfException when it is shorter than {@link #HEADER_LENGTH} or its payload longer than {@link #MAX_PAYLOAD}
     */
    public static RtmpMessage decode(byte[] data, int offset, int length) {
        if (length < HEADER_LENGTH) {
            throw new AmfException("an RTMP message has at least 5 bytes, not " + length, length);
        }
        if (length - HEADER_LENGTH > MAX_PAYLOAD) {
            throw new AmfException("an RTMP payload has at most " + MAX_PAYLOAD + " bytes, not " + (length - HEADER_LENGTH));
        }
        byte[] payload = Arrays.copyOfRange(data, offset + HEADER_LENGTH, offset + length);
        return new RtmpMessage(type(data, offset), timestamp(data, offset), payload);
    }

    /** @return the type of the message at an offset of at least 1 byte */
    public static int type(byte[] data, int offset) {
        return data[offset] & 0xFF;
    }

    /** @return the timestamp in ms of the message at an offset of at least {@link #HEADER_LENGTH} bytes */
    public static long timestamp(byte[] data, int offset) {
        return BigEndian.u32(data, offset + 1);
    }

    /** Overwrites the timestamp (the low 32 bits of ms) of the message at an offset, for relays that shift time. */
    public static void setTimestamp(byte[] data, int offset, long timestamp) {
        BigEndian.putU32(data, offset + 1, timestamp);
    }

    /** Writes type and timestamp (its low 32 bits) to {@link #HEADER_LENGTH} bytes from an offset. */
    public static void putHeader(byte[] data, int offset, int type, long timestamp) {
        data[offset] = (byte) type;
        BigEndian.putU32(data, offset + 1, timestamp);
    }

    /** @return the bytes of the message, a new array */
    public byte[] encode() {
        byte[] message = new byte[HEADER_LENGTH + payload.length];
        putHeader(message, 0, type, timestamp);
        System.arraycopy(payload, 0, message, HEADER_LENGTH, payload.length);
        return message;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RtmpMessage message && type == message.type && timestamp == message.timestamp
                && Arrays.equals(payload, message.payload);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * type + Long.hashCode(timestamp)) + Arrays.hashCode(payload);
    }

    @Override
    public String toString() {
        return "RtmpMessage[type=" + type + ", timestamp=" + timestamp + ", payload of " + payload.length + "]";
    }
}
