package org.stratocumulus.session.internal;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

public class TimeCriticalTest {
    private final TimeCriticalLoops loops = new TimeCriticalLoops(3);
    private final TimeCritical notes = new TimeCritical(loops, 0);

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
    public void sessionsOfOtherLoopsCountToo() {
        TimeCritical beside = new TimeCritical(loops, 2);
        beside.received(4, 100);
        assertTrue(notes.receivedByOther(1, 110));
        assertFalse("not to the sender itself", beside.receivedByOther(4, 110));
        assertTrue(notes.receivedByOther(1, 899));
        assertFalse(notes.receivedByOther(1, 900));
        assertFalse(notes.sentLately(110));
        beside.sent(1_000);
        assertTrue(notes.sentLately(1_001));
        assertFalse(notes.sentLately(1_800));
    }

    @Test
    public void beforeAnythingHappenedNothingHas() {
        assertFalse(notes.receivedByOther(0, 0));
        assertFalse(notes.receivedByOther(7, 0));
        assertFalse(notes.sentLately(0));
    }
}
