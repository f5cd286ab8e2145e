package org.stratocumulus.client.load;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.Test;

public class LatencyHistogramTest {
    private static final double PRECISION = 0.01;

    private final LatencyHistogram histogram = new LatencyHistogram();

    @Test
    public void everyPercentileOfRandomDurationsIsWithinOnePercent() {
        long seed = System.nanoTime();
        System.out.println("LatencyHistogramTest seed " + seed);
        Random random = new Random(seed);
        long[] durations = new long[10_000];
        for (int i = 0; i < durations.length; i++) {
            durations[i] = (long) Math.pow(2, random.nextDouble() * 44);
            histogram.record(durations[i]);
        }
        Arrays.sort(durations);
        for (int p = 1; p <= 1000; p++) {
            long exact = durations[(int) Math.ceil(p / 1000.0 * durations.length) - 1];
            assertClose(exact, histogram.percentile(p / 1000.0));
        }
    }

    @Test
    public void everyEndOfABucketIsWithinOnePercent() {
        for (int shift = 0; shift < 45; shift++) {
            for (long value : new long[] {(1L << shift) - 1, 1L << shift, (1L << shift) + 1}) {
                histogram.clear();
                histogram.record(value);
                histogram.record(LatencyHistogram.MAX);
                assertClose(value, histogram.percentile(0.5));
            }
        }
    }

    @Test
    public void theMaximumIsExact() {
        histogram.record(1_234_567_891);
        histogram.record(3);
        assertEquals(1_234_567_891, histogram.max());
        assertEquals(1_234_567_891, histogram.percentile(1));
    }

    @Test
    public void anEmptyOneAnswersZero() {
        assertEquals(0, histogram.percentile(0.5));
        assertEquals(0, histogram.max());
        assertEquals(0, histogram.count());
    }

    @Test
    public void whatIsOutOfRangeCountsAtItsEnds() {
        histogram.record(-5);
        histogram.record(Long.MAX_VALUE);
        assertEquals(2, histogram.count());
        assertEquals(0, histogram.percentile(0.5));
        assertEquals(LatencyHistogram.MAX, histogram.percentile(1));
    }

    @Test
    public void twoTogetherCountLikeOne() {
        LatencyHistogram other = new LatencyHistogram();
        histogram.record(100);
        other.record(50);
        other.record(120);
        histogram.add(other);
        assertEquals(3, histogram.count());
        assertEquals(50, histogram.percentile(0.33));
        assertEquals(100, histogram.percentile(0.66));
        assertEquals(120, histogram.max());
    }

    private static void assertClose(long exact, long measured) {
        assertTrue(measured + " for " + exact, measured >= exact && measured - exact <= exact * PRECISION);
    }
}
