package org.stratocumulus.balancing.internal;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.stratocumulus.api.balancing.BalancingStrategy;
import org.stratocumulus.api.balancing.Choice;
import org.stratocumulus.api.balancing.ClusterView;
import org.stratocumulus.api.balancing.Hello;

/**
 * One strategy, kept from doing harm: it is passed over for a hello when it throws or answers null, and is not asked for a while after
 * {@link #STRIKES} calls in a row that failed or took too long. Safe for all loops.
 */
public final class StrategyGuard {
    /** Bad calls in a row after which it is bypassed. */
    static final int STRIKES = 3;
    /** For how long. */
    static final long BYPASS_MILLIS = 30_000;
    private static final long NEVER = Long.MIN_VALUE;

    private final BalancingStrategy strategy;
    private final LongSupplier nanos;
    private final LongAdder calls = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder slow = new LongAdder();
    private final AtomicInteger strikes = new AtomicInteger();
    private volatile long bypassedUntil = NEVER;
    private volatile String lastFailure = "";

    /** @param nanos a monotonic clock */
    public StrategyGuard(BalancingStrategy strategy, LongSupplier nanos) {
        this.strategy = strategy;
        this.nanos = nanos;
    }

    /** Its answer; null when it is bypassed or has given none that can be used. */
    Choice ask(Hello hello, ClusterView view, int budgetMicros) {
        long before = nanos.getAsLong();
        if (bypassed(before) > 0) {
            return null;
        }
        calls.increment();
        Choice choice = null;
        String failure = "it answered null";
        try {
            choice = strategy.choose(hello, view);
        } catch (RuntimeException | LinkageError | StackOverflowError e) { // foreign code on an event loop: whatever it does, go on
            failure = e.toString();
        }
        long after = nanos.getAsLong();
        long micros = (after - before) / 1000;
        if (choice == null) {
            failures.increment();
            strike(failure, after);
        } else if (micros > budgetMicros) {
            slow.increment();
            strike("it took " + micros + " µs of " + budgetMicros, after);
        } else {
            strikes.set(0);
        }
        return choice;
    }

    /** Its answer to a question that does not count; null when it has none. Not for event loops. */
    Choice peek(Hello hello, ClusterView view) {
        try {
            return strategy.choose(hello, view);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            return null;
        }
    }

    /** What {@link BalancingStrategy#name} says; a class name when it fails even there. */
    public String name() {
        try {
            String name = strategy.name();
            return name == null ? strategy.getClass().getName() : name;
        } catch (RuntimeException | LinkageError e) {
            return strategy.getClass().getName();
        }
    }

    BalancingStrategy strategy() {
        return strategy;
    }

    long calls() {
        return calls.sum();
    }

    long failures() {
        return failures.sum();
    }

    long slow() {
        return slow.sum();
    }

    /** Why it was passed over last; empty when it never was. */
    String lastFailure() {
        return lastFailure;
    }

    /** Milliseconds until it is asked again, 0 when it is asked. */
    long bypassedMillis() {
        return bypassed(nanos.getAsLong());
    }

    private long bypassed(long now) {
        long until = bypassedUntil;
        return until == NEVER || until - now <= 0 ? 0 : (until - now + 999_999) / 1_000_000;
    }

    private void strike(String why, long now) {
        lastFailure = why;
        if (strikes.incrementAndGet() >= STRIKES) {
            strikes.set(0);
            bypassedUntil = now + BYPASS_MILLIS * 1_000_000;
        }
    }
}
