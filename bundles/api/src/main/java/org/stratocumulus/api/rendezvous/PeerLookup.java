package org.stratocumulus.api.rendezvous;

import java.net.InetSocketAddress;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.application.Client;

/**
 * Somebody wants to reach a peer. Nothing of it is proved: the sender's address may be forged.
 *
 * @param wanted the peer
 * @param peer the same as a client of this node; null when it is not connected here
 * @param from where the hello came from
 * @param asker the client of this node that was last seen there; null when there is none
 */
public record PeerLookup(PeerId wanted, Client peer, InetSocketAddress from, Client asker) {
    /** Whether the peer is connected to this node. */
    public boolean isKnown() {
        return peer != null;
    }
}
