package org.stratocumulus.session;

/** An initiated session did not open (RFC 7016 section 3.5.1.1.1: S_OPEN_FAILED, or aborted as a duplicate). */
public class OpenFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final CloseReason reason;

    /** @param message names the discriminator or the peer and what went wrong */
    public OpenFailedException(CloseReason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** {@code OPEN_FAILED}, {@code DUPLICATE}, {@code NEAR_CLOSE} when cancelled, or {@code SHUTDOWN}. */
    public CloseReason reason() {
        return reason;
    }
}
