package org.stratocumulus.session.internal;

import static org.junit.Assert.assertEquals;

import org.junit.Test;
import org.stratocumulus.session.internal.Keepalive.Action;
import org.stratocumulus.session.internal.time.Alarms;

public class KeepaliveTest {
    @Test
    public void afterAPeriodOfSilenceComeSixPingsAThirdOfAPeriodApartAndThenTheEnd() {
        Keepalive keepalive = new Keepalive(9_000, false);
        assertEquals(Action.NOTHING, keepalive.due(8_999, 0, 250));
        for (int i = 0; i < 6; i++) {
            assertEquals(9_000 + 3_000 * i, keepalive.deadline(0, 250));
            assertEquals(Action.PING, keepalive.due(9_000 + 3_000 * i, 0, 250));
        }
        assertEquals(Action.NOTHING, keepalive.due(26_999, 0, 250));
        assertEquals(Action.GIVE_UP, keepalive.due(27_000, 0, 250));
    }

    @Test
    public void pingsAreNeverCloserThanTheEffectiveRetransmissionTimeout() {
        Keepalive keepalive = new Keepalive(900, false);
        assertEquals(Action.PING, keepalive.due(900, 0, 5_000));
        assertEquals(5_900, keepalive.deadline(0, 5_000));
        assertEquals(Action.NOTHING, keepalive.due(5_899, 0, 5_000));
    }

    @Test
    public void whenTheRetransmissionTimeoutIsLongThreePingsWillDo() {
        Keepalive keepalive = new Keepalive(900, false);
        assertEquals(Action.PING, keepalive.due(900, 0, 700));
        assertEquals(Action.PING, keepalive.due(1_600, 0, 700));
        assertEquals(Action.PING, keepalive.due(6_600, 0, 5_000));
        assertEquals(Action.NOTHING, keepalive.due(13_599, 0, 7_000));
        assertEquals(Action.GIVE_UP, keepalive.due(13_600, 0, 7_000));
    }

    @Test
    public void aSignOfLifeBeginsAllOver() {
        Keepalive keepalive = new Keepalive(9_000, false);
        keepalive.due(9_000, 0, 250);
        keepalive.heard();
        assertEquals(10_000 + 9_000, keepalive.deadline(10_000, 250));
    }

    @Test
    public void aResponderPingsTogetherWhoIsDueWithinFiftyMilliseconds() {
        Keepalive keepalive = new Keepalive(9_000, true);
        assertEquals(109_000, keepalive.deadline(100_000, 250));
        assertEquals(109_000, keepalive.deadline(100_049, 250));
        assertEquals(109_050, keepalive.deadline(100_050, 250));
        assertEquals(Action.NOTHING, keepalive.due(108_999, 100_049, 250));
        assertEquals(Action.PING, keepalive.due(109_000, 100_049, 250));
        assertEquals("the next ones go by themselves", 112_000, keepalive.deadline(100_049, 250));
    }

    @Test
    public void aShortPeriodIsShortenedByATwentiethAtMost() {
        assertEquals(1_090, new Keepalive(100, true).deadline(994, 250));
        assertEquals(1_095, new Keepalive(100, true).deadline(995, 250));
        assertEquals(1_005, new Keepalive(5, true).deadline(1_000, 250));
    }

    @Test
    public void aPeriodOfZeroMeansNever() {
        Keepalive keepalive = new Keepalive(9_000, false);
        keepalive.period(0);
        assertEquals(Alarms.NEVER, keepalive.deadline(0, 250));
        assertEquals(Action.NOTHING, keepalive.due(Long.MAX_VALUE - 1, 0, 250));
    }
}
