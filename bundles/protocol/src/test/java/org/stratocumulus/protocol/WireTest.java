package org.stratocumulus.protocol;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Random;
import java.util.function.Consumer;
import org.junit.Test;

/** RFC 7016 section 2.1.1 and 2.1.2: elementary types and VLUs. */
public class WireTest {

    private static byte[] vlu(long value) {
        WireWriter out = new WireWriter(new byte[Vlu.MAX_SIZE]);
        out.vlu(value);
        return out.toByteArray();
    }

    @Test
    public void integersAreBigEndian() {
        WireReader in = Hex.reader("ff 0102 fffefdfc fffefdfc");
        assertEquals(0xff, in.u8());
        assertEquals(0x0102, in.u16());
        assertEquals(0xfffefdfc, in.u32());
        assertEquals(0xfffefdfcL, in.u32AsLong());
        assertEquals(0, in.remaining());

        WireWriter out = new WireWriter(new byte[7]);
        out.u8(0x1ff).u16(0x10102).u32(0xfffefdfc);
        assertArrayEquals(Hex.bytes("ff 0102 fffefdfc"), out.toByteArray());
    }

    @Test
    public void aVluHasSevenBitsAByteMostSignificantFirst() {
        assertArrayEquals(Hex.bytes("00"), vlu(0));
        assertArrayEquals(Hex.bytes("7f"), vlu(127));
        assertArrayEquals(Hex.bytes("8100"), vlu(128));
        assertArrayEquals(Hex.bytes("ff7f"), vlu(16383));
        assertArrayEquals(Hex.bytes("818000"), vlu(16384));
        assertArrayEquals(Hex.bytes("ffffffffffffffff7f"), vlu(Long.MAX_VALUE));
        assertArrayEquals(Hex.bytes("81808080808080808000"), vlu(Long.MIN_VALUE));
        assertArrayEquals(Hex.bytes("81ffffffffffffffff7f"), vlu(-1));
    }

    @Test
    public void everyVluOf64BitsReadsBackFromItsSize() {
        for (int bit = 0; bit < Long.SIZE; bit++) {
            for (long value : new long[] {1L << bit, (1L << bit) - 1, -1L >>> bit}) {
                byte[] bytes = vlu(value);
                assertEquals(Vlu.size(value), bytes.length);
                assertEquals(value, new WireReader(bytes).vlu());
            }
        }
    }

    @Test
    public void aVluOfMoreThan64BitsIsRefusedWhereverItStands() {
        assertThrows(WireException.class, () -> Hex.reader("82808080808080808000").vlu());
        assertThrows(WireException.class, () -> Hex.reader("ffffffffffffffffffff7f").vlu());
    }

    @Test
    public void leadingZeroDigitsOfAVluAreHarmless() {
        assertEquals(5, Hex.reader("80808080808080808080808080808005").vlu());
    }

    @Test
    public void aTruncatedVluLeavesTheCursorWhereItBegan() {
        WireReader in = Hex.reader("83 82");
        assertThrows(WireException.class, in::vlu);
        assertEquals(0, in.position());
        assertThrows(WireException.class, () -> Hex.reader("").vlu());
    }

    @Test
    public void everyReadBeyondTheEndIsRefused() {
        byte[] buf = new byte[16];
        WireReader in = new WireReader(buf, 4, 0);
        assertThrows(WireException.class, in::u8);
        assertThrows(WireException.class, () -> in.reset(buf, 4, 1).u16());
        assertThrows(WireException.class, () -> in.reset(buf, 4, 3).u32());
        assertThrows(WireException.class, () -> in.reset(buf, 4, 3).bytes(4));
        assertThrows(WireException.class, () -> in.reset(buf, 4, 3).skip(4));
        assertThrows(WireException.class, () -> in.reset(buf, 4, 3).slice(4));
        assertThrows(WireException.class, () -> in.reset(buf, 4, 3).bytes(-1));
        assertThrows(WireException.class, () -> in.reset(buf, 4, 3).skip(-1));
        assertEquals(4, in.position());
    }

    @Test
    public void aLengthIsCheckedAgainstWhatFollowsBeforeItIsBelieved() {
        assertEquals(2, Hex.reader("02 aabb").length());
        assertThrows(WireException.class, () -> Hex.reader("03 aabb").length());
        assertThrows(WireException.class, () -> Hex.reader("81ffffffffffffffff7f aabb").prefixedBytes());
    }

    @Test
    public void aSliceEndsWhereItsEnclosingElementEnds() {
        WireReader in = Hex.reader("01 02 03");
        WireReader slice = in.slice(2);
        assertArrayEquals(Hex.bytes("0102"), slice.rest());
        assertThrows(WireException.class, slice::u8);
        assertEquals(3, in.u8());
    }

    @Test
    public void aWriterOutOfRoomWritesNothingOfTheElement() {
        byte[] buf = new byte[8];
        WireWriter out = new WireWriter(buf, 2, 5);
        out.u16(0x0102);
        assertThrows(WireException.class, () -> out.u16(0x0304));
        assertThrows(WireException.class, () -> out.vlu(128));
        assertThrows(WireException.class, () -> out.u32(1));
        assertThrows(WireException.class, () -> out.prefixedBytes(new byte[1]));
        assertThrows(WireException.class, () -> out.option(1, new byte[0]));
        assertEquals(1, out.remaining());
        assertEquals(2, out.written());
        assertArrayEquals(Hex.bytes("0000 0102 0000 0000"), buf);
        out.rewind(2);
        assertEquals(3, out.remaining());
    }

    @Test
    public void randomBytesEndInAValueOrAWireException() {
        long seed = System.nanoTime();
        System.out.println("WireTest seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(24)];
            random.nextBytes(bytes);
            attempt(bytes, WireReader::vlu);
            attempt(bytes, WireReader::prefixedBytes);
            attempt(bytes, OptionList::decode);
            attempt(bytes, OptionList::decodeToEnd);
            attempt(bytes, Address::decode);
        }
    }

    private static void attempt(byte[] bytes, Consumer<WireReader> decode) {
        WireReader in = new WireReader(bytes);
        try {
            decode.accept(in);
        } catch (WireException refused) {
            assertTrue(in.remaining() >= 0);
        }
    }
}
