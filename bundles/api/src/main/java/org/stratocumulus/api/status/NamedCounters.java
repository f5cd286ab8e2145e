package org.stratocumulus.api.status;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * What a bundle counts since its start, a figure for each constant of an enumeration. Any thread; who counts never waits.
 *
 * @param <C> what is counted
 */
public class NamedCounters<C extends Enum<C>> {
    private final Map<C, LongAdder> adders;
    private final Function<C, String> name;

    /**
     * @param counters what is counted
     * @param name of a counter, as the console shows it
     */
    protected NamedCounters(Class<C> counters, Function<C, String> name) {
        this.adders = new EnumMap<>(counters);
        this.name = name;
        for (C counter : counters.getEnumConstants()) {
            adders.put(counter, new LongAdder());
        }
    }

    /** One more. */
    public final void count(C counter) {
        adders.get(counter).increment();
    }

    /** So many more. */
    public final void add(C counter, long more) {
        adders.get(counter).add(more);
    }

    /** How many until now. */
    public final long get(C counter) {
        return adders.get(counter).sum();
    }

    /** All by name, in the order of the enumeration. */
    public final Map<String, Long> snapshot() {
        Map<String, Long> values = new LinkedHashMap<>();
        adders.forEach((counter, adder) -> values.put(name.apply(counter), adder.sum()));
        return values;
    }
}
