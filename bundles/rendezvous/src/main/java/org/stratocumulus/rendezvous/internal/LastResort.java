package org.stratocumulus.rendezvous.internal;

import java.util.concurrent.CompletionStage;
import org.stratocumulus.api.rendezvous.PeerRelay;
import org.stratocumulus.api.rendezvous.RelayedPeer;
import org.stratocumulus.application.spi.ClientConnection;

/** Asks the relay of the moment for two peers that have tried in vain. Any thread. */
final class LastResort {
    private volatile PeerRelay relay;

    void relay(PeerRelay ofTheMoment) {
        relay = ofTheMoment;
    }

    /**
     * Whether it is time for the relay.
     *
     * @param asker null when nobody is known at the address that the hello came from, so that it is not proved: then it never is
     * @param attempt hellos with this tag that came before
     */
    boolean isDue(ClientConnection asker, int attempt) {
        PeerRelay now = relay;
        return now != null && asker != null && asker.isConnected() && attempt >= now.afterAttempts();
    }

    /**
     * A way between a client of this node and a peer, whose addresses are both proved.
     *
     * @return completes with null for none; null when there is nothing to wait for
     */
    CompletionStage<PeerRelay.Way> way(ClientConnection asker, RelayedPeer peer) {
        PeerRelay now = relay;
        return now == null ? null : now.offer(RelayedPeer.of(asker), peer);
    }

    /** Whether a client of this node may have a way of another node's relay; null: nothing speaks against it. */
    CompletionStage<Boolean> admit(RelayedPeer asker, ClientConnection peer) {
        PeerRelay now = relay;
        return now == null ? null : now.admit(asker, RelayedPeer.of(peer));
    }
}
