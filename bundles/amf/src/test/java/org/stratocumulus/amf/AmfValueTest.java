package org.stratocumulus.amf;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;

public class AmfValueTest {

    @Test
    public void plainJavaBecomesAmf() {
        assertSame(AmfNull.INSTANCE, AmfValue.of(null));
        assertEquals(AmfBoolean.TRUE, AmfValue.of(true));
        assertEquals(new AmfInteger(5), AmfValue.of(5));
        assertEquals(new AmfInteger(5), AmfValue.of(5L));
        assertEquals(new AmfNumber(5), AmfValue.of(5.0));
        assertEquals(AmfString.of("a"), AmfValue.of("a"));
        assertEquals(AmfString.of("a"), AmfValue.of('a'));
        assertEquals(new AmfDate(1000, (short) 0), AmfValue.of(Instant.ofEpochSecond(1)));
        assertEquals(new AmfDate(1000, (short) 0), AmfValue.of(new Date(1000)));
        assertArrayEquals(new byte[] {1}, AmfValue.of(new byte[] {1}).asBytes());
        assertEquals(2, AmfValue.of(List.of(1, 2)).asArray().size());
        assertEquals(2, AmfValue.of(new String[] {"a", "b"}).asArray().size());
        assertEquals(1, AmfValue.of(Map.of("a", 1)).asObject().get("a").asInt());
    }

    @Test
    public void integerOfMoreThan29BitsBecomesANumber() {
        assertEquals(new AmfInteger(AmfInteger.MAX), AmfValue.of(AmfInteger.MAX));
        assertEquals(new AmfNumber(AmfInteger.MAX + 1.0), AmfValue.of(AmfInteger.MAX + 1));
        assertThrows(IllegalArgumentException.class, () -> new AmfInteger(AmfInteger.MIN - 1));
    }

    @Test
    public void bytesAloneAreThoseOfOneByteArrayAndNothingElse() {
        AmfValue bytes = AmfByteArray.of(new byte[] {1, 2});
        assertArrayEquals(new byte[] {1, 2}, AmfByteArray.alone(List.of(bytes)));
        assertNull(AmfByteArray.alone(List.of()));
        assertNull(AmfByteArray.alone(List.of(bytes, bytes)));
        assertNull(AmfByteArray.alone(List.of(AmfValue.of(1))));
    }

    @Test
    public void classWithoutAmfIsNamed() {
        AmfException e = assertThrows(AmfException.class, () -> AmfValue.of(new StringBuilder().getClass()));
        assertEquals("there is no AMF for java.lang.Class", e.getMessage());
    }

    @Test
    public void javaNestedBeyondTheCeilingIsRefused() {
        List<Object> outer = new ArrayList<>();
        List<Object> inner = outer;
        for (int i = 0; i < 100_000; i++) {
            List<Object> next = new ArrayList<>();
            inner.add(next);
            inner = next;
        }
        assertThrows(AmfException.class, () -> AmfValue.of(outer));
    }

    @Test
    public void amfBecomesPlainJavaAgain() {
        Map<String, Object> java = new LinkedHashMap<>();
        java.put("text", "a");
        java.put("number", 1.5);
        java.put("list", List.of(1, true));
        java.put("none", null);
        java.put("when", Instant.ofEpochMilli(5));
        assertEquals(java, AmfValue.of(java).toJava());
        assertNull(AmfUndefined.INSTANCE.toJava());
        assertEquals(List.of(1.0, 2.0), AmfVector.ofInts(1, 2).toJava());
        assertEquals(Map.of("0", "x", "a", 1), AmfArray.of("x").put("a", 1).toJava());
        assertEquals(Map.of(1, "a"), new AmfDictionary().put(1, "a").toJava());
    }

    @Test
    public void askingForTheWrongTypeSaysWhatWasFound() {
        assertEquals("expected a string but found 5", wrong(() -> new AmfInteger(5).asString()));
        assertEquals("expected a number but found \"5\"", wrong(() -> AmfString.of("5").asDouble()));
        assertEquals("expected a 32-bit integer but found 1.5", wrong(() -> new AmfNumber(1.5).asInt()));
        assertEquals("expected an object but found null", wrong(() -> AmfNull.INSTANCE.asObject()));
        assertEquals("expected an array but found object {a: 1}", wrong(() -> new AmfObject().put("a", 1).asArray()));
        assertEquals("expected a boolean but found undefined", wrong(() -> AmfUndefined.INSTANCE.asBoolean()));
    }

    @Test
    public void stringsAreEqualByTheirBytes() {
        AmfString binary = AmfString.ofBytes(Wire.hex("ff"));
        assertEquals("\ufffd", binary.text());
        assertNotEquals("same text, other bytes", binary, AmfString.of("\ufffd"));
        assertEquals(binary, AmfString.ofBytes(Wire.hex("ff")));
        assertArrayEquals(Wire.hex("ff"), binary.asBytes());
    }

    @Test
    public void stringDoesNotChangeWithTheArraysGivenAndTaken() {
        byte[] given = {1};
        AmfString string = AmfString.ofBytes(given);
        given[0] = 2;
        string.bytes()[0] = 3;
        assertArrayEquals(new byte[] {1}, string.bytes());
    }

    @Test
    public void objectKeepsTheOrderOfItsProperties() {
        AmfObject object = new AmfObject().put("z", 1).put("a", 2).put("z", 3);
        assertEquals(List.of("z", "a"), List.copyOf(object.properties().keySet()));
        assertEquals(3, object.get("z").asInt());
        assertSame(AmfUndefined.INSTANCE, object.get("missing"));
        assertFalse(object.remove("z").has("z"));
    }

    @Test
    public void containersHaveIdentityAndAreComparedBySameAs() {
        assertNotEquals(new AmfObject(), new AmfObject());
        assertTrue(new AmfObject().sameAs(new AmfObject()));
        assertFalse(new AmfObject("A").sameAs(new AmfObject("B")));
    }

    @Test
    public void dictionaryFindsScalarsByContentAndContainersByIdentity() {
        AmfObject key = new AmfObject();
        AmfDictionary dictionary = new AmfDictionary().put("a", 1).put(key, 2).put("a", 3);
        assertEquals(2, dictionary.entries().size());
        assertEquals(3, dictionary.get("a").asInt());
        assertEquals(2, dictionary.get(key).asInt());
        assertSame(AmfUndefined.INSTANCE, dictionary.get(new AmfObject()));
    }

    @Test
    public void invalidDatesHaveAnInstantToo() {
        assertEquals(Instant.EPOCH, new AmfDate(Double.NaN, (short) 0).instant());
        assertEquals(Instant.ofEpochMilli(Long.MAX_VALUE), new AmfDate(Double.POSITIVE_INFINITY, (short) 0).instant());
    }

    @Test
    public void textForLogsHasNoControlCharacters() {
        AmfObject object = new AmfObject("A\nB").put("x\ny", "1\r\n2");
        assertEquals("object A.B {x.y: \"1..2\"}", object.toString());
    }

    private static String wrong(ThrowingRunnable action) {
        return assertThrows(AmfException.class, action).getMessage();
    }
}
