package org.stratocumulus.amf.rtmp;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.Test;
import org.stratocumulus.amf.AmfException;

public class AggregateMessageTest {
    private static final String AUDIO = "08 000003 000064 00 000001 af01cc 0000000e";
    private static final String VIDEO = "09 000002 00006e 00 000001 1701 0000000d";

    @Test
    public void messagesKeepTheirOrderAndTheirDistanceInTime() {
        assertEquals(List.of(new RtmpMessage(8, 1000, hex("af01cc")), new RtmpMessage(9, 1010, hex("1701"))), split(1000, AUDIO + VIDEO));
    }

    @Test
    public void timestampsHave32BitsAndWrapAround() {
        assertEquals(List.of(new RtmpMessage(8, 0xFFFFFFFFL, hex("aa")), new RtmpMessage(8, 1, hex("bb"))),
            split(0xFFFFFFFFL, "08 000001 ffffff ff 000000 aa 00000000 08 000001 000001 00 000000 bb 00000000"));
    }

    @Test
    public void theLastBackPointerMayBeLeftOutAndAnEmptyAggregateIsNothing() {
        assertEquals(2, split(0, AUDIO + VIDEO.substring(0, VIDEO.length() - 9)).size());
        assertEquals(List.of(), split(0, ""));
    }

    @Test
    public void whatIsCutShortIsRefusedAtEveryByteOfHeaderAndPayload() {
        byte[] whole = message(0, AUDIO + VIDEO);
        int second = RtmpMessage.HEADER_LENGTH + 18;
        for (int length = second + 1; length < second + 13; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows("cut to " + length, AmfException.class, () -> AggregateMessage.split(cut));
        }
    }

    @Test
    public void maxMessagesBeyondItTheAggregateIsRefused() {
        String one = "08 000000 000000 00 000000 00000000";
        assertEquals(AggregateMessage.MAX_MESSAGES, split(0, one.repeat(AggregateMessage.MAX_MESSAGES)).size());
        assertThrows(AmfException.class, () -> split(0, one.repeat(AggregateMessage.MAX_MESSAGES + 1)));
    }

    private static List<RtmpMessage> split(long timestamp, String payload) {
        return AggregateMessage.split(message(timestamp, payload)).stream().map(RtmpMessage::decode).toList();
    }

    private static byte[] message(long timestamp, String payload) {
        return new RtmpMessage(MessageType.AGGREGATE, timestamp, hex(payload)).encode();
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }
}
