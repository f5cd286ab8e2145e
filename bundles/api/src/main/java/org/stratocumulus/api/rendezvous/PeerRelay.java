package org.stratocumulus.api.rendezvous;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Whiteboard: the last resort of two peers whose translators let neither reach the other. It has datagrams forwarded, unopened, between
 * two addresses of its own (the relayed transport addresses of RFC 7016 section 2.1.5). The one with the best service ranking is asked;
 * without any, peers reach each other directly or not at all.
 */
@ConsumerType
public interface PeerRelay {
    /**
     * Two addresses that are one way: what the one peer sends to its own comes out of the other's, and the other way round.
     *
     * @param forAsker where the asker is to send, resolved
     * @param forPeer where the peer is to send, resolved
     */
    record Way(InetSocketAddress forAsker, InetSocketAddress forPeer) {
    }

    /** How many hellos of one attempt are answered without the relay, 1 to 10; then it is asked at each. Any thread; must not block. */
    int afterAttempts();

    /**
     * The asker has tried in vain so far. Called for two peers whose addresses are proved, the asker a client of this node, the other of this
     * or of another one; again for each further hello: the same two get the same way. Called on event loops; must not block or throw.
     *
     * @return completes on any thread, with null when this relay has no way for the two; what comes after 3 s is not used. Null when there
     *     is none and nothing to wait for
     */
    CompletionStage<Way> offer(RelayedPeer asker, RelayedPeer peer);

    /**
     * The relay of another node has a way for a client of this one, which counts among those that the client may have here until one of both
     * is not connected any more. Harmless when repeated with the same two. Must not block or throw.
     *
     * @param asker the other node's client
     * @param peer this node's
     * @return completes on any thread with whether the client may have it; null when nothing speaks against it
     */
    default CompletionStage<Boolean> admit(RelayedPeer asker, RelayedPeer peer) {
        return null;
    }
}
