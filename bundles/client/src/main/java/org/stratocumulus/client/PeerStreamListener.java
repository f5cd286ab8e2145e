package org.stratocumulus.client;

import org.osgi.annotation.versioning.ConsumerType;
import org.stratocumulus.amf.AmfValue;

/** Hears of a stream that is played directly from a peer, on the event loop; must not block. */
@ConsumerType
public interface PeerStreamListener {
    /** Ignores everything. */
    PeerStreamListener NONE = new PeerStreamListener() { };

    /** The publisher sent an onStatus. */
    default void status(PeerSubscription subscription, AmfValue info) {
    }

    /**
     * A media, data or user control message: see {@link org.stratocumulus.amf.rtmp.MessageType}.
     *
     * @param message the whole RTMP message: type, timestamp (4 bytes), body; the receiver's to keep
     * @param lostBefore messages known to be lost just before this one
     */
    default void message(PeerSubscription subscription, byte[] message, int lostBefore) {
    }

    /** The stream is over: closed by either end, or with the session. Called once for a stream that had begun. */
    default void closed(PeerSubscription subscription) {
    }
}
