package org.stratocumulus.relay.internal;

import java.util.HashMap;
import java.util.Map;
import org.stratocumulus.api.PeerId;

/** The accounts of all peers that are served, or were not long ago. Confined to the relay's loop. */
final class Accounts {
    /** Peers whose use is remembered. */
    static final int MAX_ACCOUNTS = 16_384;

    private final Map<PeerId, Account> accounts = new HashMap<>();

    /** @return null when no more can be remembered, or the peer has as many pairs as it may */
    Account withRoom(PeerId peer, RelaySettings settings, long now) {
        Account account = accounts.get(peer);
        if (account == null) {
            if (accounts.size() >= MAX_ACCOUNTS) {
                return null;
            }
            account = new Account(settings, now);
            accounts.put(peer, account);
        }
        return account.pairs < settings.pairsPerPeer() ? account : null;
    }

    void settings(RelaySettings settings, long now) {
        accounts.values().forEach(account -> account.settings(settings, now));
    }

    void sweep(long now) {
        accounts.values().removeIf(account -> account.isForgettable(now));
    }
}
