package org.stratocumulus.amf;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import org.junit.Test;
import org.junit.function.ThrowingRunnable;

/** Every limit by its name: the last value that passes and the first that does not. */
public class AmfLimitsTest {

    @Test
    public void maxDepthBoundsContainersReadAsAmf0() {
        passesAndFails("maxDepth", AmfLimits.DEFAULT.withMaxDepth(3), amf0(nested(3)), amf0(nested(4)), false);
    }

    @Test
    public void maxDepthBoundsContainersReadAsAmf3() {
        passesAndFails("maxDepth", AmfLimits.DEFAULT.withMaxDepth(3), amf3(nested(3)), amf3(nested(4)), true);
    }

    @Test
    public void maxDepthCountsBothEncodingsTogether() {
        byte[] three = Wire.hex("0a 00000001  11 09 03 01  09 03 01  01"); // AMF0 array, two AMF3 arrays, null
        new Amf0Reader(three, 0, three.length, AmfLimits.DEFAULT.withMaxDepth(3)).read();
        AmfException e = assertThrows(AmfException.class,
                () -> new Amf0Reader(three, 0, three.length, AmfLimits.DEFAULT.withMaxDepth(2)).read());
        assertTrue(e.getMessage(), e.getMessage().contains("maxDepth 2"));
    }

    @Test
    public void maxDepthIs32ByDefaultAndBoundsWhatIsWritten() {
        assertEquals(32, AmfLimits.DEFAULT.maxDepth());
        amf0(nested(32));
        amf3(nested(32));
        named("maxDepth", () -> amf0(nested(33)));
        named("maxDepth", () -> amf3(nested(33)));
    }

    @Test
    public void maxElementsBoundsEveryContainer() {
        AmfLimits two = AmfLimits.DEFAULT.withMaxElements(2);
        passesAndFails("maxElements", two, amf0(AmfArray.of(1, 2)), amf0(AmfArray.of(1, 2, 3)), false);
        passesAndFails("maxElements", two, amf0(object(2)), amf0(object(3)), false);
        passesAndFails("maxElements", two, amf0(new AmfArray().put("a", 1).put("b", 2)),
                amf0(new AmfArray().put("a", 1).put("b", 2).put("c", 3)), false);
        passesAndFails("maxElements", two, amf3(AmfArray.of(1, 2)), amf3(AmfArray.of(1, 2, 3)), true);
        passesAndFails("maxElements", two, amf3(AmfArray.of(1).put("a", 1)), amf3(AmfArray.of(1, 2).put("a", 3)), true);
        passesAndFails("maxElements", two, amf3(object(2)), amf3(object(3)), true);
        passesAndFails("maxElements", two, amf3(AmfVector.ofInts(1, 2)), amf3(AmfVector.ofInts(1, 2, 3)), true);
        passesAndFails("maxElements", two, amf3(AmfVector.ofObjects("", 1, 2)), amf3(AmfVector.ofObjects("", 1, 2, 3)), true);
        passesAndFails("maxElements", two, amf3(new AmfDictionary().put(1, 1).put(2, 2)),
                amf3(new AmfDictionary().put(1, 1).put(2, 2).put(3, 3)), true);
        passesAndFails("maxElements", two, Wire.hex("0a 23 01 03 61 03 62  01 01"), Wire.hex("0a 33 01 03 61 03 62 03 63  01 01 01"), true);
    }

    @Test
    public void maxStringLengthBoundsStringsXmlAndByteArrays() {
        AmfLimits four = AmfLimits.DEFAULT.withMaxStringLength(4);
        passesAndFails("maxStringLength", four, amf0(AmfString.of("1234")), amf0(AmfString.of("12345")), false);
        passesAndFails("maxStringLength", four, Wire.hex("0c 00000004 61616161"), Wire.hex("0c 00000005 6161616161"), false);
        passesAndFails("maxStringLength", four, amf0(new AmfObject().put("1234", 1)), amf0(new AmfObject().put("12345", 1)), false);
        passesAndFails("maxStringLength", four, amf3(AmfString.of("1234")), amf3(AmfString.of("12345")), true);
        passesAndFails("maxStringLength", four, amf3(AmfXml.of("1234")), amf3(AmfXml.of("12345")), true);
        passesAndFails("maxStringLength", four, amf3(AmfByteArray.of(new byte[4])), amf3(AmfByteArray.of(new byte[5])), true);
        named("maxStringLength", () -> new Amf3Writer(four).write(AmfString.of("12345")));
    }

    @Test
    public void maxValuesBoundsTheValuesOfAllLevels() {
        AmfLimits four = AmfLimits.DEFAULT.withMaxValues(4);
        AmfArray fourValues = AmfArray.of(AmfArray.of(1, 2));
        AmfArray fiveValues = AmfArray.of(AmfArray.of(1, 2), 3);
        passesAndFails("maxValues", four, amf0(fourValues), amf0(fiveValues), false);
        passesAndFails("maxValues", four, amf3(fourValues), amf3(fiveValues), true);
    }

    @Test
    public void maxBytesBoundsTheBodyReadAndWritten() {
        AmfLimits nine = AmfLimits.DEFAULT.withMaxBytes(9);
        byte[] number = amf0(new AmfNumber(1));
        assertEquals(9, new Amf0Writer(nine).write(new AmfNumber(1)).toByteArray().length);
        new Amf0Reader(number, 0, 9, nine).read();
        named("maxBytes", () -> new Amf0Reader(new byte[10], 0, 10, nine));
        named("maxBytes", () -> new Amf3Reader(new byte[10], 0, 10, nine));
        named("maxBytes", () -> new Amf0Writer(nine).write(new AmfNumber(1)).write(AmfNull.INSTANCE));
    }

    @Test
    public void limitBelowOneOrDepthAboveTheCeilingIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> AmfLimits.DEFAULT.withMaxElements(0));
        assertThrows(IllegalArgumentException.class, () -> AmfLimits.DEFAULT.withMaxDepth(AmfLimits.DEPTH_CEILING + 1));
    }

    @Test
    public void theDepthCeilingFitsTheStackOfASmallThread() throws InterruptedException {
        AmfLimits deepest = AmfLimits.DEFAULT.withMaxDepth(AmfLimits.DEPTH_CEILING);
        Throwable[] failure = new Throwable[1];
        Thread small = new Thread(null, () -> {
            AmfValue value = nested(AmfLimits.DEPTH_CEILING);
            byte[] amf0 = new Amf0Writer(deepest).write(value).toByteArray();
            byte[] amf3 = new Amf3Writer(deepest).write(value).toByteArray();
            assertTrue(new Amf0Reader(amf0, 0, amf0.length, deepest).read().sameAs(value));
            assertTrue(new Amf3Reader(amf3, 0, amf3.length, deepest).read().sameAs(value));
            value.toJava();
        }, "small", 512 << 10);
        small.setUncaughtExceptionHandler((thread, thrown) -> failure[0] = thrown);
        small.start();
        small.join();
        assertEquals(null, failure[0]);
    }

    private static void passesAndFails(String limit, AmfLimits limits, byte[] passes, byte[] fails, boolean amf3) {
        read(passes, limits, amf3);
        named(limit, () -> read(fails, limits, amf3));
    }

    private static void named(String limit, ThrowingRunnable action) {
        AmfException e = assertThrows(AmfException.class, action);
        assertTrue(e.getMessage() + " names " + limit, e.getMessage().contains(limit));
    }

    private static void read(byte[] bytes, AmfLimits limits, boolean amf3) {
        if (amf3) {
            new Amf3Reader(bytes, 0, bytes.length, limits).readAll();
        } else {
            new Amf0Reader(bytes, 0, bytes.length, limits).readAll();
        }
    }

    private static AmfValue nested(int depth) {
        AmfArray outer = new AmfArray();
        AmfArray inner = outer;
        for (int i = 1; i < depth; i++) {
            AmfArray next = new AmfArray();
            inner.add(next);
            inner = next;
        }
        return outer;
    }

    private static AmfObject object(int properties) {
        AmfObject object = new AmfObject();
        for (int i = 0; i < properties; i++) {
            object.put("p" + i, i);
        }
        return object;
    }

    private static byte[] amf0(AmfValue value) {
        return new Amf0Writer().write(value).toByteArray();
    }

    private static byte[] amf3(AmfValue value) {
        return new Amf3Writer().write(value).toByteArray();
    }
}
