package org.stratocumulus.balancing.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.junit.Test;

public class RecentTest {
    private static final InetSocketAddress CLIENT = new InetSocketAddress("192.0.2.1", 1935);
    private static final long KEEP_MILLIS = 1_000;

    private final Recent<Integer> recent = new Recent<>(1_000, KEEP_MILLIS);

    @Test
    public void nothingIsFoundAfterItsTimeWhichBeginsWithTheFirst() {
        recent.update(key(1), 0, former -> 1);
        recent.update(key(1), KEEP_MILLIS, former -> former + 1);
        assertEquals(2, (int) recent.find(key(1), KEEP_MILLIS));
        assertNull(recent.find(key(1), KEEP_MILLIS + 1));
    }

    @Test
    public void whatIsOldIsForgottenAsNewOnesCome() {
        for (int i = 0; i < 1_000; i++) {
            recent.update(key(i), 0, former -> 1);
        }
        int before = recent.size();
        for (int i = 1_000; i < 2_000; i++) {
            recent.update(key(i), KEEP_MILLIS, former -> 1);
        }
        assertTrue("as many as there is room for, if they are not old", recent.size() >= before);
        for (int i = 2_000; i < 3_000; i++) {
            recent.update(key(i), 3 * KEEP_MILLIS, former -> 1);
        }
        for (int i = 3_000; i < 3_100; i++) {
            recent.update(key(i), 5 * KEEP_MILLIS, former -> 1);
        }
        assertTrue(recent.size() + " remembered of 100 that are not old", recent.size() < before - 50);
    }

    private static HelloKey key(int i) {
        return HelloKey.of(CLIENT, ByteBuffer.allocate(16).putInt(i).array());
    }
}
