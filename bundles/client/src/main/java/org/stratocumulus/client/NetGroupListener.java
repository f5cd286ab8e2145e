package org.stratocumulus.client;

import org.osgi.annotation.versioning.ConsumerType;
import org.stratocumulus.api.PeerId;

/** Hears of a NetGroup, on the connection's event loop; must not block. */
@ConsumerType
public interface NetGroupListener {
    /** The server names a member: see {@link Peers#connect}. The same one may be named more than once. */
    default void introduced(NetGroup group, PeerId member) {
    }

    /** The membership is over: left, refused by the server, or the connection has ended. Called once. */
    default void closed(NetGroup group) {
    }
}
