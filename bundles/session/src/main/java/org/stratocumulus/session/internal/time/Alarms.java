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

    /** One alarm, made once by its owner and set again and again. */
    public final class Alarm {
        private final Runnable action;
        private long at = NEVER;
        private long order;
        private int place;

        private Alarm(Runnable action) {
            this.action = action;
        }

        /** Sets or moves the alarm to a moment in milliseconds; a moment that has passed rings at the next turn. */
        public void set(long atMillis) {
            boolean waiting = isSet();
            at = Math.min(atMillis, NEVER - 1);
            order = settings++;
            if (!waiting) {
                if (size == heap.length) {
                    heap = Arrays.copyOf(heap, 2 * size);
                }
                place = size++;
            }
            sink(rise(this));
        }

        /** Sets the alarm unless it is set to ring earlier. */
        public void setNoLaterThan(long atMillis) {
            if (atMillis < at) {
                set(atMillis);
            }
        }

        /** Takes the alarm back. */
        public void cancel() {
            if (isSet()) {
                remove(this);
            }
        }

        /** Whether it waits to ring. */
        public boolean isSet() {
            return at != NEVER;
        }

        /** When it rings, or {@link Alarms#NEVER}. */
        public long at() {
            return at;
        }

        private boolean before(Alarm o) {
            return at != o.at ? at < o.at : order < o.order;
        }
    }

    /** Makes an alarm that is not set. */
    public Alarm alarm(Runnable action) {
        return new Alarm(action);
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
            first.action.run();
        }
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
