package org.stratocumulus.amf.rtmp;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import org.junit.Test;
import org.stratocumulus.amf.AmfException;
import org.stratocumulus.amf.Wire;

public class RtmpMessageTest {

    @Test
    public void messageIsTypeTimestampAndPayload() {
        byte[] wire = Wire.hex("09 fffffffe 170100");
        RtmpMessage message = new RtmpMessage(MessageType.VIDEO, 0xFFFFFFFEL, Wire.hex("170100"));
        assertArrayEquals(wire, message.encode());
        assertEquals(message, RtmpMessage.decode(wire));
    }

    @Test
    public void mediaPathReadsAndShiftsTimeInPlace() {
        byte[] wire = Wire.hex("eeee 08 80000001 af01");
        assertEquals(MessageType.AUDIO, RtmpMessage.type(wire, 2));
        assertEquals(0x80000001L, RtmpMessage.timestamp(wire, 2));
        RtmpMessage.setTimestamp(wire, 2, 5);
        assertArrayEquals(Wire.hex("eeee 08 00000005 af01"), wire);
        RtmpMessage.putHeader(wire, 2, MessageType.VIDEO, 0x1_0000_0002L);
        assertArrayEquals("timestamps wrap at 32 bits", Wire.hex("eeee 09 00000002 af01"), wire);
    }

    @Test
    public void messageShorterThanItsHeaderIsRefused() {
        for (int length = 0; length < RtmpMessage.HEADER_LENGTH; length++) {
            byte[] wire = new byte[length];
            assertThrows(AmfException.class, () -> RtmpMessage.decode(wire));
        }
        assertEquals(0, RtmpMessage.decode(new byte[5]).payload().length);
    }

    @Test
    public void maxPayloadBoundsAMessage() {
        byte[] largest = new byte[RtmpMessage.HEADER_LENGTH + RtmpMessage.MAX_PAYLOAD];
        assertEquals(RtmpMessage.MAX_PAYLOAD, RtmpMessage.decode(largest).payload().length);
        assertThrows(AmfException.class, () -> RtmpMessage.decode(new byte[largest.length + 1]));
        assertThrows(IllegalArgumentException.class, () -> new RtmpMessage(8, 0, new byte[RtmpMessage.MAX_PAYLOAD + 1]));
    }

    @Test
    public void typeAndTimestampOutsideTheirRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new RtmpMessage(256, 0, new byte[0]));
        assertThrows(IllegalArgumentException.class, () -> new RtmpMessage(8, -1, new byte[0]));
        assertThrows(IllegalArgumentException.class, () -> new RtmpMessage(8, 1L << 32, new byte[0]));
    }

    @Test
    public void chunkStreamControlIsTypes1235And6() { // RFC 7425 5.1
        for (int type = 0; type < 256; type++) {
            boolean expected = type == 1 || type == 2 || type == 3 || type == 5 || type == 6;
            assertEquals("type " + type, expected, MessageType.isChunkStreamControl(type));
        }
        assertTrue(MessageType.isCommand(17) && MessageType.isCommand(20) && MessageType.isData(15) && MessageType.isData(18));
        assertFalse(MessageType.isCommand(18) || MessageType.isData(20));
    }
}
