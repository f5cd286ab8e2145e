package org.stratocumulus.rendezvous.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import org.junit.Test;
import org.stratocumulus.api.PeerId;

public class PeerBudgetTest {
    private static final PeerId PEER = new PeerId(1, 2, 3, 4);

    private final PeerBudget budget = new PeerBudget(new SeededHash(7), 50);

    private int taken(PeerId peer, long now, int tries) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            taken += budget.take(peer, now) ? 1 : 0;
        }
        return taken;
    }

    @Test
    public void aSecondsWorthMayComeAtOnceAndThenThatManyASecond() {
        assertEquals("forwardsPerPeer", 50, taken(PEER, 10_000, 1_000));
        assertEquals(0, taken(PEER, 10_010, 10));
        assertEquals(1, taken(PEER, 10_020, 10));
        assertEquals(50, taken(PEER, 20_000, 1_000));
    }

    @Test
    public void peersHavePursesOfTheirOwnMostly() {
        assertEquals(50, taken(PEER, 10_000, 100));
        int unharmed = 0;
        for (int i = 0; i < 1_000; i++) {
            unharmed += budget.take(new PeerId(i, 9, 9, 9), 10_000) ? 1 : 0;
        }
        assertTrue(unharmed + " of 1000", unharmed > 990);
    }

    @Test
    public void pursesBoundTheMemoryHoweverManyPeersThereAre() {
        int taken = 0;
        for (int i = 0; i < 200 * PeerBudget.PURSES; i++) {
            taken += budget.take(new PeerId(i, 0, 0, 0), 10_000) ? 1 : 0;
        }
        assertTrue("PeerBudget.PURSES: " + taken, taken <= 50 * PeerBudget.PURSES);
    }

    @Test
    public void aNewRateHoldsAtOnce() {
        budget.rate(1);
        assertEquals(1, taken(PEER, 10_000, 10));
    }
}
