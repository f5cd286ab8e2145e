package org.stratocumulus.application.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Hears of clients that connect and disconnect, see {@link ConnectionDirectory#watch}. Called on the connection's loop, and at the beginning on
 * the thread that begins to watch; must not block or throw.
 */
@ConsumerType
public interface ConnectionListener {
    /** A client is connected: the application has let it in. It may be said twice of one that connects while the watch begins. */
    void connected(ClientConnection client);

    /** It is connected no more. Another connection of the same identity may be there, see {@link ConnectionDirectory#find}. */
    void disconnected(ClientConnection client);
}
