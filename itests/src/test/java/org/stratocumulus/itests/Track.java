package org.stratocumulus.itests;

import java.util.Random;
import org.stratocumulus.amf.rtmp.DataMessage;
import org.stratocumulus.amf.rtmp.MessageType;
import org.stratocumulus.amf.rtmp.RtmpMessage;

/** What a stream carries. The n-th message of a track has the same bytes wherever it is asked for. */
enum Track {
    /** AAC: its configuration, then frames. */
    AUDIO {
        @Override
        byte[] message(int number) {
            return media(MessageType.AUDIO, number, 0xAF, number == 0 ? 0 : 1, 50 + random(number).nextInt(400));
        }
    },
    /** AVC: its configuration, then frames, each tenth a key frame of many packets. */
    VIDEO {
        @Override
        byte[] message(int number) {
            boolean key = number % 10 <= 1;
            return media(MessageType.VIDEO, number, key ? 0x17 : 0x27, number == 0 ? 0 : 1,
                (key ? 10_000 : 100) + random(number).nextInt(2000));
        }
    },
    DATA {
        @Override
        byte[] message(int number) {
            return DataMessage.of("tick", number, "x".repeat(random(number).nextInt(300))).toMessage(timestamp(number)).encode();
        }
    };

    private static final int MILLIS_APART = 20;

    /** The whole RTMP message. @param number from 0 */
    abstract byte[] message(int number);

    /** The track of a message. */
    static Track of(byte[] message) {
        return switch (RtmpMessage.type(message, 0)) {
            case MessageType.AUDIO -> AUDIO;
            case MessageType.VIDEO -> VIDEO;
            default -> DATA;
        };
    }

    private static byte[] media(int type, int number, int codec, int packetType, int size) {
        byte[] body = new byte[size];
        random(number).nextBytes(body);
        body[0] = (byte) codec;
        body[1] = (byte) packetType;
        return new RtmpMessage(type, timestamp(number), body).encode();
    }

    private static long timestamp(int number) {
        return (long) number * MILLIS_APART;
    }

    private static Random random(int number) {
        return new Random(number);
    }
}
