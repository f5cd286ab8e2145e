package org.stratocumulus.directory.internal;

import java.util.Arrays;
import java.util.concurrent.locks.StampedLock;

/** A part of an {@link IdTable} that grows and is locked by itself. Any thread; a search takes no lock unless somebody writes. */
final class Shelf {
    /** A table grows when more than four fifths of it are taken, by half; it is never less than a fifth full but for the smallest. */
    private static final int MIN_CAPACITY = 8;

    private final StampedLock lock = new StampedLock();
    private final long seed;
    private volatile Slots slots = Slots.NONE;
    private int used;

    Shelf(long seed) {
        this.seed = seed;
    }

    /** @return whether it was not there */
    boolean add(long a, long b, long c, long d, int owner) {
        long stamp = lock.writeLock();
        try {
            if (slots.find(seed, a, b, c, d, owner) >= 0) {
                return false;
            }
            if ((used + 1) * 5L > slots.capacity() * 4L) {
                resize(Math.max(MIN_CAPACITY, slots.capacity() + slots.capacity() / 2));
            }
            slots.put(seed, a, b, c, d, owner);
            used++;
            return true;
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /** @return whether it was there */
    boolean remove(long a, long b, long c, long d, int owner) {
        long stamp = lock.writeLock();
        try {
            int place = slots.find(seed, a, b, c, d, owner);
            if (place < 0) {
                return false;
            }
            slots.free(seed, place);
            used--;
            shrink();
            return true;
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    int owners(long a, long b, long c, long d, short[] out) {
        long stamp = lock.tryOptimisticRead();
        if (stamp != 0) {
            int found = slots.owners(seed, a, b, c, d, out);
            if (lock.validate(stamp)) {
                return found;
            }
        }
        stamp = lock.readLock();
        try {
            return slots.owners(seed, a, b, c, d, out);
        } finally {
            lock.unlockRead(stamp);
        }
    }

    boolean contains(long a, long b, long c, long d, int owner) {
        long stamp = lock.readLock();
        try {
            return slots.find(seed, a, b, c, d, owner) >= 0;
        } finally {
            lock.unlockRead(stamp);
        }
    }

    /** The ids of one owner, word by word, in no order. */
    long[] of(int owner) {
        long stamp = lock.readLock();
        try {
            long[] words = new long[used * Id.WORDS];
            int length = 0;
            for (int place = 0; place < slots.capacity(); place++) {
                if (slots.owner(place) == (short) owner) {
                    Id id = slots.id(place);
                    words[length++] = id.a();
                    words[length++] = id.b();
                    words[length++] = id.c();
                    words[length++] = id.d();
                }
            }
            return Arrays.copyOf(words, length);
        } finally {
            lock.unlockRead(stamp);
        }
    }

    /** Removes all of an owner. @return how many there were */
    int drop(int owner) {
        long stamp = lock.writeLock();
        try {
            int before = used;
            Slots kept = new Slots(slots.capacity());
            used = 0;
            for (int place = 0; place < slots.capacity(); place++) {
                if (slots.owner(place) != 0 && slots.owner(place) != (short) owner) {
                    Id id = slots.id(place);
                    kept.put(seed, id.a(), id.b(), id.c(), id.d(), slots.owner(place));
                    used++;
                }
            }
            slots = kept;
            shrink();
            return before - used;
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    int capacity() {
        return slots.capacity();
    }

    private void shrink() {
        if (slots.capacity() > MIN_CAPACITY && used * 5L < slots.capacity()) {
            resize(Math.max(MIN_CAPACITY, used * 2));
        }
    }

    private void resize(int capacity) {
        Slots next = new Slots(capacity);
        for (int place = 0; place < slots.capacity(); place++) {
            if (slots.owner(place) != 0) {
                Id id = slots.id(place);
                next.put(seed, id.a(), id.b(), id.c(), id.d(), slots.owner(place));
            }
        }
        slots = next;
    }
}
