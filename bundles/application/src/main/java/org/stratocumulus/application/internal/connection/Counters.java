package org.stratocumulus.application.internal.connection;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** The counters of all connections. Any thread may use it. */
public final class Counters {
    private final Map<Counter, LongAdder> adders = new EnumMap<>(Counter.class);

    /** All at zero. */
    public Counters() {
        for (Counter counter : Counter.values()) {
            adders.put(counter, new LongAdder());
        }
    }

    /** One more. */
    public void count(Counter counter) {
        adders.get(counter).increment();
    }

    /** Its value. */
    public long get(Counter counter) {
        return adders.get(counter).sum();
    }

    /** All by label, in order. */
    public Map<String, Long> snapshot() {
        Map<String, Long> values = new LinkedHashMap<>();
        adders.forEach((counter, adder) -> values.put(counter.label(), adder.sum()));
        return values;
    }
}
