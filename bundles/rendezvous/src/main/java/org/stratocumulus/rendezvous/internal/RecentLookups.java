package org.stratocumulus.rendezvous.internal;

import java.util.concurrent.atomic.AtomicLongArray;
import org.stratocumulus.api.PeerId;

/**
 * Remembers lookups for a while: how often a hello came, and whom nobody knew. A table of fixed size that forgets by being written over;
 * what it forgets, or takes for another, costs an introduction a detour and nothing more. Any thread, without locks.
 *
 * <pre>
 *  63              32 31         8 7      0
 *  hash               100 ms       count
 * </pre>
 */
final class RecentLookups {
    /** Places: half a megabyte. */
    static final int PLACES = 1 << 16;
    /** The same hello within this time came twice; it was not said again. */
    static final long REPEAT_MILLIS = 500;

    private static final int TICK_MILLIS = 100;
    private static final int TICK_MASK = 0xffffff;
    private static final int MAX_COUNT = 0xff;

    private final AtomicLongArray places = new AtomicLongArray(PLACES);
    private final SeededHash hash;
    private final long rememberTicks;

    /** @param rememberMillis how long at most */
    RecentLookups(SeededHash hash, long rememberMillis) {
        this.hash = hash;
        this.rememberTicks = rememberMillis / TICK_MILLIS;
    }

    /** Notes a hello for the peer. @return how many with this tag came before it, 0 to 255 */
    int count(PeerId peer, byte[] tag, long now) {
        long key = hash.of(peer, tag);
        long former = places.get(place(key));
        if (!isRemembered(former, key, now)) {
            places.set(place(key), entry(key, now, 0));
            return 0;
        }
        int count = (int) former & MAX_COUNT;
        if (age(former, now) < REPEAT_MILLIS / TICK_MILLIS) {
            return count;
        }
        int next = Math.min(count + 1, MAX_COUNT);
        places.set(place(key), entry(key, now, next));
        return next;
    }

    /** Notes the peer. */
    void add(PeerId peer, long now) {
        long key = hash.of(peer);
        places.set(place(key), entry(key, now, 0));
    }

    /** Whether the peer was noted not long ago. */
    boolean contains(PeerId peer, long now) {
        long key = hash.of(peer);
        return isRemembered(places.get(place(key)), key, now);
    }

    private boolean isRemembered(long entry, long key, long now) {
        return entry != 0 && entry >>> 32 == key >>> 32 && age(entry, now) < rememberTicks;
    }

    private static long entry(long key, long now, int count) {
        return key & 0xffffffff00000000L | (now / TICK_MILLIS & TICK_MASK) << 8 | count;
    }

    /** In ticks. */
    private static long age(long entry, long now) {
        return now / TICK_MILLIS - (entry >>> 8) & TICK_MASK;
    }

    private static int place(long key) {
        return (int) key & PLACES - 1;
    }
}
