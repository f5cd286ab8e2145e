package org.stratocumulus.rendezvous.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import org.junit.Test;
import org.stratocumulus.api.PeerId;

public class RecentLookupsTest {
    private static final PeerId PEER = new PeerId(1, 2, 3, 4);
    private static final byte[] TAG = {1, 2, 3};

    private final RecentLookups recent = new RecentLookups(new SeededHash(7), 2_000);

    @Test
    public void hellosWithOneTagForOnePeerAreCounted() {
        assertEquals(0, recent.count(PEER, TAG, 10_000));
        assertEquals(1, recent.count(PEER, TAG, 11_500));
        assertEquals(2, recent.count(PEER, TAG, 13_000));
        assertEquals("another tag", 0, recent.count(PEER, new byte[] {1, 2, 4}, 13_000));
        assertEquals("another peer", 0, recent.count(new PeerId(1, 2, 3, 5), TAG, 13_000));
    }

    @Test
    public void aDatagramThatTheNetworkDoublesIsOneHello() {
        assertEquals(0, recent.count(PEER, TAG, 10_000));
        assertEquals(0, recent.count(PEER, TAG, 10_000 + RecentLookups.REPEAT_MILLIS - 1));
        assertEquals(1, recent.count(PEER, TAG, 10_000 + RecentLookups.REPEAT_MILLIS));
    }

    @Test
    public void theCountStopsAt255() {
        long now = 0;
        for (int i = 0; i < 300; i++) {
            recent.count(PEER, TAG, now += 1_000);
        }
        assertEquals(255, recent.count(PEER, TAG, now + 1_000));
    }

    @Test
    public void allIsForgottenAfterItsTime() {
        recent.count(PEER, TAG, 10_000);
        assertEquals(0, recent.count(PEER, TAG, 12_000));
        recent.add(PEER, 20_000);
        assertTrue(recent.contains(PEER, 21_999));
        assertFalse(recent.contains(PEER, 22_000));
        assertFalse(recent.contains(new PeerId(1, 2, 3, 5), 20_000));
    }

    @Test
    public void placesBoundWhatIsRememberedAndOldEntriesMakeRoom() {
        int many = 20 * RecentLookups.PLACES;
        for (int i = 0; i < many; i++) {
            recent.add(new PeerId(i, 0, 0, 0), 10_000);
        }
        int remembered = 0;
        for (int i = 0; i < many; i++) {
            remembered += recent.contains(new PeerId(i, 0, 0, 0), 10_000) ? 1 : 0;
        }
        assertTrue("RecentLookups.PLACES: " + remembered, remembered <= RecentLookups.PLACES && remembered > RecentLookups.PLACES / 2);
        assertTrue("the last one always", recent.contains(new PeerId(many - 1, 0, 0, 0), 10_000));
    }
}
