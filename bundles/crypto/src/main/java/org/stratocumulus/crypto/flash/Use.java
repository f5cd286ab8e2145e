package org.stratocumulus.crypto.flash;

/** When an optional protection of packets is used, in one direction (RFC 7425 sections 4.6.4 and 4.6.6). */
public enum Use {
    /** Not even when the far end asks for it. */
    NEVER,
    /**
     * When the far end asks for it. Of what the far end sends: only as the responder, and only when the far end both asks for the
     * protection and says that it will send it; that it merely says so proves nothing, for clients exist that say so and cannot.
     */
    WHEN_REQUESTED,
    /** In every session; one with a far end that is not able to is refused. */
    ALWAYS
}
