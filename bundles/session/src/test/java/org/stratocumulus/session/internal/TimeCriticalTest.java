package org.stratocumulus.session.internal;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

public class TimeCriticalTest {
    private final TimeCritical notes = new TimeCritical();

    @Test
    public void onlyAnotherSessionCounts() {
        notes.received(1, 0);
        assertFalse(notes.receivedByOther(1, 10));
        assertTrue(notes.receivedByOther(2, 10));
        notes.received(2, 100);
        notes.received(2, 200);
        assertTrue("1 received some at 0", notes.receivedByOther(2, 799));
        assertFalse(notes.receivedByOther(2, 800));
        assertTrue(notes.receivedByOther(1, 999));
        assertFalse(notes.receivedByOther(1, 1_000));
    }

    @Test
    public void beforeAnythingHappenedNothingHas() {
        assertFalse(notes.receivedByOther(0, 0));
        assertFalse(notes.receivedByOther(7, 0));
        assertFalse(notes.sentLately(0));
    }
}
