package org.stratocumulus.session.internal.flow;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

/** RFC 7016 section 3.5.2.2. */
public class RoundTripTest {
    private final RoundTrip roundTrip = new RoundTrip();

    @Test
    public void beginsWithoutMeasurementAndThreeSeconds() {
        assertEquals(-1, roundTrip.srtt());
        assertEquals(0, roundTrip.rttvar());
        assertEquals(3000, roundTrip.erto());
    }

    @Test
    public void smoothsLikeTheFormulas() {
        roundTrip.echoReceived(1000, (1000 - 80) / 4);
        assertEquals(80, roundTrip.srtt());
        assertEquals(40, roundTrip.rttvar());
        assertEquals(80 + 4 * 40 + 200, roundTrip.erto());
        roundTrip.echoReceived(2000, (2000 - 160) / 4);
        assertEquals((3 * 40 + 80) / 4, roundTrip.rttvar());
        assertEquals((7 * 80 + 160) / 8, roundTrip.srtt());
        assertEquals(90 + 4 * 50 + 200, roundTrip.erto());
    }

    @Test
    public void theSameEchoMeasuresOnce() {
        roundTrip.echoReceived(1000, 245);
        roundTrip.echoReceived(5000, 245);
        assertEquals(20, roundTrip.srtt());
    }

    @Test
    public void anEchoOfTheFutureIsInvalidAndTicksWrap() {
        roundTrip.echoReceived(1000, 251);
        assertEquals(-1, roundTrip.srtt());
        roundTrip.echoReceived(65_536 * 4 + 8, 65_534);
        assertEquals(16, roundTrip.srtt());
    }

    @Test
    public void ertoIsNeverBelow250AndBacksOffByTheRootOfTwoUpToTenSeconds() {
        roundTrip.echoReceived(1000, 250);
        assertEquals(250, roundTrip.erto());
        roundTrip.backoff();
        assertEquals(353, roundTrip.erto());
        roundTrip.backoff();
        assertEquals(499, roundTrip.erto());
        for (int i = 0; i < 20; i++) {
            roundTrip.backoff();
        }
        assertEquals(10_000, roundTrip.erto());
        roundTrip.echoReceived(2000, 500);
        assertEquals(250, roundTrip.erto());
    }

    @Test
    public void backoffDoesNotGoBelowARoundTripOfMoreThanTenSeconds() {
        roundTrip.echoReceived(20_000, 1000);
        assertEquals(16_000 + 4 * 8_000 + 200, roundTrip.erto());
        roundTrip.backoff();
        assertEquals(16_000 + 4 * 8_000 + 200, roundTrip.erto());
    }

    @Test
    public void aTimestampIsDueWhenItsTickIsNew() {
        assertTrue(roundTrip.timestampDue(1000));
        assertEquals(250, roundTrip.takeTimestamp(1000));
        assertFalse(roundTrip.timestampDue(1003));
        assertTrue(roundTrip.timestampDue(1004));
        assertEquals(0, roundTrip.takeTimestamp(65_536 * 4));
    }

    @Test
    public void theEchoGrowsWithTheTimeItWaited() {
        assertFalse(roundTrip.echoDue(0));
        roundTrip.timestampReceived(1000, 65_535);
        assertTrue(roundTrip.echoDue(1000));
        assertEquals(65_535, roundTrip.takeEcho(1003));
        assertFalse(roundTrip.echoDue(1003));
        assertTrue(roundTrip.echoDue(1009));
        assertEquals(1, roundTrip.takeEcho(1009));
        roundTrip.timestampReceived(5000, 65_535);
        assertEquals("a repeated timestamp is no new one", 65_535 + 1001 - 65_536, roundTrip.takeEcho(1000 + 4004));
    }

    @Test
    public void aTimestampOlderThan128SecondsIsNotEchoed() {
        roundTrip.timestampReceived(1000, 7);
        assertTrue(roundTrip.echoDue(129_000));
        assertFalse(roundTrip.echoDue(129_001));
        assertFalse(roundTrip.echoDue(1000));
    }
}
