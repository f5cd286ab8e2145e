package org.stratocumulus.amf.rtmp;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import org.junit.Test;
import org.stratocumulus.amf.AmfException;
import org.stratocumulus.amf.Wire;
import org.stratocumulus.amf.rtmp.UserControl.FlowSync;
import org.stratocumulus.amf.rtmp.UserControl.Other;
import org.stratocumulus.amf.rtmp.UserControl.PingRequest;
import org.stratocumulus.amf.rtmp.UserControl.PingResponse;
import org.stratocumulus.amf.rtmp.UserControl.SetBufferLength;
import org.stratocumulus.amf.rtmp.UserControl.SetKeepaliveTimers;
import org.stratocumulus.amf.rtmp.UserControl.StreamEvent;
import org.stratocumulus.amf.rtmp.UserControl.StreamEventType;

public class UserControlTest {

    @Test
    public void streamEventsAreAnEventTypeAndAStreamId() {
        bothWays("0000 00000040", new StreamEvent(StreamEventType.BEGIN, 0x40));
        bothWays("0001 00000040", new StreamEvent(StreamEventType.EOF, 0x40));
        bothWays("0002 00000040", new StreamEvent(StreamEventType.DRY, 0x40));
        bothWays("0004 00000040", new StreamEvent(StreamEventType.IS_RECORDED, 0x40));
        bothWays("001f 00000040", new StreamEvent(StreamEventType.BUFFER_EMPTY, 0x40));
        bothWays("0020 ffffffff", new StreamEvent(StreamEventType.BUFFER_READY, 0xFFFFFFFFL));
    }

    @Test
    public void setBufferLengthIsAStreamIdAndMilliseconds() {
        bothWays("0003 00000040 00000bb8", new SetBufferLength(0x40, 3000));
    }

    @Test
    public void pingIsATimestamp() {
        bothWays("0006 80000000", new PingRequest(0x80000000L));
        bothWays("0007 80000000", new PingResponse(0x80000000L));
    }

    @Test
    public void flowSyncIsASyncIdAndACount() { // RFC 7425 5.2; captured: 04 00000000 0022 00000000 00000003
        bothWays("0022 00000000 00000003", new FlowSync(0, 3));
        assertEquals(Wire.packed("04 00000000 0022 00000008 00000002"), Wire.show(new FlowSync(8, 2).toMessage().encode()));
    }

    @Test
    public void setKeepaliveTimersIsTwoPeriods() { // RFC 7425 5.3.4; captured: 04 00000000 0029 00003a98 00002710
        bothWays("0029 00003a98 00002710", new SetKeepaliveTimers(15_000, 10_000));
    }

    @Test
    public void unknownEventIsKeptRaw() {
        bothWays("7fff 010203", new Other(0x7FFF, Wire.hex("010203")));
    }

    @Test
    public void eventTooShortForItsFieldsIsKeptRaw() {
        bothWays("0000 000000", new Other(0, Wire.hex("000000")));
        bothWays("0022 0000000000 0000", new Other(0x22, Wire.hex("0000000000 0000")));
        bothWays("0006", new Other(6, new byte[0]));
    }

    @Test
    public void bytesBehindTheFieldsAreIgnored() {
        assertEquals(new StreamEvent(StreamEventType.BEGIN, 1), UserControl.decode(Wire.hex("0000 00000001 ffff")));
    }

    @Test
    public void eventIsReadFromWithinAMessage() {
        byte[] message = Wire.hex("04 00000000 0001 00000005");
        assertEquals(new StreamEvent(StreamEventType.EOF, 5), UserControl.decode(message, 5, message.length - 5));
    }

    @Test
    public void payloadWithoutAnEventTypeIsRefused() {
        assertThrows(AmfException.class, () -> UserControl.decode(new byte[0]));
        assertThrows(AmfException.class, () -> UserControl.decode(new byte[1]));
    }

    private static void bothWays(String hex, UserControl event) {
        assertEquals(Wire.packed(hex), Wire.show(event.encode()));
        assertEquals(event, UserControl.decode(Wire.hex(hex)));
    }
}
