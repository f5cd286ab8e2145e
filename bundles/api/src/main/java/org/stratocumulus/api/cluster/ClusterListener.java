package org.stratocumulus.api.cluster;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is told of servers coming and going: register it as a service. A listener that comes later is told of every server that is linked
 * already. For each server exactly one {@link #connected} and, after it, one {@link #disconnected}; a server that came and went while
 * the listener was busy is not mentioned. Calls come one at a time, never on an event loop.
 */
@ConsumerType
public interface ClusterListener {
    /** A link has come up. */
    default void connected(ServerNode server) {
    }

    /**
     * The last link to a server is lost. Nothing reaches it any more, and every fact that came from it is void.
     *
     * @param reason what happened, for people
     */
    default void disconnected(ServerNode server, String reason) {
    }
}
