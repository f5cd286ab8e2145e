package org.stratocumulus.amf.rtmp;

import java.util.Arrays;
import org.stratocumulus.amf.AmfException;

/**
 * A User Control event, payload of message type 4: event type u16, then the event's own fields (RTMP 7.1.7; RFC 7425 5.2 and 5.3.4).
 * Bytes behind the fields are ignored; an event that is unknown or too short for its fields is kept raw.
 */
public sealed interface UserControl {

    /** Event type of Set Buffer Length. */
    int SET_BUFFER_LENGTH = 0x03;
    /** Event type of Ping Request. */
    int PING_REQUEST = 0x06;
    /** Event type of Ping Response. */
    int PING_RESPONSE = 0x07;
    /** Event type of Flow Synchronization (RFC 7425 5.2). */
    int FLOW_SYNC = 0x22;
    /** Event type of Set Keepalive Timers (RFC 7425 5.3.4). */
    int SET_KEEPALIVE_TIMERS = 0x29;

    /** Events that say something about one stream and nothing more. */
    enum StreamEventType {
        /** The stream works and can be used, 0. */
        BEGIN(0x00),
        /** No more data in the stream, 1. */
        EOF(0x01),
        /** No data for a while, 2. */
        DRY(0x02),
        /** The stream is recorded, 4. */
        IS_RECORDED(0x04),
        /** The receiver's buffer ran empty, 31. */
        BUFFER_EMPTY(0x1F),
        /** The receiver's buffer is full enough to play, 32. */
        BUFFER_READY(0x20);

        private final int code;

        StreamEventType(int code) {
            this.code = code;
        }

        /** @return the event type on the wire */
        public int code() {
            return code;
        }

        static StreamEventType ofCode(int code) {
            return Arrays.stream(values()).filter(type -> type.code == code).findFirst().orElse(null);
        }
    }

    /**
     * An event of one stream.
     *
     * @param type which event
     * @param streamId u32
     */
    record StreamEvent(StreamEventType type, long streamId) implements UserControl {

        @Override
        public int eventType() {
            return type.code();
        }

        @Override
        public byte[] encode() {
            return EventBytes.of(eventType(), streamId);
        }
    }

    /**
     * The client tells its buffer for a stream.
     *
     * @param streamId u32
     * @param milliseconds u32
     */
    record SetBufferLength(long streamId, long milliseconds) implements UserControl {

        @Override
        public int eventType() {
            return SET_BUFFER_LENGTH;
        }

        @Override
        public byte[] encode() {
            return EventBytes.of(eventType(), streamId, milliseconds);
        }
    }

    /**
     * The server asks whether the client is there.
     *
     * @param timestamp server's time in ms, u32
     */
    record PingRequest(long timestamp) implements UserControl {

        @Override
        public int eventType() {
            return PING_REQUEST;
        }

        @Override
        public byte[] encode() {
            return EventBytes.of(eventType(), timestamp);
        }
    }

    /**
     * The client answers.
     *
     * @param timestamp the request's time in ms, u32
     */
    record PingResponse(long timestamp) implements UserControl {

        @Override
        public int eventType() {
            return PING_RESPONSE;
        }

        @Override
        public byte[] encode() {
            return EventBytes.of(eventType(), timestamp);
        }
    }

    /**
     * Flow Synchronization (RFC 7425 5.2), see {@link FlowSynchronizer}.
     *
     * @param syncId identifier of the barrier, u32
     * @param count number of flows being synchronized, u32; must be at least 1 and should be at least 2
     */
    record FlowSync(long syncId, long count) implements UserControl {

        @Override
        public int eventType() {
            return FLOW_SYNC;
        }

        @Override
        public byte[] encode() {
            return EventBytes.of(eventType(), syncId, count);
        }
    }

    /**
     * Set Keepalive Timers (RFC 7425 5.3.4): server to client, stream id 0.
     *
     * @param serverMillis keepalive period in ms that the client is advised to use to the server, u32
     * @param peerMillis keepalive period in ms that the client is advised to use to its peers, u32
     */
    record SetKeepaliveTimers(long serverMillis, long peerMillis) implements UserControl {

        @Override
        public int eventType() {
            return SET_KEEPALIVE_TIMERS;
        }

        @Override
        public byte[] encode() {
            return EventBytes.of(eventType(), serverMillis, peerMillis);
        }
    }

    /**
     * Any other event.
     *
     * @param eventType u16
     * @param body everything behind the event type; not to be changed
     */
    record Other(int eventType, byte[] body) implements UserControl {

        @Override
        public byte[] encode() {
            byte[] payload = new byte[2 + body.length];
            BigEndian.putU16(payload, 0, eventType);
            System.arraycopy(body, 0, payload, 2, body.length);
            return payload;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Other event && eventType == event.eventType && Arrays.equals(body, event.body);
        }

        @Override
        public int hashCode() {
            return 31 * eventType + Arrays.hashCode(body);
        }
    }

    /** @return the event type on the wire, u16 */
    int eventType();

    /** @return the payload of the User Control message */
    byte[] encode();

    /** @return the RTMP message with this event and timestamp 0, which receivers ignore */
    default RtmpMessage toMessage() {
        return new RtmpMessage(MessageType.USER_CONTROL, 0, encode());
    }

    /** @return the event in the payload of a User Control message; throws {@link AmfException} below 2 bytes */
    static UserControl decode(byte[] payload) {
        return decode(payload, 0, payload.length);
    }

    /**
     * @param data array that holds the payload
     * @param offset index of the payload's first byte, behind type and timestamp
     * @param length number of bytes of the payload
     * @return the event
     * @throws AmfException when there is no event type
     */
    static UserControl decode(byte[] data, int offset, int length) {
        if (length < 2) {
            throw new AmfException("a user control event has at least 2 bytes, not " + length, length);
        }
        int type = BigEndian.u16(data, offset);
        StreamEventType streamEvent = StreamEventType.ofCode(type);
        if (streamEvent != null && length >= 6) {
            return new StreamEvent(streamEvent, BigEndian.u32(data, offset + 2));
        }
        boolean ping = type == PING_REQUEST || type == PING_RESPONSE;
        if (ping && length >= 6) {
            long timestamp = BigEndian.u32(data, offset + 2);
            return type == PING_REQUEST ? new PingRequest(timestamp) : new PingResponse(timestamp);
        }
        boolean pair = type == SET_BUFFER_LENGTH || type == FLOW_SYNC || type == SET_KEEPALIVE_TIMERS;
        if (pair && length >= 10) {
            return pair(type, BigEndian.u32(data, offset + 2), BigEndian.u32(data, offset + 6));
        }
        return new Other(type, Arrays.copyOfRange(data, offset + 2, offset + length));
    }

    private static UserControl pair(int type, long first, long second) {
        return switch (type) {
            case SET_BUFFER_LENGTH -> new SetBufferLength(first, second);
            case FLOW_SYNC -> new FlowSync(first, second);
            default -> new SetKeepaliveTimers(first, second);
        };
    }
}
