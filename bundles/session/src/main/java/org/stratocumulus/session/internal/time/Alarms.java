package org.stratocumulus.session.internal.time;

import java.util.Arrays;

/**
 * The alarms of one loop's engine: data that the loop's driver asks for the next deadline. Confined to the loop.
 * A binary heap that knows each alarm's place, so that moving one of a hundred thousand costs a few comparisons and
 * allocates nothing. Alarms for the same millisecond ring in the order of their setting.
 */
public final class Alarms {
    /** What {@link #next} answers when no alarm is set. */
    public static final long NEVER = Long.MAX_VALUE;

    private Alarm[] heap = new Alarm[16];
    private int size;
    private long settings;

    /** One alarm, set again and again. What every session waits for extends it, so that it is one object and not three. */
    public abstract static class Alarm {
        private final Alarms alarms;
        private long at = NEVER;
        private long order;
        private int place;

        /** An alarm that is not set. */
        protected Alarm(Alarms alarms) {
            this.alarms = alarms;
        }

        /** Its moment has come; it is not set any more, and may be set again. */
        protected abstract void ring();

        /** Sets or moves the alarm to a moment in milliseconds; a moment that has passed rings at the next turn. */
        public final void set(long atMillis) {
            alarms.set(this, Math.min(atMillis, NEVER - 1));
        }

        /** Sets the alarm unless it is set to ring earlier. */
        public final void setNoLaterThan(long atMillis) {
            if (atMillis < at) {
                set(atMillis);
            }
        }

        /** Takes the alarm back. */
        public final void cancel() {
            if (isSet()) {
                alarms.remove(this);
            }
        }

        /** Whether it waits to ring. */
        public final boolean isSet() {
            return at != NEVER;
        }

        /** When it rings, or {@link Alarms#NEVER}. */
        public final long at() {
            return at;
        }

        private boolean before(Alarm o) {
            return at != o.at ? at < o.at : order < o.order;
        }
    }

    /** Makes an alarm that is not set. */
    public Alarm alarm(Runnable action) {
        return new Alarm(this) {
            @Override
            protected void ring() {
                action.run();
            }
        };
    }

    /** When the next alarm rings, or {@link #NEVER}. */
    public long next() {
        return size == 0 ? NEVER : heap[0].at;
    }

    /** Rings every alarm whose moment has come; what they set for this moment rings too. */
    public void ring(long now) {
        while (size > 0 && heap[0].at <= now) {
            Alarm first = heap[0];
            remove(first);
            first.ring();
        }
    }

    private void set(Alarm alarm, long at) {
        boolean waiting = alarm.isSet();
        alarm.at = at;
        alarm.order = settings++;
        if (!waiting) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, 2 * size);
            }
            alarm.place = size++;
        }
        sink(rise(alarm));
    }

    private void remove(Alarm alarm) {
        alarm.at = NEVER;
        Alarm last = heap[--size];
        heap[size] = null;
        if (last != alarm) {
            last.place = alarm.place;
            sink(rise(last));
        }
    }

    private Alarm rise(Alarm alarm) {
        int i = alarm.place;
        while (i > 0 && alarm.before(heap[(i - 1) / 2])) {
            i = put(heap[(i - 1) / 2], i, (i - 1) / 2);
        }
        heap[i] = alarm;
        alarm.place = i;
        return alarm;
    }

    private void sink(Alarm alarm) {
        int i = alarm.place;
        for (int child = 2 * i + 1; child < size; child = 2 * i + 1) {
            if (child + 1 < size && heap[child + 1].before(heap[child])) {
                child++;
            }
            if (!heap[child].before(alarm)) {
                break;
            }
            i = put(heap[child], i, child);
        }
        heap[i] = alarm;
        alarm.place = i;
    }

    /** Moves an alarm into the hole; the hole is then where the alarm was. */
    private int put(Alarm alarm, int hole, int from) {
        heap[hole] = alarm;
        alarm.place = hole;
        return from;
    }
}
