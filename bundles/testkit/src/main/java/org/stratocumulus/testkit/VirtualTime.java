package org.stratocumulus.testkit;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * A clock that moves from event to event, and never by itself. Events of one moment happen in the order in which they were
 * scheduled. One thread.
 */
public final class VirtualTime {
    private final PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private long now;
    private long order;

    /** Begins at an odd moment, so that nothing works only because time begins at zero. */
    public VirtualTime() {
        this(1_000_003);
    }

    public VirtualTime(long origin) {
        now = origin;
    }

    /** Milliseconds. */
    public long now() {
        return now;
    }

    /** Lets something happen later; a delay of 0 or less means at this moment, after what is scheduled for it already. */
    public Event schedule(long delayMillis, Runnable action) {
        Event event = new Event(now + Math.max(0, delayMillis), order++, action);
        events.add(event);
        return event;
    }

    /** Runs tasks so much later, as a pool of threads would. */
    public Executor executor(long delayMillis) {
        return task -> schedule(delayMillis, task);
    }

    /** Lets time pass. */
    public void advance(long millis) {
        long until = now + millis;
        while (!events.isEmpty() && events.peek().at <= until) {
            step();
        }
        now = until;
    }

    /**
     * Lets time pass until something holds.
     *
     * @param what a sentence for the failure
     * @throws AssertionError when it does not hold within the limit
     */
    public void runUntil(String what, long limitMillis, BooleanSupplier holds) {
        long until = now + limitMillis;
        while (!holds.getAsBoolean()) {
            if (events.isEmpty() || events.peek().at > until) {
                throw new AssertionError("not within " + limitMillis + " ms of virtual time: " + what);
            }
            step();
        }
    }

    private void step() {
        Event event = events.remove();
        now = event.at;
        if (!event.cancelled) {
            event.action.run();
        }
    }

    /** Something that is to happen. */
    public static final class Event {
        private final long at;
        private final long order;
        private final Runnable action;
        private boolean cancelled;

        private Event(long at, long order, Runnable action) {
            this.at = at;
            this.order = order;
            this.action = action;
        }

        private long at() {
            return at;
        }

        private long order() {
            return order;
        }

        /** Takes it back. */
        public void cancel() {
            cancelled = true;
        }
    }
}
