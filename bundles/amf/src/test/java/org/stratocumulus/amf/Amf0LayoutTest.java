package org.stratocumulus.amf;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

/** One test for each marker of AMF0: what the bytes are, in both directions where both exist. */
public class Amf0LayoutTest {

    @Test
    public void numberIsMarker00AndADouble() {
        bothWays("00 3ff8000000000000", new AmfNumber(1.5));
    }

    @Test
    public void integerIsWrittenAsANumber() {
        assertEquals(Wire.packed("00 4050000000000000"), written(new AmfInteger(64)));
    }

    @Test
    public void booleanIsMarker01AndAByte() {
        bothWays("01 01", AmfBoolean.TRUE);
        bothWays("01 00", AmfBoolean.FALSE);
        assertEquals("any byte but 0 is true", AmfBoolean.TRUE, read("01 07"));
    }

    @Test
    public void stringIsMarker02AndALengthOf16Bits() {
        bothWays("02 0004 6c697665", AmfString.of("live"));
        bothWays("02 0000", AmfString.EMPTY);
    }

    @Test
    public void stringKeepsBytesThatAreNoUtf8() {
        bothWays("02 0003 ff00c3", AmfString.ofBytes(Wire.hex("ff00c3")));
    }

    @Test
    public void stringBeyond65535BytesIsMarker0cAndALengthOf32Bits() {
        AmfString text = AmfString.of("x".repeat(65_536));
        String hex = written(text);
        assertTrue(hex.startsWith(Wire.packed("0c 00010000 7878")));
        assertEquals(text, read(hex));
        assertTrue(written(AmfString.of("x".repeat(65_535))).startsWith(Wire.packed("02 ffff 7878")));
    }

    @Test
    public void objectIsMarker03NamesAndValuesUpTo000009() {
        bothWays("03  0001 61 02 0001 62  0001 63 05  0000 09", new AmfObject().put("a", "b").put("c", null));
    }

    @Test
    public void objectMayHaveAnEmptyNameThatIsNotItsEnd() {
        bothWays("03  0000 05  0000 09", new AmfObject().put("", null));
    }

    @Test
    public void typedObjectIsMarker10AndItsClassName() {
        bothWays("10 0003 466f6f  0001 61 05  0000 09", new AmfObject("Foo").put("a", null));
    }

    @Test
    public void nullIsMarker05() {
        bothWays("05", AmfNull.INSTANCE);
    }

    @Test
    public void undefinedIsMarker06AndUnsupported0dIsReadAsIt() {
        bothWays("06", AmfUndefined.INSTANCE);
        assertSame(AmfUndefined.INSTANCE, read("0d"));
    }

    @Test
    public void referenceIsMarker07AndAnIndexOfObjectsAndArrays() {
        AmfObject inner = new AmfObject();
        AmfArray array = AmfArray.of(inner, inner);
        assertEquals(Wire.packed("0a 00000002  03 0000 09  07 0001"), written(array));
        AmfArray back = read("0a 00000002  03 0000 09  07 0001").asArray();
        assertSame(back.get(0), back.get(1));
    }

    @Test
    public void ecmaArrayIsMarker08AHintOfTheCountNamesAndValues() {
        bothWays("08 00000001  0001 61 01 01  0000 09", new AmfArray().put("a", true));
    }

    @Test
    public void ecmaArrayEndsAtItsEndWhateverTheCountSays() {
        AmfArray array = read("08 ffffffff  0001 61 01 01  0001 62 05  0000 09").asArray();
        assertEquals(2, array.properties().size());
    }

    @Test
    public void ecmaArrayHasItsDenseElementsUnderTheirIndexes() {
        bothWays("08 00000002  0001 30 05  0001 61 06  0000 09", AmfArray.of((Object) null).put("a", AmfUndefined.INSTANCE));
    }

    @Test
    public void strictArrayIsMarker0aACountAndValues() {
        bothWays("0a 00000002  05  01 01", AmfArray.of(null, true));
    }

    @Test
    public void dateIsMarker0bMillisecondsAndATimeZone() {
        bothWays("0b 408f400000000000 ffc4", new AmfDate(1000, (short) -60));
    }

    @Test
    public void xmlDocumentIsMarker0fAndALongString() {
        bothWays("0f 00000004 3c612f3e", new AmfXml(AmfString.of("<a/>"), true));
    }

    @Test
    public void avmplusIsMarker11AndAnAmf3Value() {
        bothWays("11 0c 05 0102", AmfByteArray.of(new byte[] {1, 2}));
        assertEquals(AmfString.of("g1"), read("11 06 05 6731"));
        assertEquals(new AmfInteger(64), read("11 04 40"));
    }

    @Test
    public void avmplusValuesOfOneBodyShareTheirTables() {
        Amf0Reader reader = new Amf0Reader(Wire.hex("11 06 05 6731  05  11 06 00"));
        assertEquals(AmfString.of("g1"), reader.read());
        assertSame(AmfNull.INSTANCE, reader.read());
        assertEquals(AmfString.of("g1"), reader.read());
        assertFalse(reader.hasNext());
    }

    @Test
    public void avmplusMayStandInsideAnObject() {
        bothWays("03  0001 61 11 0c 03 07  0000 09", new AmfObject().put("a", new byte[] {7}));
    }

    @Test
    public void valueThatAmf0HasNoMarkerForGoesBehindAvmplus() {
        assertEquals(Wire.packed("11 0d 03 00 00000001"), written(AmfVector.ofInts(1)));
        assertEquals(Wire.packed("11 11 01 00"), written(new AmfDictionary()));
        assertEquals(Wire.packed("11 0b 09 3c612f3e"), written(AmfXml.of("<a/>")));
    }

    @Test
    public void readingStartsAtTheOffsetAndEndsAtTheLength() {
        byte[] data = Wire.hex("ffff 05 06 ffff");
        Amf0Reader reader = new Amf0Reader(data, 2, 2, AmfLimits.DEFAULT);
        assertEquals(2, reader.readAll().size());
        assertEquals(2, reader.offset());
    }

    private static void bothWays(String hex, AmfValue value) {
        assertEquals(Wire.packed(hex), written(value));
        AmfValue back = read(hex);
        assertTrue(back + " is not " + value, back.sameAs(value));
    }

    private static String written(AmfValue value) {
        return Wire.show(new Amf0Writer().write(value).toByteArray());
    }

    private static AmfValue read(String hex) {
        Amf0Reader reader = new Amf0Reader(Wire.hex(hex));
        AmfValue value = reader.read();
        assertFalse("bytes left over", reader.hasNext());
        return value;
    }
}
