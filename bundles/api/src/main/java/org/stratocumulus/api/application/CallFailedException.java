package org.stratocumulus.api.application;

import org.stratocumulus.amf.AmfValue;

/** A call to a client that came to nothing. */
public class CallFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient AmfValue error;

    /**
     * @param message what happened
     * @param error the client's error value, or null when it sent none
     */
    public CallFailedException(String message, AmfValue error) {
        super(message);
        this.error = error;
    }

    /** The client's error value, or null. */
    public AmfValue error() {
        return error;
    }
}
