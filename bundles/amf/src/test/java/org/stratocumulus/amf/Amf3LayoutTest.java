package org.stratocumulus.amf;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;

/** One test for each marker of AMF3: what the bytes are, in both directions where both exist. */
public class Amf3LayoutTest {

    @Test
    public void undefinedNullFalseTrueAreMarkers00To03() {
        bothWays("00", AmfUndefined.INSTANCE);
        bothWays("01", AmfNull.INSTANCE);
        bothWays("02", AmfBoolean.FALSE);
        bothWays("03", AmfBoolean.TRUE);
    }

    @Test
    public void integerIsMarker04AndOneToFourBytes() {
        bothWays("04 00", new AmfInteger(0));
        bothWays("04 7f", new AmfInteger(0x7F));
        bothWays("04 8100", new AmfInteger(0x80));
        bothWays("04 ff7f", new AmfInteger(0x3FFF));
        bothWays("04 818000", new AmfInteger(0x4000));
        bothWays("04 ffff7f", new AmfInteger(0x1FFFFF));
        bothWays("04 80c08000", new AmfInteger(0x200000));
        bothWays("04 bfffffff", new AmfInteger(AmfInteger.MAX));
    }

    @Test
    public void integerIsSignedIn29Bits() {
        bothWays("04 ffffffff", new AmfInteger(-1));
        bothWays("04 c0808000", new AmfInteger(AmfInteger.MIN));
    }

    @Test
    public void doubleIsMarker05() {
        bothWays("05 3ff8000000000000", new AmfNumber(1.5));
    }

    @Test
    public void stringIsMarker06ALengthWithLowBitSetAndBytes() {
        bothWays("06 05 6731", AmfString.of("g1"));
        bothWays("06 05 ff00", AmfString.ofBytes(Wire.hex("ff00")));
        bothWays("06 01", AmfString.EMPTY);
    }

    @Test
    public void stringMetAgainIsItsIndexButTheEmptyOneHasNone() {
        bothWays("09 0b 01  06 01  06 03 61  06 03 62  06 00  06 02", AmfArray.of("", "a", "b", "a", "b"));
    }

    @Test
    public void xmlDocumentIsMarker07AndXmlIsMarker0b() {
        bothWays("07 09 3c612f3e", new AmfXml(AmfString.of("<a/>"), true));
        bothWays("0b 09 3c612f3e", AmfXml.of("<a/>"));
    }

    @Test
    public void dateIsMarker08AndMilliseconds() {
        bothWays("08 01 408f400000000000", new AmfDate(1000, (short) 0));
    }

    @Test
    public void dateMetAgainIsItsIndexOfObjects() {
        AmfDate date = new AmfDate(1000, (short) 0);
        bothWays("09 05 01  08 01 408f400000000000  08 02", AmfArray.of(date, date));
    }

    @Test
    public void arrayIsMarker09DenseCountNamedPartDensePart() {
        bothWays("09 05 01  03  02", AmfArray.of(true, false));
        bothWays("09 03  03 61 01  01  03", AmfArray.of(true).put("a", null));
    }

    @Test
    public void anonymousObjectIsMarker0aWithDynamicTraits() {
        bothWays("0a 0b 01  03 61 03  01", new AmfObject().put("a", true));
    }

    @Test
    public void objectOfAClassHasItsNameAndSealedMembers() {
        AmfObject sealed = new AmfObject(new AmfTraits("Foo", false, false, List.of("x", "y"))).put("x", 1).put("y", 2);
        bothWays("0a 23 07 466f6f 03 78 03 79  04 01  04 02", sealed);
        AmfObject back = read("0a 23 07 466f6f 03 78 03 79  04 01  04 02").asObject();
        assertEquals(sealed.traits(), back.traits());
    }

    @Test
    public void sealedMemberThatIsMissingIsUndefinedAndOneTooManyIsDynamic() {
        AmfObject object = new AmfObject(new AmfTraits("", false, false, List.of("x"))).put("z", true);
        assertEquals(Wire.packed("0a 1b 01 03 78  00  03 7a 03  01"), written(object));
    }

    @Test
    public void traitsMetAgainAreTheirIndex() {
        AmfTraits traits = new AmfTraits("", false, false, List.of("x"));
        AmfArray array = AmfArray.of(new AmfObject(traits).put("x", true), new AmfObject(traits).put("x", false));
        bothWays("09 05 01  0a 13 01 03 78  03  0a 01  02", array);
    }

    @Test
    public void knownExternalizableIsItsClassNameAndOneValue() {
        AmfExternalizable collection = new AmfExternalizable("flex.messaging.io.ArrayCollection", AmfArray.of(true));
        String name = Wire.show("flex.messaging.io.ArrayCollection".getBytes());
        bothWays("0a 07 43 " + name + " 09 03 01 03", collection);
        assertEquals(1, read("0a 07 43 " + name + " 09 03 01 03").asArray().size());
    }

    @Test
    public void objectProxyIsAnObjectToWhoeverAsksForOne() {
        AmfValue proxy = new AmfExternalizable("flex.messaging.io.ObjectProxy", new AmfObject().put("a", 1));
        AmfValue back = read(written(proxy));
        assertEquals(1, back.asObject().get("a").asInt());
        assertEquals(1, back.asMap().size());
    }

    @Test
    public void byteArrayIsMarker0c() {
        bothWays("0c 05 0102", AmfByteArray.of(new byte[] {1, 2}));
    }

    @Test
    public void vectorsOfNumbersAreMarkers0dTo0fCountFixedFlagAndElements() {
        bothWays("0d 05 00  00000001 ffffffff", AmfVector.ofInts(1, -1));
        bothWays("0e 05 00  00000001 ffffffff", AmfVector.ofUnsigned(1, 0xFFFFFFFFL));
        bothWays("0f 03 00  3ff8000000000000", AmfVector.ofDoubles(1.5));
    }

    @Test
    public void vectorKeepsItsFixedFlag() {
        assertTrue(((AmfVector) read("0d 03 01  00000001")).fixed());
        assertEquals(Wire.packed("0d 03 01  00000001"), written(read("0d 03 01  00000001")));
    }

    @Test
    public void vectorOfObjectsIsMarker10WithTheClassOfItsElements() {
        bothWays("10 05 00 07 466f6f  01  03", AmfVector.ofObjects("Foo", null, true));
    }

    @Test
    public void dictionaryIsMarker11CountWeakFlagKeysAndValues() {
        bothWays("11 05 00  04 01 06 03 61  06 03 62 03", new AmfDictionary().put(1, "a").put("b", true));
        bothWays("11 01 01", new AmfDictionary(true));
        assertTrue(((AmfDictionary) read("11 01 01")).weakKeys());
    }

    @Test
    public void objectMetAgainIsItsIndexOfObjects() {
        AmfObject shared = new AmfObject();
        bothWays("09 05 01  0a 0b 01 01  0a 02", AmfArray.of(shared, shared));
        AmfArray back = read("09 05 01  0a 0b 01 01  0a 02").asArray();
        assertSame(back.get(0), back.get(1));
    }

    private static void bothWays(String hex, AmfValue value) {
        assertEquals(Wire.packed(hex), written(value));
        AmfValue back = read(hex);
        assertTrue(back + " is not " + value, back.sameAs(value));
    }

    private static String written(AmfValue value) {
        return Wire.show(new Amf3Writer().write(value).toByteArray());
    }

    private static AmfValue read(String hex) {
        Amf3Reader reader = new Amf3Reader(Wire.hex(hex));
        AmfValue value = reader.read();
        assertFalse("bytes left over", reader.hasNext());
        return value;
    }
}
