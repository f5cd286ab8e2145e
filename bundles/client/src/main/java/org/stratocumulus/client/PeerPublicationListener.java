package org.stratocumulus.client;

import org.osgi.annotation.versioning.ConsumerType;

/** Hears of who plays a stream that is published to peers, on the event loop; must not block. */
@ConsumerType
public interface PeerPublicationListener {
    /** Lets everybody play. */
    PeerPublicationListener NONE = new PeerPublicationListener() { };

    /**
     * A peer wants to play.
     *
     * @return whether it may; otherwise its flow is rejected
     */
    default boolean subscribing(PeerPublication publication, PeerConnection peer) {
        return true;
    }

    /** A peer plays from now on. */
    default void subscribed(PeerPublication publication, PeerConnection peer) {
    }

    /** A peer that played does not any more. */
    default void unsubscribed(PeerPublication publication, PeerConnection peer) {
    }

    /**
     * A message found no room in a flow to this peer ({@link NetStream#MAX_BUFFERED_BYTES}) and will not be sent to it.
     *
     * @param message the whole RTMP message
     */
    default void dropped(PeerPublication publication, PeerConnection peer, byte[] message) {
    }
}
