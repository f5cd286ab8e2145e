package org.stratocumulus.transport;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

/** The bucket of wake-ups, in a time of its own. */
public final class WakeUpsTest {
    private static final long EACH = 1_000_000;

    /** {@link System#nanoTime} may overflow meanwhile. */
    private long now = Long.MAX_VALUE - 20 * EACH;
    private final WakeUps wakeUps = new WakeUps(now);

    @Test
    public void withoutAnIntervalNothingWaits() {
        for (int i = 0; i < 100; i++) {
            wakeUps.used(now);
            assertEquals(0, wakeUps.remaining(now));
        }
    }

    @Test
    public void aBurstIsFreeThenThereIsOneInAnInterval() {
        wakeUps.interval(EACH);
        int free = burst();
        assertEquals(WakeUps.BURST, free);
        for (int i = 0; i < 100; i++) {
            assertEquals(EACH, wakeUps.remaining(now));
            now += EACH / 4;
            assertEquals(EACH - EACH / 4, wakeUps.remaining(now));
            now += EACH - EACH / 4;
            assertTrue(wakeUps.remaining(now) <= 0);
            wakeUps.used(now);
        }
    }

    @Test
    public void quietTimeSavesUpABurstAndNotMore() {
        wakeUps.interval(EACH);
        burst();
        now += 5 * EACH;
        assertEquals(5, burst());
        now += 1_000 * EACH;
        assertEquals(WakeUps.BURST, burst());
    }

    @Test
    public void readingWithoutWaitingMakesNobodyWaitLongerAfterwards() {
        wakeUps.interval(EACH);
        for (int i = 0; i < 10_000; i++) { // a socket that is never empty
            wakeUps.used(now);
        }
        assertEquals(EACH, wakeUps.remaining(now));
    }

    @Test
    public void aShorterIntervalHoldsAtOnce() {
        wakeUps.interval(10 * EACH);
        burst();
        wakeUps.interval(EACH);
        assertTrue(wakeUps.remaining(now) <= EACH);
        wakeUps.interval(0);
        assertEquals(0, wakeUps.remaining(now));
    }

    @Test
    public void aTransportRefusesWhatIsOutOfRange() {
        try (UdpTransport transport = Transports.open(UdpTransportOptions.Kind.NIO, 1)) {
            transport.wakeUpInterval(0);
            transport.wakeUpInterval(UdpTransport.MAX_WAKE_UP_INTERVAL);
            for (int bad : new int[] {-1, UdpTransport.MAX_WAKE_UP_INTERVAL + 1}) {
                String said = assertThrows(IllegalArgumentException.class, () -> transport.wakeUpInterval(bad)).getMessage();
                assertEquals("wakeUpInterval is out of range: " + bad, said);
            }
        }
    }

    private int burst() {
        int number = 0;
        while (wakeUps.remaining(now) <= 0) {
            wakeUps.used(now);
            number++;
        }
        return number;
    }
}
