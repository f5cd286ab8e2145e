package org.stratocumulus.client.load;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Builds one JSON object in one line; fields keep their order. */
final class JsonLine {
    private static final double NANOS_PER_MILLI = 1e6;

    private final StringBuilder text = new StringBuilder("{");

    JsonLine put(String name, String value) {
        name(name);
        quote(value);
        return this;
    }

    JsonLine put(String name, long value) {
        name(name).append(value);
        return this;
    }

    JsonLine put(String name, boolean value) {
        name(name).append(value);
        return this;
    }

    /** @param value not a number and infinities become null @param decimals digits behind the point */
    JsonLine put(String name, double value, int decimals) {
        name(name).append(Double.isFinite(value) ? String.format(Locale.ROOT, "%." + decimals + "f", value) : "null");
        return this;
    }

    /** An object. */
    JsonLine put(String name, JsonLine inner) {
        name(name).append(inner);
        return this;
    }

    /** An object of whole numbers. */
    JsonLine put(String name, Map<String, Long> values) {
        JsonLine inner = new JsonLine();
        values.forEach(inner::put);
        return put(name, inner);
    }

    /** An array of objects. */
    JsonLine put(String name, List<JsonLine> values) {
        name(name).append(values.stream().map(JsonLine::toString).collect(Collectors.joining(",", "[", "]")));
        return this;
    }

    /** The percentiles in milliseconds with 2 decimals: {@code p50 p90 p99 max}. */
    JsonLine put(String name, LatencyHistogram latency) {
        JsonLine inner = new JsonLine().put("p50", latency.percentile(0.50) / NANOS_PER_MILLI, 2)
            .put("p90", latency.percentile(0.90) / NANOS_PER_MILLI, 2)
            .put("p99", latency.percentile(0.99) / NANOS_PER_MILLI, 2)
            .put("max", latency.max() / NANOS_PER_MILLI, 2);
        return put(name, inner);
    }

    private StringBuilder name(String name) {
        if (text.length() > 1) {
            text.append(',');
        }
        quote(name);
        return text.append(':');
    }

    private void quote(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }

    /** The whole object. */
    @Override
    public String toString() {
        return text + "}";
    }
}
