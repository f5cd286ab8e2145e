package org.stratocumulus.protocol;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

/** RFC 7016 section 2.2.4: the common header. */
public class PacketHeaderTest {

    private final PacketHeader header = new PacketHeader();

    private static String written(PacketHeader header) {
        WireWriter out = new WireWriter(new byte[header.size()]);
        header.write(out);
        assertEquals(0, out.remaining());
        return Hex.of(out);
    }

    @Test
    public void everyFlagHasItsBit() {
        assertEquals("01", written(header.reset(PacketMode.INITIATOR)));
        assertEquals("02", written(header.reset(PacketMode.RESPONDER)));
        assertEquals("03", written(header.reset(PacketMode.STARTUP)));
        assertEquals("81", written(header.reset(PacketMode.INITIATOR).timeCritical(true)));
        assertEquals("41", written(header.reset(PacketMode.INITIATOR).timeCriticalReverse(true)));
        assertEquals("09abcd", written(header.reset(PacketMode.INITIATOR).timestamp(0x1abcd)));
        assertEquals("050102", written(header.reset(PacketMode.INITIATOR).timestampEcho(0x0102)));
    }

    @Test
    public void theTimestampPrecedesItsEcho() {
        header.decode(Hex.reader("ce 0001 ffff"));
        assertEquals(PacketMode.RESPONDER, header.mode());
        assertTrue(header.timeCritical());
        assertTrue(header.timeCriticalReverse());
        assertEquals(1, header.timestamp());
        assertEquals(0xffff, header.timestampEcho());
        assertEquals("ce0001ffff", written(header));
    }

    @Test
    public void nothingIsLeftOfThePacketBefore() {
        header.decode(Hex.reader("ce 0001 ffff"));
        header.decode(Hex.reader("01"));
        assertFalse(header.timeCritical());
        assertFalse(header.timeCriticalReverse());
        assertEquals(PacketHeader.ABSENT, header.timestamp());
        assertEquals(PacketHeader.ABSENT, header.timestampEcho());
    }

    @Test
    public void reservedBitsAreIgnored() {
        assertEquals("01", written(header.decode(Hex.reader("31"))));
    }

    @Test
    public void modeZeroIsForbidden() {
        assertThrows(WireException.class, () -> header.decode(Hex.reader("08 0001")));
    }

    @Test
    public void everyTruncationIsRefused() {
        byte[] whole = Hex.bytes("0d 0001 0002");
        for (int length = 0; length < whole.length; length++) {
            WireReader in = new WireReader(whole, 0, length);
            assertThrows(WireException.class, () -> header.decode(in));
        }
    }
}
