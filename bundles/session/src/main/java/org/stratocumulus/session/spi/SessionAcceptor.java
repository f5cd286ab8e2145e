package org.stratocumulus.session.spi;

import org.osgi.annotation.versioning.ConsumerType;
import org.stratocumulus.session.Session;
import org.stratocumulus.session.SessionListener;

/** Takes the sessions that far ends open. One service; the bundle with NetConnections provides it. */
@ConsumerType
public interface SessionAcceptor {
    /**
     * A far end has opened a session; it is OPEN. Called on the session's loop.
     *
     * @return who hears of it from now on
     */
    SessionListener accept(Session session);
}
