package org.stratocumulus.balancing.internal;

/**
 * The clients that one node was given and that its report cannot contain yet. Counted in slots of a quarter of a second, so its size does
 * not depend on how many there are. Safe for all threads.
 */
final class OnTheWay {
    static final int SLOT_MILLIS = 250;
    /** Slots kept: no client is on its way for longer than {@value #SLOTS} of them. */
    static final int SLOTS = 80;

    private final int[] counts = new int[SLOTS];
    private final long[] slots = new long[SLOTS];
    private volatile int total;

    /** One more. */
    synchronized void add(long now) {
        long slot = now / SLOT_MILLIS;
        int i = (int) (slot % SLOTS);
        if (slots[i] != slot) {
            total -= counts[i];
            counts[i] = 0;
            slots[i] = slot;
        }
        counts[i]++;
        total++;
    }

    /** Those given to it before this time have arrived, or never will. */
    synchronized void arrivedUntil(long time) {
        for (int i = 0; i < SLOTS; i++) {
            if (counts[i] > 0 && slots[i] < time / SLOT_MILLIS) {
                total -= counts[i];
                counts[i] = 0;
            }
        }
    }

    int count() {
        return total;
    }
}
