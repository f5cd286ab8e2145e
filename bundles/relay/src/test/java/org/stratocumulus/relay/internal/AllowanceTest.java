package org.stratocumulus.relay.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

public class AllowanceTest {
    private final Allowance allowance = new Allowance(100, 1_000, 0);

    private long left(long now) {
        long left = 0;
        while (allowance.has(1, now)) {
            allowance.take(1);
            left++;
        }
        return left;
    }

    @Test
    public void aStretchsWorthMayComeAtOnceAndNotMore() {
        assertEquals(100, left(0));
        assertEquals("10 for each 100 ms", 10, left(100));
        assertEquals("no more however long it was", 100, left(1_000_000));
    }

    @Test
    public void whatOneMillisecondBringsMayBeLessThanOne() {
        left(0);
        int taken = 0;
        for (int now = 1; now <= 1_000; now++) {
            taken += (int) left(now);
        }
        assertEquals(100, taken, 1);
    }

    @Test
    public void fewerUnitsHoldAtOnce() {
        allowance.units(10, 0);
        assertEquals(10, left(0));
        assertFalse(allowance.isFull(999));
        assertTrue(allowance.isFull(1_000));
    }
}
