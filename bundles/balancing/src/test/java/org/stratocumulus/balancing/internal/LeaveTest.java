package org.stratocumulus.balancing.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.Test;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.balancing.internal.BalancingSettings.Draining;

public class LeaveTest {
    private static final int TICK = 250;

    private final List<PeerId> here = new ArrayList<>();
    private final List<PeerId> away = new ArrayList<>();
    private boolean lingering;
    private PeerId silent;
    private long now = 77_000;
    private final Leave leave = new Leave(new Leave.Clients() {
        @Override
        public List<PeerId> list() {
            return List.copyOf(here);
        }

        @Override
        public boolean close(PeerId client, String reason) {
            if (client.equals(silent)) {
                return false;
            }
            assertFalse("told twice", away.contains(client));
            away.add(client);
            if (!lingering) {
                here.remove(client);
            }
            return true;
        }
    });

    @Test
    public void nobodyIsSentAwayBeforeTheOthersHaveHeardOfIt() {
        clients(1000);
        run(new Draining(true, 50, 600), Leave.HEAD_START_MILLIS);
        assertEquals(0, away.size());
        run(new Draining(true, 50, 600), 1000 + TICK);
        assertTrue(away.size() + " of 50", away.size() >= 50 && away.size() <= 63);
    }

    @Test
    public void thePaceIsKeptSecondForSecond() {
        clients(1000);
        run(new Draining(true, 50, 600), Leave.HEAD_START_MILLIS + TICK);
        for (int second = 0; second < 10; second++) {
            int before = away.size();
            run(new Draining(true, 50, 600), 1000);
            assertEquals("in second " + second, 50, away.size() - before, 1);
        }
        assertEquals(1000 - away.size(), leave.status().left());
        assertEquals(away.size(), leave.status().closed());
    }

    @Test
    public void theDeadlineIsKeptEvenlyWhenThePaceWouldNotDo() {
        clients(1000);
        run(new Draining(true, 1, 12), Leave.HEAD_START_MILLIS + TICK);
        int most = 0;
        for (int second = 0; second < 9; second++) {
            int before = away.size();
            run(new Draining(true, 1, 12), 1000);
            most = Math.max(most, away.size() - before);
        }
        assertTrue(most + " in one second, not 100 or a little more", most >= 100 && most <= 120);
        run(new Draining(true, 1, 12), 1000);
        assertEquals(1000, away.size());
        assertEquals(0, leave.status().remainingMillis());
    }

    @Test
    public void sessionsThatLingerAreNotToldTwiceAndThoseWithoutAConnectionHoldNobodyUp() {
        lingering = true;
        clients(100);
        silent = here.get(0);
        run(new Draining(true, 50, 600), Leave.HEAD_START_MILLIS + 5000);
        assertEquals(99, away.size());
        assertEquals("it may connect yet, and then leave", 1, leave.status().left());
    }

    @Test
    public void whoeverIsLeftStaysWhenItIsCalledOff() {
        clients(1000);
        run(new Draining(true, 50, 600), Leave.HEAD_START_MILLIS + 2000);
        int gone = away.size();
        run(Draining.NONE, 5000);
        assertEquals(gone, away.size());
        assertFalse(leave.status().active());
    }

    private void run(Draining order, long millis) {
        for (long end = now + millis; now < end; now += TICK) {
            leave.tick(order, now);
        }
    }

    private void clients(int count) {
        for (int i = 0; i < count; i++) {
            byte[] id = new byte[32];
            id[0] = (byte) (i >> 8);
            id[1] = (byte) i;
            here.add(PeerId.of(id));
        }
    }
}
