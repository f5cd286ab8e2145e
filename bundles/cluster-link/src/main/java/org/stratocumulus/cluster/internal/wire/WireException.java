package org.stratocumulus.cluster.internal.wire;

/** Bytes that are not what they should be. Costs no stack trace, for any far end can provoke it. */
public final class WireException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message what is wrong, for people */
    public WireException(String message) {
        super(message, null, false, false);
    }
}
