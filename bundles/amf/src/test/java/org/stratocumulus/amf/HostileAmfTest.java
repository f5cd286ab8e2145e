package org.stratocumulus.amf;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.Test;

/** Bytes of somebody who means harm: nothing but an AmfException escapes, and no memory is taken for what is not there. */
public class HostileAmfTest {

    @Test
    public void unknownMarkerIsNamedWithItsOffset() {
        AmfException e = assertThrows(AmfException.class, () -> new Amf0Reader(Wire.hex("05 05 2f")).readAll());
        assertEquals("AMF0: unknown marker 0x2F at offset 2", e.getMessage());
        assertEquals(2, e.offset());
        e = assertThrows(AmfException.class, () -> new Amf3Reader(Wire.hex("01 12")).readAll());
        assertEquals("AMF3: unknown marker 0x12 at offset 1", e.getMessage());
    }

    @Test
    public void reservedMarkersOfAmf0AreUnknown() {
        for (String marker : new String[] {"04", "09", "0e", "12", "ff"}) {
            fails0(marker + " 000000000000000000");
        }
    }

    @Test
    public void hugeLengthsAreNotBelieved() {
        fails0("02 ffff 61");
        fails0("0c ffffffff 61");
        fails0("0f ffffffff 61");
        fails0("0a ffffffff 05");
        fails0("0a 0000ffff 05");
        fails3("06 ffffffff 61");
        fails3("0c ffffffff 61");
        fails3("0b ffffffff 61");
        fails3("09 ffffffff 01 01");
        fails3("09 87ff7f 01 01");
        fails3("0d ffffffff 00 00000001");
        fails3("0f 87ff7f 00 0000000000000000");
        fails3("10 87ff7f 00 01 01");
        fails3("11 87ff7f 00 01 01");
        fails3("0a ffffffff 01 03 61");
        fails3("0a 87fff3 01 03 61");
    }

    @Test
    public void referencesBeyondTheirTablesAreRefused() {
        fails0("07 0000");
        fails0("0a 00000001 07 0001");
        fails3("06 00");
        fails3("0a 00");
        fails3("09 03 01 09 02");
        fails3("0a 01"); // traits reference 0
        fails3("06 80808002"); // string reference 1 in four bytes
    }

    @Test
    public void unknownExternalizableIsNamed() {
        AmfException e = assertThrows(AmfException.class, () -> new Amf3Reader(Wire.hex("0a 07 07 466f6f 01")).read());
        assertTrue(e.getMessage(), e.getMessage().contains("Foo"));
    }

    @Test
    public void deepNestingEndsAtMaxDepthNotAtTheEndOfTheStack() {
        named("maxDepth", repeat("0a 00000001", 100_000), false);
        named("maxDepth", repeat("03 0001 61", 100_000), false);
        named("maxDepth", repeat("10 0001 61 0001 61", 100_000), false);
        named("maxDepth", repeat("08 00000001 0001 61", 100_000), false);
        named("maxDepth", repeat("09 03 01", 100_000), true);
        named("maxDepth", repeat("10 03 00 01", 100_000), true);
        named("maxDepth", repeat("11 03 00", 100_000), true);
        named("maxDepth", repeat("0a 0b 01 03 61", 100_000), true);
        String proxy = "0a 07 3b " + Wire.show("flex.messaging.io.ObjectProxy".getBytes()); // 29 bytes of class name
        named("maxDepth", repeat(proxy, 1_000), true);
    }

    @Test
    public void bodyOfManySmallContainersEndsAtMaxValues() {
        byte[] header = Wire.hex("0a 00000005");
        byte[] flood = new byte[4_000_000];
        Arrays.fill(flood, (byte) 0x0A); // would be arrays of 168430090 elements: refused by their count
        System.arraycopy(header, 0, flood, 0, header.length);
        assertThrows(AmfException.class, () -> new Amf0Reader(flood).readAll());
        Arrays.fill(flood, (byte) 0x05); // four million nulls
        named("maxValues", flood, false);
    }

    @Test
    public void longNameRepeatedByReferenceIsKeptInMemoryOnce() {
        AmfArray array = AmfArray.of("a".repeat(1000));
        for (int i = 0; i < 2; i++) {
            array.add(new AmfObject().put("a".repeat(1000), i));
        }
        AmfArray back = new Amf3Reader(new Amf3Writer().write(array).toByteArray()).read().asArray();
        String first = back.get(1).asMap().keySet().iterator().next();
        String second = back.get(2).asMap().keySet().iterator().next();
        assertSame("two bytes of reference must not cost a thousand characters", first, second);
    }

    @Test
    public void everyTruncationOfRandomBodiesFailsOrIsAWholeNumberOfValues() {
        long seed = new Random().nextLong();
        System.out.println("HostileAmfTest truncation seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 30; i++) {
            byte[] amf0 = new Amf0Writer().write(new RandomValues(random, false).next(4)).toByteArray();
            byte[] amf3 = new Amf3Writer().write(new RandomValues(random, true).next(4)).toByteArray();
            for (int end = 0; end < Math.min(amf0.length, 2000); end++) {
                byte[] cut = Arrays.copyOf(amf0, end);
                assertThrows("seed " + seed, AmfException.class, () -> new Amf0Reader(cut).read());
            }
            for (int end = 0; end < Math.min(amf3.length, 2000); end++) {
                byte[] cut = Arrays.copyOf(amf3, end);
                assertThrows("seed " + seed, AmfException.class, () -> new Amf3Reader(cut).read());
            }
        }
    }

    @Test
    public void mutatedBodiesAndNoiseNeverEscapeAsAnythingElse() {
        long seed = new Random().nextLong();
        System.out.println("HostileAmfTest mutation seed " + seed);
        Random random = new Random(seed);
        int understood = 0;
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = mutated(random);
            try {
                if (i % 2 == 0) {
                    new Amf0Reader(bytes).readAll().forEach(HostileAmfTest::use);
                } else {
                    new Amf3Reader(bytes).readAll().forEach(HostileAmfTest::use);
                }
                understood++;
            } catch (AmfException e) {
                refused++;
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("seed " + seed + " body " + Wire.show(bytes), e);
            }
        }
        assertTrue("some mutations are harmless, most are not: " + understood + ", " + refused, understood > 0 && refused > 0);
    }

    /** What came in may be printed, compared, converted and written again. */
    private static void use(AmfValue value) {
        assertTrue(value.toString().length() <= 2 * ValuePrinter.MAX_LENGTH);
        assertTrue(value.sameAs(value));
        value.toJava();
        new Amf0Writer().write(value).toByteArray();
    }

    private static byte[] mutated(Random random) {
        byte[] bytes = new byte[random.nextInt(60)];
        random.nextBytes(bytes);
        if (random.nextInt(3) > 0) {
            AmfValue value = new RandomValues(random, true).next(3);
            bytes = random.nextBoolean() ? new Amf0Writer().write(value).toByteArray() : new Amf3Writer().write(value).toByteArray();
        }
        for (int flips = random.nextInt(4); flips > 0 && bytes.length > 0; flips--) {
            bytes[random.nextInt(Math.min(bytes.length, 100))] = (byte) random.nextInt(random.nextBoolean() ? 256 : 0x12);
        }
        return bytes;
    }

    private static byte[] repeat(String hex, int times) {
        return Wire.hex(Wire.packed(hex).repeat(times));
    }

    private static void fails0(String hex) {
        assertThrows(hex, AmfException.class, () -> new Amf0Reader(Wire.hex(hex)).read());
    }

    private static void fails3(String hex) {
        assertThrows(hex, AmfException.class, () -> new Amf3Reader(Wire.hex(hex)).read());
    }

    private static void named(String limit, byte[] bytes, boolean amf3) {
        AmfException e = assertThrows(AmfException.class,
                () -> (amf3 ? new Amf3Reader(bytes).readAll() : new Amf0Reader(bytes).readAll()).size());
        assertTrue(e.getMessage(), e.getMessage().contains(limit));
    }
}
