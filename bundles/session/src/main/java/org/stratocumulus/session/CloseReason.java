package org.stratocumulus.session;

/** Why a session ended (RFC 7016 sections 3.5.1.1 and 3.5.5). */
public enum CloseReason {
    /** This end closed. */
    NEAR_CLOSE,
    /** The far end closed, in order or abruptly. */
    FAR_CLOSE,
    /** The far end stayed silent through the keepalive attempts. */
    TIMEOUT,
    /** Data stayed unacknowledged for longer than the retransmission limit. */
    RETRANSMISSION_LIMIT,
    /** The same identity opened a new session (section 3.5.1.1.2). */
    OVERRIDDEN,
    /** An initiated session found no responder in time (S_OPEN_FAILED). */
    OPEN_FAILED,
    /** An initiated session turned out to be a second one to the same identity, or lost in glare (section 3.5.1.3). */
    DUPLICATE,
    /** The endpoint is shut down. */
    SHUTDOWN
}
