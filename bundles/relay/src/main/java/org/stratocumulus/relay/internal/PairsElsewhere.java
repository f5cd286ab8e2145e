package org.stratocumulus.relay.internal;

import java.net.InetAddress;
import java.util.IdentityHashMap;
import java.util.Map;
import org.stratocumulus.api.rendezvous.RelayedPeer;
import org.stratocumulus.relay.internal.RelayCounters.Counter;

/** Ways that other nodes' relays have for clients of this one: they count among the pairs that a client may have. Confined to the relay's loop. */
final class PairsElsewhere {
    private final Accounts accounts;
    private final RelayCounters counters;
    private final Map<RelayedPeer, Admitted> admitted = new IdentityHashMap<>();

    private record Admitted(RelayedPeer peer, InetAddress host, Account account, long since) {
    }

    PairsElsewhere(Accounts accounts, RelayCounters counters) {
        this.accounts = accounts;
        this.counters = counters;
    }

    /** Counts a way for the peer, once for each asker. @return whether it may have it */
    boolean admit(RelayedPeer asker, RelayedPeer peer, RelaySettings settings, long now) {
        if (admitted.containsKey(asker)) {
            return true;
        }
        Account account = accounts.withRoom(peer.id(), settings, now);
        if (account == null) {
            counters.count(Counter.FULL);
            return false;
        }
        account.pairs++;
        admitted.put(asker, new Admitted(peer, peer.host(), account, now));
        counters.count(Counter.ADMITTED);
        return true;
    }

    void sweep(RelaySettings settings, long now) {
        admitted.entrySet().removeIf(entry -> {
            Admitted one = entry.getValue();
            boolean there = entry.getKey().isConnected() && one.peer.isConnected() && one.peer.host().equals(one.host);
            boolean over = !there || now - one.since >= 1_000L * settings.lifetimeSeconds();
            if (over) {
                one.account.pairs--;
            }
            return over;
        });
    }
}
