package org.stratocumulus.session.internal;

import static org.junit.Assert.assertEquals;

import org.junit.Test;

public class TokenBucketTest {
    @Test
    public void aSecondsWorthMayComeAtOnceAndNoMore() {
        TokenBucket bucket = new TokenBucket(10, 0);
        assertEquals(10, take(bucket, 100, 0));
        assertEquals(0, take(bucket, 100, 99));
        assertEquals(1, take(bucket, 100, 100));
        assertEquals("a long rest earns no more than a second's worth", 10, take(bucket, 100, 1_000_000));
    }

    @Test
    public void theRateHoldsOverTime() {
        TokenBucket bucket = new TokenBucket(7, -5_000);
        int taken = 0;
        for (int now = -5_000; now < 5_000; now++) {
            taken += take(bucket, 2, now);
        }
        assertEquals(7 + 7 * 10 - 1, taken);
    }

    @Test
    public void aLowerRateTakesEffectAtOnce() {
        TokenBucket bucket = new TokenBucket(1_000_000, 0);
        bucket.rate(3);
        assertEquals(3, take(bucket, 100, 0));
    }

    @Test
    public void aClockThatStepsBackEarnsNothing() {
        TokenBucket bucket = new TokenBucket(2, 1_000);
        assertEquals(2, take(bucket, 9, 1_000));
        assertEquals(0, take(bucket, 9, 500));
        assertEquals(0, take(bucket, 9, 1_000));
    }

    private static int take(TokenBucket bucket, int times, long now) {
        int taken = 0;
        for (int i = 0; i < times; i++) {
            taken += bucket.take(now) ? 1 : 0;
        }
        return taken;
    }
}
