package org.stratocumulus.directory.internal;

/**
 * An open-addressing table of (id, owner) without an object for either: 34 bytes a place. An id with several owners has several places, one
 * behind the other. Not safe for writers; a reader that races with a writer ends and reads nonsense, see {@link Shelf}.
 */
final class Slots {
    static final Slots NONE = new Slots(0);
    /** Bytes of one place. */
    static final int PLACE_BYTES = Id.BYTES + Short.BYTES;

    private final long[] words;
    /** 0: free. */
    private final short[] owners;
    private final int capacity;

    Slots(int capacity) {
        this.capacity = capacity;
        this.words = new long[capacity * Id.WORDS];
        this.owners = new short[capacity];
    }

    int capacity() {
        return capacity;
    }

    /** The owner at a place, 0 when it is free. */
    int owner(int place) {
        return owners[place];
    }

    Id id(int place) {
        return Id.at(words, place * Id.WORDS);
    }

    /** Where the id with this owner is, or -1. */
    int find(long seed, long a, long b, long c, long d, int owner) {
        int place = home(seed, a);
        for (int i = 0; i < capacity; i++) {
            if (owners[place] == 0) {
                return -1;
            }
            if (owners[place] == (short) owner && is(place, a, b, c, d)) {
                return place;
            }
            place = next(place);
        }
        return -1;
    }

    /** Notes the owners of an id. @return how many there are, of which the first are in {@code out} */
    int owners(long seed, long a, long b, long c, long d, short[] out) {
        int found = 0;
        int place = home(seed, a);
        for (int i = 0; i < capacity; i++) {
            short owner = owners[place];
            if (owner == 0) {
                break;
            }
            if (is(place, a, b, c, d)) {
                if (found < out.length) {
                    out[found] = owner;
                }
                found++;
            }
            place = next(place);
        }
        return found;
    }

    /** Adds what is not in it; there must be a free place. */
    void put(long seed, long a, long b, long c, long d, int owner) {
        int place = home(seed, a);
        while (owners[place] != 0) {
            place = next(place);
        }
        set(place, a, b, c, d, (short) owner);
    }

    /** Frees a place and moves what stands behind it, so that no search ends too early. */
    void free(long seed, int place) {
        int hole = place;
        int next = next(place);
        while (owners[next] != 0) {
            int home = home(seed, words[next * Id.WORDS]);
            boolean stays = hole < next ? hole < home && home <= next : hole < home || home <= next;
            if (!stays) {
                int w = next * Id.WORDS;
                set(hole, words[w], words[w + 1], words[w + 2], words[w + 3], owners[next]);
                hole = next;
            }
            next = next(next);
        }
        owners[hole] = 0;
    }

    private void set(int place, long a, long b, long c, long d, short owner) {
        int w = place * Id.WORDS;
        words[w] = a;
        words[w + 1] = b;
        words[w + 2] = c;
        words[w + 3] = d;
        owners[place] = owner;
    }

    private boolean is(int place, long a, long b, long c, long d) {
        int w = place * Id.WORDS;
        return words[w] == a && words[w + 1] == b && words[w + 2] == c && words[w + 3] == d;
    }

    /** Nobody outside can foresee it, so nobody can choose ids that get in each other's way. */
    private int home(long seed, long a) {
        return (int) ((Mix.of(a ^ seed) >>> 32) * capacity >>> 32);
    }

    private int next(int place) {
        return place + 1 == capacity ? 0 : place + 1;
    }
}
