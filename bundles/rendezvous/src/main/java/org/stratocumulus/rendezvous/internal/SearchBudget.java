package org.stratocumulus.rendezvous.internal;

/**
 * For whom other servers may be asked where a peer is, when the directory is sharded. Each client of this server has a number of searches of its
 * own; all strangers together share one, for anybody can write any address as a hello's sender. So a flood of hellos takes no search from
 * those who are connected. Any thread, without locks.
 */
final class SearchBudget {
    /** Searches of one client in a second, as many at once; clients whose purses collide share them. */
    static final int PER_CLIENT = 50;
    /** Searches of all strangers in a second: a fifth of those that the directory begins. */
    static final int OF_STRANGERS = 1_000;

    private final PeerBudget clients;
    private final Purse strangers = new Purse();

    SearchBudget(SeededHash hash) {
        clients = new PeerBudget(hash, PER_CLIENT);
    }

    /** Pays for one search, if there is enough. @param now milliseconds */
    boolean take(Asker asker, long now) {
        return asker.id() == null ? strangers.take(now, OF_STRANGERS) : clients.take(asker.id(), now);
    }
}
