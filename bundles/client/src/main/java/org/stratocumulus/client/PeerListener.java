package org.stratocumulus.client;

import org.osgi.annotation.versioning.ConsumerType;
import org.stratocumulus.session.CloseReason;
import org.stratocumulus.session.RecvFlow;

/** Hears of sessions with peers, on the connection's event loop; must not block. */
@ConsumerType
public interface PeerListener {
    /** Takes every peer and rejects its flows, but for those that play what is published. */
    PeerListener NONE = new PeerListener() { };

    /** A session with a peer is open, whichever end began it. */
    default void connected(PeerConnection peer) {
    }

    /**
     * The peer began a flow that is none of a stream that is published or played here. Accept it by {@link RecvFlow#accept}; left alone, it
     * is rejected with code 0 when this returns.
     */
    default void flowOpened(PeerConnection peer, RecvFlow flow) {
    }

    /** The session is over. Called once for each that was open. */
    default void closed(PeerConnection peer, CloseReason reason) {
    }
}
