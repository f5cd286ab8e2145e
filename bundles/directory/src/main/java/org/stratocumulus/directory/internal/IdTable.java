package org.stratocumulus.directory.internal;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Which ids have which owners. {@link #SHELVES} parts by the first byte of the id: each grows by itself, so that no growth stops anybody for long,
 * and each is what digests are of. Any thread.
 */
final class IdTable {
    static final int SHELVES = 256;

    private final Shelf[] shelves = new Shelf[SHELVES];
    private final AtomicLong size = new AtomicLong();

    /** @param seed not to be foreseen */
    IdTable(long seed) {
        for (int i = 0; i < SHELVES; i++) {
            shelves[i] = new Shelf(seed);
        }
    }

    /** @param owner 1 to 65535 @return whether it was not there */
    boolean add(long a, long b, long c, long d, int owner) {
        boolean added = shelves[Id.shelf(a)].add(a, b, c, d, owner);
        if (added) {
            size.incrementAndGet();
        }
        return added;
    }

    /** @return whether it was there */
    boolean remove(long a, long b, long c, long d, int owner) {
        boolean removed = shelves[Id.shelf(a)].remove(a, b, c, d, owner);
        if (removed) {
            size.decrementAndGet();
        }
        return removed;
    }

    boolean contains(Id id, int owner) {
        return shelves[id.shelf()].contains(id.a(), id.b(), id.c(), id.d(), owner);
    }

    /** @return how many owners the id has, of which the first are in {@code out} */
    int owners(long a, long b, long c, long d, short[] out) {
        return shelves[Id.shelf(a)].owners(a, b, c, d, out);
    }

    /** The ids of one owner on one shelf, word by word, in no order. */
    long[] of(int shelf, int owner) {
        return shelves[shelf].of(owner);
    }

    /** Removes all of an owner. */
    void drop(int owner) {
        for (Shelf shelf : shelves) {
            size.addAndGet(-shelf.drop(owner));
        }
    }

    /** Pairs of id and owner. */
    long size() {
        return size.get();
    }

    /** Bytes of all places, taken or not. */
    long bytes() {
        long bytes = 0;
        for (Shelf shelf : shelves) {
            bytes += (long) shelf.capacity() * Slots.PLACE_BYTES;
        }
        return bytes;
    }
}
