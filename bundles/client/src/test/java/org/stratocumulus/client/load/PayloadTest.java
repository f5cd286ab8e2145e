package org.stratocumulus.client.load;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import org.junit.Test;
import org.stratocumulus.amf.rtmp.DataMessage;
import org.stratocumulus.amf.rtmp.MediaHeader;
import org.stratocumulus.amf.rtmp.MessageType;
import org.stratocumulus.amf.rtmp.RtmpMessage;

public class PayloadTest {
    private static final long NUMBER = 123_456_789_012L;
    private static final long NANOS = 86_400_000_000_123L;

    @Test
    public void everyKindCarriesNumberAndTimeInEverySize() {
        for (Payload.Kind kind : Payload.Kind.values()) {
            for (int size : new int[] {Payload.MIN_SIZE, 100, Payload.MAX_SIZE}) {
                Payload payload = new Payload(kind, size);
                byte[] message = payload.message(NUMBER, NANOS);
                assertEquals(RtmpMessage.HEADER_LENGTH + size, message.length);
                assertEquals(86_400_000, RtmpMessage.timestamp(message, 0));
                assertTrue(payload.isOurs(message));
                assertEquals(NUMBER, payload.number(message));
                assertEquals(NANOS, payload.nanos(message));
            }
        }
    }

    @Test
    public void dataIsADataMessage() {
        DataMessage data = DataMessage.decode(RtmpMessage.decode(new Payload(Payload.Kind.DATA, 100).message(7, 9)));
        assertEquals("load", data.name());
        assertEquals(7, data.values().get(0).asInt());
        assertEquals(9, data.values().get(1).asInt());
        assertEquals(100 - Payload.MIN_SIZE, data.values().get(2).asString().length());
    }

    @Test
    public void videoIsKeyFramesThatNeedNoConfiguration() {
        byte[] message = new Payload(Payload.Kind.VIDEO, 100).message(7, 9);
        assertTrue(MediaHeader.isKeyFrame(message, RtmpMessage.HEADER_LENGTH, 100));
        assertFalse(MediaHeader.isVideoSequenceHeader(message, RtmpMessage.HEADER_LENGTH, 100));
    }

    @Test
    public void messagesOfOthersAreNotOurs() {
        for (Payload.Kind kind : Payload.Kind.values()) {
            Payload payload = new Payload(kind, 100);
            byte[] message = payload.message(NUMBER, NANOS);
            assertFalse(payload.isOurs(new byte[0]));
            assertFalse(payload.isOurs(Arrays.copyOf(message, message.length - 1)));
            assertFalse(payload.isOurs(changed(message, 0, MessageType.USER_CONTROL)));
            assertFalse(payload.isOurs(changed(message, kind == Payload.Kind.DATA ? 8 : 6, 'L')));
        }
    }

    private static byte[] changed(byte[] message, int at, int to) {
        byte[] copy = message.clone();
        copy[at] = (byte) to;
        return copy;
    }
}
