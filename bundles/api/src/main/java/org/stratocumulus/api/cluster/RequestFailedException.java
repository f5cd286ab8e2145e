package org.stratocumulus.api.cluster;

/** A request to another server that came to nothing; the message says why. */
public class RequestFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param reason what happened */
    public RequestFailedException(String reason) {
        super(reason, null, false, false);
    }
}
