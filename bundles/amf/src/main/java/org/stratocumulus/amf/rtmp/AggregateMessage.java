package org.stratocumulus.amf.rtmp;

import java.util.ArrayList;
import java.util.List;
import org.stratocumulus.amf.AmfException;

/**
 * An Aggregate Message (type 22; RTMP section 7.1.6): messages one after the other, each with a header and a back pointer as in FLV files.
 *
 * <pre>
 *  | type, 1 | length, 3 | timestamp, 3 | its upper 8 bits, 1 | stream id, 3 | payload | back pointer, 4 | type, 1 | ...
 * </pre>
 *
 * <p>The stream is that of the flow. The first timestamp in it stands for the aggregate's own, and the others keep their distance from it.
 */
public final class AggregateMessage {
    /** Messages in one aggregate; more are refused. */
    public static final int MAX_MESSAGES = 1024;

    private static final int HEADER = 11;
    private static final int BACK_POINTER = 4;

    private AggregateMessage() {
    }

    /**
     * Takes an aggregate apart.
     *
     * @param message type, timestamp and payload; its type is not looked at
     * @return the messages in it, each with type, timestamp and payload, in order; aggregates among them stay as they are
     * @throws AmfException when one is cut short, or there are more than {@link #MAX_MESSAGES}
     */
    public static List<byte[]> split(byte[] message) {
        List<byte[]> messages = new ArrayList<>();
        long shift = 0;
        int at = RtmpMessage.HEADER_LENGTH;
        while (at < message.length) {
            int length = message.length - at < HEADER ? Integer.MAX_VALUE : BigEndian.u16(message, at + 1) << 8 | message[at + 3] & 0xFF;
            if (length > message.length - at - HEADER) {
                throw new AmfException("an aggregate's message is cut short", at);
            }
            if (messages.size() == MAX_MESSAGES) {
                throw new AmfException("an aggregate has at most " + MAX_MESSAGES + " messages", at);
            }
            long timestamp = timestamp(message, at);
            if (messages.isEmpty()) {
                shift = RtmpMessage.timestamp(message, 0) - timestamp;
            }
            messages.add(message(RtmpMessage.type(message, at), timestamp + shift, message, at + HEADER, length));
            at += HEADER + length + BACK_POINTER; // encoders leave the last back pointer out, too
        }
        return messages;
    }

    private static long timestamp(byte[] data, int at) {
        return (data[at + 7] & 0xFFL) << 24 | (long) BigEndian.u16(data, at + 4) << 8 | data[at + 6] & 0xFF;
    }

    private static byte[] message(int type, long timestamp, byte[] data, int from, int length) {
        byte[] message = new byte[RtmpMessage.HEADER_LENGTH + length];
        RtmpMessage.putHeader(message, 0, type, timestamp);
        System.arraycopy(data, from, message, RtmpMessage.HEADER_LENGTH, length);
        return message;
    }
}
