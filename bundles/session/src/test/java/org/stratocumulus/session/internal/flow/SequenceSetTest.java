package org.stratocumulus.session.internal.flow;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.Random;
import java.util.TreeSet;
import org.junit.Test;

public class SequenceSetTest {
    @Test
    public void agreesWithASetOfNumbers() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("SequenceSetTest seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            SequenceSet set = new SequenceSet(1000);
            TreeSet<Long> model = new TreeSet<>();
            model.add(0L);
            for (int step = 0; step < 200; step++) {
                long number = 1 + random.nextInt(150);
                if (random.nextInt(20) == 0) {
                    set.addThrough(number / 4);
                    for (long i = 0; i <= number / 4; i++) {
                        model.add(i);
                    }
                } else {
                    assertEquals("seed " + seed, model.contains(number), set.contains(number));
                    set.add(number);
                    model.add(number);
                }
                check("seed " + seed, model, set);
            }
        }
    }

    private static void check(String at, TreeSet<Long> model, SequenceSet set) {
        TreeSet<Long> got = new TreeSet<>();
        for (long i = 0; i <= set.cumulative(); i++) {
            got.add(i);
        }
        long last = set.cumulative();
        for (int i = 0; i < set.ranges(); i++) {
            assertTrue(at + ": a gap before each range", set.bounds()[2 * i] > last + 1);
            for (long n = set.bounds()[2 * i]; n <= set.bounds()[2 * i + 1]; n++) {
                got.add(n);
            }
            last = set.bounds()[2 * i + 1];
        }
        assertEquals(at, model, got);
        assertEquals(set.ranges() > 0, set.hasGaps());
    }

    @Test
    public void maxRangesRefusesTheRangeTooManyButNotWhatExtendsOrCloses() {
        SequenceSet set = new SequenceSet(2);
        set.add(3);
        set.add(5);
        assertFalse(set.canAdd(7));
        set.add(7);
        assertFalse(set.contains(7));
        assertTrue(set.canAdd(6));
        assertTrue(set.canAdd(4));
        assertTrue(set.canAdd(1));
        set.add(4);
        assertEquals(1, set.ranges());
        assertTrue(set.canAdd(7));
    }

    @Test
    public void aForwardSequenceNumberNearTheEndOfAllNumbersCostsNothing() {
        SequenceSet set = new SequenceSet(2);
        set.add(9);
        set.addThrough(1L << 61);
        set.add((1L << 61) + 2);
        assertEquals(1L << 61, set.cumulative());
        assertEquals(1, set.ranges());
        assertTrue(set.contains(1L << 60));
    }
}
