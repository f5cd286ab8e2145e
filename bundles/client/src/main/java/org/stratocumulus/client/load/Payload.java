package org.stratocumulus.client.load;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.stratocumulus.amf.rtmp.DataMessage;
import org.stratocumulus.amf.rtmp.MessageType;
import org.stratocumulus.amf.rtmp.RtmpMessage;

/**
 * RTMP messages that carry their number and when they were meant to leave. Video is key frames only and of a codec without
 * configuration, so that every message counts by itself. Immutable.
 *
 * <pre>
 *  audio, video   type, timestamp (4), codec, "load" (4), number (8), nanoseconds (8), filler
 *  data           type, timestamp (4), 02 0004 "load", 00 number (double), 00 nanoseconds (double), filler as a string
 * </pre>
 */
final class Payload {
    /** Shortest body: of data, with an empty filler. */
    static final int MIN_SIZE = 28;
    /** Longest body: fits a string of AMF0 in data. */
    static final int MAX_SIZE = 60_000;

    private static final byte[] MARK = {'l', 'o', 'a', 'd'};
    private static final byte MP3_STEREO = 0x2F;
    private static final byte KEY_FRAME_H263 = 0x12;
    private static final int DATA_FRAMING = MIN_SIZE;
    private static final int MEDIA_MARK_AT = RtmpMessage.HEADER_LENGTH + 1;
    private static final int DATA_MARK_AT = RtmpMessage.HEADER_LENGTH + 3;

    /** What a message is. */
    enum Kind {
        AUDIO(MessageType.AUDIO), VIDEO(MessageType.VIDEO), DATA(MessageType.DATA_AMF0);

        private final int type;

        Kind(int type) {
            this.type = type;
        }
    }

    private final Kind kind;
    private final byte[] template;

    /** @param size bytes of the body, without type and timestamp: {@link #MIN_SIZE} to {@link #MAX_SIZE} */
    Payload(Kind kind, int size) {
        this.kind = kind;
        byte[] body;
        if (kind == Kind.DATA) {
            body = DataMessage.of("load", 0.5, 0.5, "x".repeat(size - DATA_FRAMING)).toMessage(0).payload();
        } else {
            body = new byte[size];
            body[0] = kind == Kind.AUDIO ? MP3_STEREO : KEY_FRAME_H263;
            System.arraycopy(MARK, 0, body, 1, MARK.length);
        }
        template = new RtmpMessage(kind.type, 0, body).encode();
    }

    Kind kind() {
        return kind;
    }

    /** A new message. @param number from 0 @param nanos since the start of the run; below 2^53 */
    byte[] message(long number, long nanos) {
        byte[] message = template.clone();
        RtmpMessage.setTimestamp(message, 0, nanos / 1_000_000);
        ByteBuffer bytes = ByteBuffer.wrap(message);
        if (kind == Kind.DATA) {
            bytes.putDouble(DATA_MARK_AT + MARK.length + 1, number).putDouble(DATA_MARK_AT + MARK.length + 10, nanos);
        } else {
            bytes.putLong(MEDIA_MARK_AT + MARK.length, number).putLong(MEDIA_MARK_AT + MARK.length + 8, nanos);
        }
        return message;
    }

    /** Whether this message is one of ours: servers send others, too. */
    boolean isOurs(byte[] message) {
        int at = kind == Kind.DATA ? DATA_MARK_AT : MEDIA_MARK_AT;
        return message.length == template.length && RtmpMessage.type(message, 0) == kind.type
            && Arrays.equals(message, at, at + MARK.length, MARK, 0, MARK.length);
    }

    /** The number of one of our messages. */
    long number(byte[] message) {
        return stamp(message, 0);
    }

    /** When one of our messages was meant to leave, in nanoseconds since the start of the run. */
    long nanos(byte[] message) {
        return stamp(message, 1);
    }

    private long stamp(byte[] message, int which) {
        ByteBuffer bytes = ByteBuffer.wrap(message);
        return kind == Kind.DATA ? (long) bytes.getDouble(DATA_MARK_AT + MARK.length + 1 + 9 * which)
            : bytes.getLong(MEDIA_MARK_AT + MARK.length + 8 * which);
    }
}
