package org.stratocumulus.protocol;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;

/** RFC 7016 sections 2.1.3 and 2.1.4. */
public class OptionListTest {

    private static final byte[] TWO_OPTIONS = Hex.bytes(
              "03" + "00" + "aabb"   // length 3, type 0, value aa bb
            + "02" + "0a" + "05");   // length 2, type 10, value 05

    @Test
    public void aListEndsAtItsMarkerAndKeepsItsOrder() {
        WireReader in = Hex.reader("03 00 aabb  02 0a 05  00  77");
        OptionList list = OptionList.decode(in);
        assertEquals(OptionList.of(new Option(0, new byte[] {(byte) 0xaa, (byte) 0xbb}), Option.ofVlu(10, 5)), list);
        assertEquals(0x77, in.u8());

        WireWriter out = new WireWriter(new byte[list.size()]);
        list.write(out);
        assertEquals(0, out.remaining());
        assertEquals(Hex.of(TWO_OPTIONS) + "00", Hex.of(out.toByteArray()));
    }

    @Test
    public void aListWithoutItsMarkerIsRefused() {
        assertThrows(WireException.class, () -> OptionList.decode(new WireReader(TWO_OPTIONS)));
    }

    @Test
    public void aSequenceToTheEndKeepsItsMarkers() {
        OptionList list = OptionList.decodeToEnd(Hex.reader("01 0a  00  02 0e 41"));
        assertEquals(List.of(new Option(10, new byte[0]), Option.MARKER, new Option(14, new byte[] {0x41})), list.options());

        WireWriter out = new WireWriter(new byte[list.sizeWithoutMarker()]);
        list.writeWithoutMarker(out);
        assertArrayEquals(Hex.bytes("010a00020e41"), out.toByteArray());
        assertTrue(OptionList.decodeToEnd(Hex.reader("")).options().isEmpty());
    }

    @Test
    public void theMarkerIsNotAnOptionOfTypeZero() {
        assertNotEquals(Option.MARKER, new Option(0, new byte[0]));
        assertTrue(OptionList.decodeToEnd(Hex.reader("00")).first(0).isEmpty());
        assertTrue(OptionList.decodeToEnd(Hex.reader("01 00")).first(0).isPresent());
    }

    @Test
    public void aTypeThatDoesNotFitIntoItsLengthIsRefused() {
        assertThrows(WireException.class, () -> Option.decode(Hex.reader("01 81 00")));
    }

    @Test
    public void anOptionLongerThanItsEnclosingBytesIsRefused() {
        assertThrows(WireException.class, () -> Option.decode(Hex.reader("04 00 aabb")));
    }
}
