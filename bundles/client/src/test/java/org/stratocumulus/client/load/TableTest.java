package org.stratocumulus.client.load;

import static org.junit.Assert.assertEquals;

import java.util.List;
import org.junit.Test;

public class TableTest {
    @Test
    public void columnsAreFlushWhateverIsInThem() {
        Table table = new Table(List.of("local", "remote")).row("pairs", List.of("7", "123456789")).row("longer name", List.of("12345678", ""));
        assertEquals("""
                            local     remote
            pairs               7  123456789
            longer name  12345678""", table.toString());
    }

    @Test
    public void timesAreMillisecondsAndWhatNobodyMeasuredIsADash() {
        LatencyHistogram latency = new LatencyHistogram();
        for (int millis = 1; millis <= 100; millis++) {
            latency.record(millis * 1_000_000L);
        }
        String[] lines = new Table(List.of("one", "none")).rows("open", List.of(latency, new LatencyHistogram())).toString().split("\n");
        assertEquals(5, lines.length);
        assertEquals(List.of("p50", "p90", "p99", "max"), List.of(lines).subList(1, 5).stream().map(line -> line.substring(5, 8)).toList());
        assertEquals("open max, ms  100.00     -", lines[4]);
    }

    @Test
    public void sharesArePercentOfWhatThereWas() {
        assertEquals("99.90 %", Table.percent(999, 1000));
        assertEquals("-", Table.percent(0, 0));
        assertEquals("-", Table.number(Double.NaN, 2));
        assertEquals("12.5", Table.number(12.5, 1));
    }
}
