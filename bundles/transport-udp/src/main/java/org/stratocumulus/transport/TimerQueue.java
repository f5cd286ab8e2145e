package org.stratocumulus.transport;

import java.util.Arrays;

/**
 * The timers of one loop: a binary heap ordered by deadline, then by the order of adding. Each timer knows its place, so
 * that taking one out costs no search. Confined to the loop's thread; fed with the time. Its length is bounded by those
 * who add: a session has a fixed number of timers.
 */
final class TimerQueue {
    /** The deadline when there is no timer. */
    static final long NEVER = Long.MAX_VALUE;

    /** One waiting task. */
    static class Entry {
        private static final int NEW = -1;
        private static final int GONE = -2;

        final long deadline;
        final Runnable task;
        private long order;
        private int place = NEW;

        Entry(long deadline, Runnable task) {
            this.deadline = deadline;
            this.task = task;
        }

        private boolean before(Entry other) {
            return deadline != other.deadline ? deadline < other.deadline : order < other.order;
        }
    }

    private Entry[] heap = new Entry[64];
    private int size;
    private long added;

    /** Does nothing with an entry that was removed before it could be added. */
    void add(Entry entry) {
        if (entry.place != Entry.NEW) {
            return;
        }
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        entry.order = added++;
        siftUp(size++, entry);
    }

    void remove(Entry entry) {
        int hole = entry.place;
        entry.place = Entry.GONE;
        if (hole < 0) {
            return;
        }
        Entry last = heap[--size];
        heap[size] = null;
        if (last != entry) {
            siftDown(hole, last);
            if (heap[hole] == last) {
                siftUp(hole, last);
            }
        }
    }

    long nextDeadline() {
        return size == 0 ? NEVER : heap[0].deadline;
    }

    /** The number of timers ever added: a limit for {@link #pollDue}. */
    long added() {
        return added;
    }

    /** Takes out the first timer that is due and was among the first {@code limit} added, or returns null. */
    Entry pollDue(long now, long limit) {
        if (size == 0 || heap[0].deadline > now || heap[0].order >= limit) {
            return null;
        }
        Entry first = heap[0];
        remove(first);
        return first;
    }

    private void siftUp(int start, Entry entry) {
        int hole = start;
        while (hole > 0) {
            int parent = (hole - 1) >>> 1;
            if (!entry.before(heap[parent])) {
                break;
            }
            put(hole, heap[parent]);
            hole = parent;
        }
        put(hole, entry);
    }

    private void siftDown(int start, Entry entry) {
        int hole = start;
        while (2 * hole + 1 < size) {
            int child = 2 * hole + 1;
            if (child + 1 < size && heap[child + 1].before(heap[child])) {
                child++;
            }
            if (!heap[child].before(entry)) {
                break;
            }
            put(hole, heap[child]);
            hole = child;
        }
        put(hole, entry);
    }

    private void put(int place, Entry entry) {
        heap[place] = entry;
        entry.place = place;
    }
}
