package org.stratocumulus.rendezvous.internal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.stratocumulus.api.cluster.ServerNode;

/** How many lookups may pass between this server and each other one: so many a second, of which a second's worth may come at once. Any thread. */
final class LinkBudget {
    private final Map<ServerNode, Purse> purses = new ConcurrentHashMap<>();
    private volatile int perSecond;

    /** @param perSecond 1 to 1,000,000 */
    LinkBudget(int perSecond) {
        rate(perSecond);
    }

    void rate(int nextPerSecond) {
        perSecond = nextPerSecond;
    }

    /** Pays for one lookup, if there is enough. @param now milliseconds */
    boolean take(ServerNode server, long now) {
        return purses.computeIfAbsent(server, key -> new Purse()).take(now, perSecond);
    }

    /** Forgets servers that are not linked any more. */
    void tick() {
        purses.keySet().removeIf(server -> !server.isConnected());
    }
}
