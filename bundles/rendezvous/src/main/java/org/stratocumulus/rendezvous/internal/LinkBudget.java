package org.stratocumulus.rendezvous.internal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.stratocumulus.api.cluster.ServerNode;

/** How many lookups may pass between this server and each other one: so many a second, of which a second's worth may come at once. Any thread. */
final class LinkBudget {
    private static final long SECOND_MICROS = 1_000_000;

    /** For each server the microsecond at which its purse will be full again. */
    private final Map<ServerNode, AtomicLong> fullAt = new ConcurrentHashMap<>();
    private volatile long priceMicros;

    /** @param perSecond 1 to 1,000,000 */
    LinkBudget(int perSecond) {
        rate(perSecond);
    }

    void rate(int perSecond) {
        priceMicros = SECOND_MICROS / perSecond;
    }

    /** Pays for one lookup, if there is enough. @param now milliseconds */
    boolean take(ServerNode server, long now) {
        AtomicLong purse = fullAt.computeIfAbsent(server, key -> new AtomicLong());
        long nowMicros = now * 1000;
        long price = priceMicros;
        while (true) {
            long full = purse.get();
            long next = Math.max(full, nowMicros) + price;
            if (next > nowMicros + SECOND_MICROS) {
                return false;
            }
            if (purse.compareAndSet(full, next)) {
                return true;
            }
        }
    }

    /** Forgets servers that are not linked any more. */
    void tick() {
        fullAt.keySet().removeIf(server -> !server.isConnected());
    }
}
