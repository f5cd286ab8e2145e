package org.stratocumulus.api.application;

/** The application has no method of this name. */
public class UnknownMethodException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param method the name as the client called it */
    public UnknownMethodException(String method) {
        super("Method '" + method + "' not found", null, false, false);
    }
}
