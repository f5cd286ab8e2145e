package org.stratocumulus.streams.internal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * All that loops share (ADR 0003): who has claimed which name, and how many subscribers a name has. Touched when something begins or
 * ends, never for media. Any thread.
 */
final class StreamNames {
    /** How a claim ended. */
    enum Claim { GRANTED, TAKEN, FULL }

    private final Map<StreamKey, Publication> claims = new ConcurrentHashMap<>();
    private final AtomicInteger claimed = new AtomicInteger();
    private final Map<StreamKey, Integer> subscribers = new ConcurrentHashMap<>();

    /** @param limit publications at a time */
    Claim claim(Publication publication, int limit) {
        if (claimed.incrementAndGet() > limit) {
            claimed.decrementAndGet();
            return find(publication.key()) == null ? Claim.FULL : Claim.TAKEN;
        }
        if (claims.putIfAbsent(publication.key(), publication) != null) {
            claimed.decrementAndGet();
            return Claim.TAKEN;
        }
        return Claim.GRANTED;
    }

    /** Gives a name back; harmless when it is another publication's. */
    void release(Publication publication) {
        if (claims.remove(publication.key(), publication)) {
            claimed.decrementAndGet();
        }
    }

    /** Who publishes now; null for nobody. */
    Publication find(StreamKey key) {
        return claims.get(key);
    }

    /** @param limit subscribers of one stream @return false when it has as many already */
    boolean subscribe(StreamKey key, int limit) {
        boolean[] granted = new boolean[1];
        subscribers.compute(key, (k, count) -> {
            int now = count == null ? 0 : count;
            granted[0] = now < limit;
            return granted[0] ? Integer.valueOf(now + 1) : count;
        });
        return granted[0];
    }

    /** One subscriber that had been granted is gone. */
    void unsubscribe(StreamKey key) {
        subscribers.computeIfPresent(key, (k, count) -> count == 1 ? null : count - 1);
    }
}
