package org.stratocumulus.client.load;

import static org.junit.Assert.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.Test;

public class JsonLineTest {
    @Test
    public void fieldsKeepTheirOrder() {
        assertEquals("{\"b\":\"x\",\"a\":-1,\"c\":true,\"d\":2.50,\"e\":{\"f\":3}}",
            new JsonLine().put("b", "x").put("a", -1).put("c", true).put("d", 2.5, 2).put("e", Map.of("f", 3L)).toString());
    }

    @Test
    public void objectsMakeAnArray() {
        assertEquals("{\"a\":[{\"b\":1},{}]}", new JsonLine().put("a", List.of(new JsonLine().put("b", 1), new JsonLine())).toString());
    }

    @Test
    public void textThatWouldBreakTheLineIsEscaped() {
        assertEquals("{\"a\":\"\\\"\\\\\\u000a\\u0000ä\"}", new JsonLine().put("a", "\"\\\n\0ä").toString());
    }

    @Test
    public void whatIsNoNumberIsNull() {
        assertEquals("{\"a\":null,\"b\":null}", new JsonLine().put("a", Double.NaN, 1).put("b", 1 / 0.0, 1).toString());
    }

    @Test
    public void percentilesAreMillisecondsWithTwoDecimals() {
        LatencyHistogram latency = new LatencyHistogram();
        latency.record(1_000_000);
        latency.record(12_345_678);
        assertEquals("{\"l\":{\"p50\":1.00,\"p90\":12.35,\"p99\":12.35,\"max\":12.35}}", new JsonLine().put("l", latency).toString());
    }
}
