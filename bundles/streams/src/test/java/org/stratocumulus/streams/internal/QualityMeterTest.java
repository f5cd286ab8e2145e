package org.stratocumulus.streams.internal;

import static org.junit.Assert.assertEquals;

import org.junit.Test;
import org.stratocumulus.api.status.StreamStatus.Quality;

public class QualityMeterTest {
    private final QualityMeter meter = new QualityMeter();

    @Test
    public void nothingSeenIsNothing() {
        assertEquals(Quality.NONE, meter.quality(5000, 10));
    }

    @Test
    public void ratesAreThoseOfTheLastFiveSeconds() {
        for (long now = 10_000; now < 20_000; now += 100) {
            meter.passed(now, 50);
        }
        Quality quality = meter.quality(19_999, 0);
        assertEquals(500, quality.byteRate());
        assertEquals(10, quality.messageRate(), 0);
        assertEquals(0, meter.quality(26_000, 0).byteRate());
    }

    @Test
    public void lossIsAShareOfAllMessages() {
        meter.passed(1000, 10);
        meter.passed(1001, 10);
        meter.passed(1002, 10);
        meter.lost(1003, 1);
        assertEquals(0.25, meter.quality(1500, 0).lossRate(), 0);
    }

    @Test
    public void delayIsWhatAMessageComesLaterThanTheFastest() {
        meter.passed(1000, 10);
        meter.arrived(1000, 0);
        meter.arrived(1040, 40);
        meter.arrived(1110, 80);
        assertEquals(30 + 5, meter.quality(1500, 5).latencyMillis());
    }

    @Test
    public void aNewTimeLineIsNoDelay() {
        meter.passed(1000, 10);
        meter.arrived(1000, 3_600_000);
        meter.arrived(1040, 0);
        assertEquals(0, meter.quality(1500, 0).latencyMillis());
    }
}
