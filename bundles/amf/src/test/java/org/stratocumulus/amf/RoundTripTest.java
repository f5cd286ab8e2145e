package org.stratocumulus.amf;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.Random;
import org.junit.Test;

public class RoundTripTest {

    private static final int TREES = 400;
    private static final int DEPTH = 6;

    private final long seed = new Random().nextLong();

    @Test
    public void randomTreesComeBackThroughAmf3() {
        System.out.println("RoundTripTest AMF3 seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < TREES; i++) {
            AmfValue value = new RandomValues(random, true).next(DEPTH);
            Amf3Reader reader = new Amf3Reader(new Amf3Writer().write(value).toByteArray());
            AmfValue back = reader.read();
            assertTrue("seed " + seed + " tree " + i + ": " + value + " became " + back, value.sameAs(back));
            assertFalse("seed " + seed + " tree " + i, reader.hasNext());
        }
    }

    @Test
    public void randomTreesComeBackThroughAmf0() {
        System.out.println("RoundTripTest AMF0 seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < TREES; i++) {
            AmfValue value = new RandomValues(random, false).next(DEPTH);
            Amf0Reader reader = new Amf0Reader(new Amf0Writer().write(value).toByteArray());
            AmfValue back = reader.read();
            assertTrue("seed " + seed + " tree " + i + ": " + value + " became " + back, value.sameAs(back));
            assertFalse("seed " + seed + " tree " + i, reader.hasNext());
        }
    }

    @Test
    public void theSameTreeIsNotTheSameAsAnother() {
        AmfObject one = new AmfObject().put("a", AmfArray.of(1, new AmfObject().put("b", 2)));
        AmfObject other = new AmfObject().put("a", AmfArray.of(1, new AmfObject().put("b", 3)));
        assertFalse("the comparison of these tests must see a difference two levels down", one.sameAs(other));
        assertFalse(AmfVector.ofInts(1, 2).sameAs(AmfVector.ofInts(1, 3)));
    }
}
