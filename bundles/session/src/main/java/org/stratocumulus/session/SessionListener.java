package org.stratocumulus.session;

import java.net.InetSocketAddress;
import org.osgi.annotation.versioning.ConsumerType;

/** Hears of a session's events, on the session's loop. May call the session and its flows; must not block or throw. */
@ConsumerType
public interface SessionListener {
    /** Ignores everything; flows of the far end are rejected with code 0. */
    SessionListener NONE = new SessionListener() { };

    /** An initiated session is open. Not called for accepted sessions, which are open when they are handed over. */
    default void opened(Session session) {
    }

    /**
     * The far end began a flow (RFC 7016 section 3.6.3.1). Accept it by {@link RecvFlow#accept}, or by
     * {@link RecvFlow#reject}; left alone, it is rejected with code 0 when this returns.
     */
    default void flowOpened(Session session, RecvFlow flow) {
    }

    /** The far end was verified at a new address (section 3.5.4.2). */
    default void addressChanged(Session session, InetSocketAddress former) {
    }

    /** The session is over: no flow exists any more and nothing can be sent. Called exactly once. */
    default void closed(Session session, CloseReason reason) {
    }

    /** What the layer above calls this session, for lists: the application path of a connected client, else empty. */
    default String label() {
        return "";
    }
}
