package org.stratocumulus.rendezvous.internal;

import java.util.concurrent.CompletionStage;
import org.stratocumulus.api.rendezvous.PeerRelay;
import org.stratocumulus.application.spi.ClientConnection;

/** Asks the relay of the moment for two peers that have tried in vain. Any thread. */
final class LastResort {
    private volatile PeerRelay relay;

    void relay(PeerRelay ofTheMoment) {
        relay = ofTheMoment;
    }

    /**
     * A way between two clients of this node, so that both addresses are proved.
     *
     * @param asker null when nobody is known at the address that the hello came from: then there is no way
     * @param attempt hellos with this tag that came before
     * @return completes with null for none; null when there is nothing to wait for
     */
    CompletionStage<PeerRelay.Way> way(ClientConnection asker, ClientConnection peer, int attempt) {
        PeerRelay now = relay;
        return now == null || asker == null || !asker.isConnected() || attempt < now.afterAttempts() ? null : now.offer(asker, peer);
    }
}
