package org.stratocumulus.protocol;

/**
 * An element does not fit the bytes that enclose it, or breaks a rule of its syntax: the "error circumstance" of RFC 7016 section 2.
 * Thrown on hostile input at packet rate, so it carries no stack trace and no suppressed exceptions; its message names the element.
 */
public final class WireException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message the element and what is wrong with it, for example {@code "vlu: truncated"}
     */
    public WireException(String message) {
        super(message, null, false, false);
    }
}
