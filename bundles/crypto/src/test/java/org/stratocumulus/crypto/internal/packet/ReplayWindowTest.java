package org.stratocumulus.crypto.internal.packet;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.Test;

public class ReplayWindowTest {
    private final ReplayWindow window = new ReplayWindow();

    @Test
    public void theFirstNumberIsNewOnce() {
        assertTrue(window.isNew(0));
        window.mark(0);
        assertFalse(window.isNew(0));
    }

    @Test
    public void numbersWithinTheWindowMayComeInAnyOrder() {
        assertTrue("RFC 7425 4.7.3.3", ReplayWindow.SIZE >= 32);
        window.mark(1000);
        for (long number = 1000 - ReplayWindow.SIZE + 1; number < 1000; number++) {
            assertTrue("" + number, window.isNew(number));
            window.mark(number);
            assertFalse("" + number, window.isNew(number));
        }
    }

    @Test
    public void aNumberBelowTheWindowIsADuplicate() {
        window.mark(1000);
        assertFalse(window.isNew(1000 - ReplayWindow.SIZE));
        assertFalse(window.isNew(0));
    }

    @Test
    public void numbersAreUnsigned() {
        window.mark(-1);
        assertFalse(window.isNew(-1));
        assertTrue(window.isNew(-2));
        assertFalse(window.isNew(Long.MAX_VALUE));
        assertFalse(window.isNew(0));
    }

    @Test
    public void itAgreesWithASetOfAllNumbersSeen() {
        long seed = System.nanoTime();
        System.out.println("ReplayWindowTest seed " + seed);
        Random random = new Random(seed);
        Set<Long> seen = new HashSet<>();
        long highest = 0;
        for (int i = 0; i < 50_000; i++) {
            long number = Math.max(0, highest - 260 + random.nextInt(random.nextInt(50) == 0 ? 900 : 264));
            boolean expected = number > highest - ReplayWindow.SIZE && !seen.contains(number);
            assertEquals("seed " + seed + " step " + i, expected, window.isNew(number));
            if (expected) {
                window.mark(number);
                seen.add(number);
                highest = Math.max(highest, number);
            }
        }
    }
}
