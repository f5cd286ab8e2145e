package org.stratocumulus.session.internal.flow;

import static org.junit.Assert.assertEquals;

import org.junit.Test;

/** RFC 7016 appendix A.2, figures 24 and 25; and 3.5.2.1. */
public class CongestionWindowTest {
    private final CongestionWindow window = new CongestionWindow();

    private void packet(long outstanding, long acknowledged, boolean fastGrow, boolean timeCriticalSent) {
        window.packetBegins(outstanding);
        window.acknowledged(acknowledged);
        window.packetEnds(fastGrow, timeCriticalSent);
    }

    private void loss(long outstanding, boolean fastGrow, boolean timeCriticalSent) {
        window.packetBegins(outstanding);
        window.acknowledged(0);
        window.negativelyAcknowledged();
        window.lost();
        window.packetEnds(fastGrow, timeCriticalSent);
    }

    @Test
    public void slowStartAddsWhatWasAcknowledgedUpToASegment() {
        packet(4380, 1000, true, false);
        assertEquals(5380, window.bytes());
        packet(5380, 9000, true, false);
        assertEquals(5380 + 1460, window.bytes());
    }

    @Test
    public void doesNotGrowWhenTheWindowWasNotUsedOrAFragmentIsSuspect() {
        packet(4379, 1000, true, false);
        assertEquals(4380, window.bytes());
        window.packetBegins(9000);
        window.acknowledged(1000);
        window.negativelyAcknowledged();
        window.packetEnds(true, false);
        assertEquals(4380, window.bytes());
    }

    @Test
    public void lossHalvesWhatWasOutstanding() {
        loss(20_000, true, false);
        assertEquals(10_000, window.bytes());
        assertEquals(10_000, window.slowStartThreshold());
        loss(5000, true, false);
        assertEquals("never below the initial window", 4380, window.bytes());
    }

    @Test
    public void lossTakesAnEighthWhenTheWindowIsLargeOrTimeCriticalDataIsSent() {
        loss(80_000, true, false);
        assertEquals(70_000, window.bytes());
        loss(80_000, false, false);
        assertEquals("yielding to others", 40_000, window.bytes());
        loss(16_000, false, true);
        assertEquals(14_000, window.bytes());
    }

    @Test
    public void congestionAvoidanceAdds48BytesForEachSixteenthOfTheWindow() {
        loss(32_000, true, false);
        packet(16_000, 999, true, false);
        assertEquals(16_000, window.bytes());
        packet(16_000, 1, true, false);
        assertEquals(16_048, window.bytes());
        packet(16_048, 16_048, true, false);
        assertEquals("768 bytes a round trip", 16_048 + 16 * 48, window.bytes());
    }

    @Test
    public void reverseNotificationStopsSlowStartAndHalvesTheIncrease() {
        packet(4380, 4380, false, false);
        assertEquals("384 bytes a round trip, section 3.5.2.1", 4380 + 16 * 24, window.bytes());
    }

    @Test
    public void sendingTimeCriticalDataKeepsAQuarterOfSlowStart() {
        packet(4380, 1001, false, true);
        assertEquals(4380 + 251, window.bytes());
    }

    @Test
    public void aTimeoutWithLossGoesBackToOneSegmentAndWithoutLossToTheInitialWindow() {
        loss(32_000, true, false);
        window.timedOut(true);
        assertEquals(1460, window.bytes());
        assertEquals(16_000, window.slowStartThreshold());
        packet(1460, 100, true, false);
        assertEquals("at least the initial window again", 4380, window.bytes());
        window.timedOut(false);
        assertEquals(4380, window.bytes());
    }
}
