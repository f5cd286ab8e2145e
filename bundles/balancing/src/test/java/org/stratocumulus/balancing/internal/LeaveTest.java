package org.stratocumulus.balancing.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.Test;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.balancing.internal.BalancingSettings.Draining;

public class LeaveTest {
    private static final int TICK = 250;

    private final List<Leave.Guest> here = new ArrayList<>();
    private final List<PeerId> away = new ArrayList<>();
    private final List<Integer> closed = new ArrayList<>();
    private final Set<PeerId> silent = new HashSet<>();
    private boolean lingering;
    private long now = 77_000;
    private final Leave leave = new Leave(new Leave.Guests() {
        @Override
        public List<Leave.Guest> list() {
            return List.copyOf(here);
        }

        @Override
        public boolean tell(PeerId client, String reason) {
            if (silent.contains(client)) {
                return false;
            }
            assertFalse("told twice", away.contains(client));
            away.add(client);
            if (!lingering) {
                here.removeIf(guest -> guest.peer().equals(client));
            }
            return true;
        }

        @Override
        public void close(int sessionId) {
            closed.add(sessionId);
            here.removeIf(guest -> guest.id() == sessionId);
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
    public void aClientThatWasToldIsNotToldAgainAndClosedWhenItHasNotGoneTenSecondsLater() {
        lingering = true;
        clients(10);
        run(new Draining(true, 50, 600), Leave.HEAD_START_MILLIS + Leave.PATIENCE_MILLIS);
        assertEquals(10, away.size());
        assertEquals(0, leave.status().left());
        assertEquals(List.of(), closed);
        run(new Draining(true, 50, 600), 1000);
        assertEquals(10, closed.size());
        assertEquals("counted once", 10, leave.status().closed());
    }

    @Test
    public void sessionsWithoutANetConnectionAreClosedAtThePaceToo() {
        clients(1000);
        here.forEach(guest -> silent.add(guest.peer()));
        run(new Draining(true, 50, 600), Leave.HEAD_START_MILLIS + TICK);
        int before = closed.size();
        run(new Draining(true, 50, 600), 10_000);
        assertEquals(500, closed.size() - before, 1);
        assertEquals(0, away.size());
        assertEquals(closed.size(), leave.status().closed());
    }

    @Test
    public void aSessionThatHasJustOpenedMayConnectAndBeTold() {
        clients(1);
        Leave.Guest old = here.remove(0);
        silent.add(old.peer());
        here.add(new Leave.Guest(old.id(), old.peer(), Leave.YOUNG_MILLIS - 1));
        run(new Draining(true, 50, 60), 30_000);
        assertEquals("it holds nobody up and is not closed", List.of(), closed);
        silent.clear();
        run(new Draining(true, 50, 60), TICK);
        assertEquals(1, away.size());
    }

    @Test
    public void atTheDeadlineNobodyIsTooYoung() {
        here.add(new Leave.Guest(1, peer(1), 0));
        silent.add(peer(1));
        run(new Draining(true, 50, 60), 60_000 + 2 * TICK);
        assertEquals(List.of(1), closed);
    }

    @Test
    public void ofSeveralSessionsOfOnePeerEachIsSentAway() {
        lingering = true;
        here.add(new Leave.Guest(2, peer(1), 60_000));
        here.add(new Leave.Guest(1, peer(1), 90_000));
        run(new Draining(true, 50, 600), Leave.HEAD_START_MILLIS + 2 * TICK);
        assertEquals("the newest", List.of(peer(1)), away);
        here.remove(0);
        away.clear();
        run(new Draining(true, 50, 600), TICK);
        assertEquals(List.of(peer(1)), away);
        assertEquals(2, leave.status().closed());
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
            here.add(new Leave.Guest(i, peer(i), 60_000));
        }
    }

    private static PeerId peer(int number) {
        byte[] id = new byte[32];
        id[0] = (byte) (number >> 8);
        id[1] = (byte) number;
        return PeerId.of(id);
    }
}
