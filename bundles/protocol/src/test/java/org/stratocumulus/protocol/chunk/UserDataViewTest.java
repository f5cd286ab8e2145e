package org.stratocumulus.protocol.chunk;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import org.junit.Test;
import org.stratocumulus.protocol.Hex;
import org.stratocumulus.protocol.OptionList;
import org.stratocumulus.protocol.WireException;
import org.stratocumulus.protocol.WireWriter;

/** RFC 7016 sections 2.3.11 and 2.3.12: user data read and written in place. */
public class UserDataViewTest {

    private static final byte[] NO_OPTIONS = new byte[0];
    private static final String FIGURE_3 = "10 0007 00 02 05 03 00 01 02   11 0004 00 03 04 05   11 0004 00 06 07 08";

    private final UserDataView view = new UserDataView();

    @Test
    public void figure3IsRead() {
        byte[] packet = Hex.bytes("01" + FIGURE_3);
        PacketReader packets = new PacketReader().reset(packet, 0, packet.length);
        for (int number = 5; number <= 7; number++) {
            assertTrue(packets.next());
            assertEquals(number == 5 ? ChunkType.USER_DATA : ChunkType.NEXT_USER_DATA, packets.type());
            if (number == 5) {
                view.parse(packets.payload());
            } else {
                view.parseNext(packets.payload());
            }
            assertEquals(2, view.flowId());
            assertEquals(number, view.sequenceNumber());
            assertEquals(2, view.forwardSequenceNumber());
            assertEquals(UserData.Fragmentation.WHOLE, view.fragmentation());
            assertFalse(view.hasOptions() || view.abandon() || view.isFinal());
            int first = 3 * (number - 5);
            assertArrayEquals(new byte[] {(byte) first, (byte) (first + 1), (byte) (first + 2)}, view.data());
            assertEquals(packet, view.array());
        }
        assertFalse(packets.next());
    }

    @Test
    public void figure3IsWritten() {
        byte[] data = Hex.bytes("00 01 02 03 04 05 06 07 08");
        int size = UserDataWriter.size(2, 5, 3, 0, 3) + 2 * UserDataWriter.nextSize(0, 3);
        WireWriter out = new WireWriter(new byte[size]);
        int flags = UserDataWriter.flags(UserData.Fragmentation.WHOLE, false, false);
        UserDataWriter.write(out, flags, 2, 5, 3, NO_OPTIONS, data, 0, 3);
        UserDataWriter.writeNext(out, flags, NO_OPTIONS, data, 3, 3);
        UserDataWriter.writeNext(out, flags, NO_OPTIONS, data, 6, 3);
        assertEquals(Hex.compact(FIGURE_3), Hex.of(out));
        assertEquals(0, out.remaining());
    }

    @Test
    public void everyFlagHasItsBit() {
        assertEquals(0x00, UserDataWriter.flags(UserData.Fragmentation.WHOLE, false, false));
        assertEquals(0x10, UserDataWriter.flags(UserData.Fragmentation.BEGIN, false, false));
        assertEquals(0x20, UserDataWriter.flags(UserData.Fragmentation.END, false, false));
        assertEquals(0x30, UserDataWriter.flags(UserData.Fragmentation.MIDDLE, false, false));
        assertEquals(0x02, UserDataWriter.flags(UserData.Fragmentation.WHOLE, true, false));
        assertEquals(0x01, UserDataWriter.flags(UserData.Fragmentation.WHOLE, false, true));
        view.parse(Hex.reader("7f 02 05 03"));
        assertEquals(UserData.Fragmentation.MIDDLE, view.fragmentation());
        assertTrue(view.abandon() && view.isFinal());
        assertFalse("reserved bits are ignored", view.hasOptions());
    }

    @Test
    public void optionsStandBeforeTheData() {
        view.parse(Hex.reader("80 02 01 01  03 00 4142  02 0a 05  00  dddd"));
        assertEquals(4, view.optionsOffset());
        assertEquals(8, view.optionsLength());
        assertEquals(12, view.dataOffset());
        assertEquals(2, view.dataLength());
        assertEquals(OptionList.of(FlowOption.metadata(Hex.bytes("4142")), FlowOption.returnFlowAssociation(5)), view.options());

        WireWriter out = new WireWriter(new byte[64]);
        UserDataWriter.write(out, 0, 2, 1, 1, Hex.bytes("03 00 4142 02 0a 05 00"), Hex.bytes("dddd"), 0, 2);
        assertEquals(Hex.compact("10 000e 80 02 01 01 03 00 4142 02 0a 05 00 dddd"), Hex.of(out));
    }

    @Test
    public void optionsThatDoNotFitAreRefused() {
        assertThrows(WireException.class, () -> view.parse(Hex.reader("80 02 01 01  03 00 41")));
        assertThrows("no Marker", WireException.class, () -> view.parse(Hex.reader("80 02 01 01  03 00 4142")));
        assertThrows(WireException.class, () -> view.parse(Hex.reader("80 02 01 01  01 81 00")).options());
    }

    @Test
    public void optionsBelow8192MustBeUnderstood() {
        assertFalse(FlowOption.isIgnorable(0x1fff));
        assertTrue(FlowOption.isIgnorable(0x2000));
        assertTrue(FlowOption.isIgnorable(-1));
    }

    @Test
    public void contradictoryNumbersAreRefused() {
        assertThrows("fsnOffset 0", WireException.class, () -> view.parse(Hex.reader("00 02 05 00")));
        assertThrows("fsnOffset beyond the sequence number", WireException.class, () -> view.parse(Hex.reader("00 02 05 06")));
        assertThrows("sequence number 0", WireException.class, () -> view.parse(Hex.reader("02 02 00 00")));
        assertThrows("64 bits", WireException.class, () -> view.parse(Hex.reader("00 02 81ffffffffffffffff7f 01")));
        assertEquals("abandoned, fsnOffset 0", 5, view.parse(Hex.reader("02 02 05 00")).forwardSequenceNumber());
    }

    @Test
    public void nextUserDataFollowsNothingInAnotherPacket() {
        view.parse(Hex.reader("00 02 05 03"));
        view.clear();
        assertThrows(WireException.class, () -> view.parseNext(Hex.reader("00 aa")));
    }

    @Test
    public void nextUserDataDoesNotFollowAFaultyChunk() {
        view.parse(Hex.reader("00 02 05 03"));
        assertThrows(WireException.class, () -> view.parse(Hex.reader("00 02 05")));
        assertThrows(WireException.class, () -> view.parseNext(Hex.reader("00 aa")));
        view.parse(Hex.reader("00 02 05 03"));
        assertThrows(WireException.class, () -> view.parseNext(Hex.reader("")));
        assertThrows(WireException.class, () -> view.parseNext(Hex.reader("00 aa")));
    }

    @Test
    public void theSequenceNumberDoesNotPass63Bits() {
        view.parse(Hex.reader("00 02 ffffffffffffffff7f 01"));
        assertThrows(WireException.class, () -> view.parseNext(Hex.reader("00 aa")));
    }

    @Test
    public void aChunkWithoutRoomIsNotBegun() {
        WireWriter out = new WireWriter(new byte[9]);
        assertThrows(WireException.class, () -> UserDataWriter.write(out, 0, 2, 5, 3, NO_OPTIONS, new byte[3], 0, 3));
        assertEquals(0, out.written());
    }
}
