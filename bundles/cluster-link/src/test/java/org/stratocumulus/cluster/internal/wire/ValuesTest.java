package org.stratocumulus.cluster.internal.wire;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.stratocumulus.cluster.internal.wire.Layout.bytes;
import static org.stratocumulus.cluster.internal.wire.Layout.hex;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.Test;
import org.stratocumulus.amf.AmfException;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.amf.AmfString;
import org.stratocumulus.amf.AmfValue;

/** The table of what the original writes for each value. */
public class ValuesTest {
    private static final List<Object[]> TABLE = List.of(
        new Object[] {AmfString.of("hi"), "11 06 05 68 69"},
        new Object[] {AmfString.of(""), "11 06 01"},
        new Object[] {AmfValue.of(0), "11 04 00"},
        new Object[] {AmfValue.of(127), "11 04 7f"},
        new Object[] {AmfValue.of(128), "11 04 81 00"},
        new Object[] {AmfValue.of(2097152), "11 04 80 c0 80 00"},
        new Object[] {AmfValue.of(268435455), "11 04 bf ff ff ff"},
        new Object[] {AmfValue.of(-1), "11 04 ff ff ff ff"},
        new Object[] {AmfValue.of(-268435456), "11 04 c0 80 80 00"},
        new Object[] {AmfValue.of(268435456), "00 41 b0 00 00 00 00 00 00"},
        new Object[] {AmfValue.of(1.5), "00 3f f8 00 00 00 00 00 00"},
        new Object[] {AmfValue.of(true), "01 01"},
        new Object[] {AmfValue.of(false), "01 00"},
        new Object[] {AmfValue.of(null), "05"},
        new Object[] {AmfValue.of(List.of()), "11 09 01 01"},
        new Object[] {AmfValue.of(List.of(1, "a")), "11 09 05 01 04 01 06 03 61"},
        new Object[] {new AmfObject().put("a", 1).put("b", "x"), "11 0a 0b 01 03 61 04 01 03 62 06 03 78 01"},
        new Object[] {new AmfObject("T").put("a", 1), "11 0a 0b 03 54 03 61 04 01 01"},
        new Object[] {AmfValue.of(bytes("\"abc\"")), "11 0c 07 61 62 63"},
        new Object[] {AmfValue.of(Instant.ofEpochMilli(1000)), "11 08 01 40 8f 40 00 00 00 00 00"});

    @Test
    public void valuesAreWrittenAsTheOriginalWritesThem() {
        for (Object[] row : TABLE) {
            assertEquals(row[0].toString(), hex(bytes((String) row[1])), hex(Values.encode((AmfValue) row[0])));
        }
    }

    @Test
    public void valuesOfTheOriginalAreRead() {
        for (Object[] row : TABLE) {
            byte[] in = bytes((String) row[1]);
            List<AmfValue> read = Values.decode(in, 0, in.length);
            assertEquals(1, read.size());
            assertTrue(row[0] + " is read as " + read.get(0), read.get(0).sameAs((AmfValue) row[0]));
        }
    }

    @Test
    public void oneReferenceTableServesTheMessage() {
        assertEquals(hex(bytes("11 06 05 61 62 11 06 00")), hex(Values.encode(AmfString.of("ab"), AmfString.of("ab"))));
        AmfValue o = new AmfObject().put("a", 1);
        assertEquals(hex(bytes("11 0a 0b 01 03 61 04 01 01 11 0a 00")), hex(Values.encode(o, o)));
    }

    @Test
    public void aStringMayHoldAnyBytes() {
        byte[] peerId = new byte[32];
        new Random(1).nextBytes(peerId);
        byte[] wire = Values.encode(AmfString.ofBytes(peerId));
        assertArrayEquals(peerId, Values.decode(wire, 0, wire.length).get(0).asBytes());
    }

    @Test
    public void whatKillsTheOriginalIsRefused() {
        for (String layout : new String[] {"11 0a ff ff ff ff", "11 0c ff ff ff ff", "11 06 ff",
                "00 3f", "11", "11 09 ff ff ff ff", "02 ff ff"}) {
            byte[] in = bytes(layout);
            assertThrows(layout, AmfException.class, () -> Values.decode(in, 0, in.length));
        }
        byte[] nested = new byte[80_000];
        for (int i = 0; i < nested.length; i += 4) {
            System.arraycopy(bytes(i == 0 ? "11 09 03 01" : "09 03 01 09"), 0, nested, i, 4);
        }
        assertThrows(AmfException.class, () -> Values.decode(nested, 0, nested.length));
    }
}
