package org.stratocumulus.application.internal.connection;

import org.stratocumulus.api.status.NamedCounters;

/** The counters of all connections. Any thread may use it. */
public final class Counters extends NamedCounters<Counter> {
    /** All at zero. */
    public Counters() {
        super(Counter.class, Counter::label);
    }
}
