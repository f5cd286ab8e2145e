package org.stratocumulus.api.rendezvous;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Whiteboard: hears of lookups and may refuse or steer them. Register it as a service. Listeners are asked one after the other in order of
 * service ranking, on one thread of the rendezvous bundle, never on an event loop; a refusal ends the asking, addresses are united.
 *
 * <p>A hello for a peer of another server is brought on both: where it came in, with a peer that is not known, and where the peer is connected,
 * without the asker. Either may refuse.
 *
 * <p>Lookups of a peer that no listener knew an address for are not brought again for 2 s; a few thousand may wait, more are dropped, and
 * an answer that takes longer than 3 s comes too late. Without listeners lookups are answered at once.
 */
@ConsumerType
@FunctionalInterface
public interface RendezvousListener {
    /**
     * A hello for a peer came in. The same asker repeats it until it has reached the peer.
     *
     * @throws Exception is logged and means {@link LookupAnswer#USUAL}
     */
    LookupAnswer lookup(PeerLookup lookup) throws Exception;
}
