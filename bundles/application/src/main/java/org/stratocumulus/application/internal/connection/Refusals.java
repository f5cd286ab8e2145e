package org.stratocumulus.application.internal.connection;

/** Words for clients that are told no. */
final class Refusals {
    /** An application's queue is full. */
    static final String BUSY = "application busy";

    private Refusals() {
    }

    /** What an application's exception says, or that it says nothing. */
    static String reason(Throwable cause) {
        String message = cause.getMessage();
        return message == null || message.isEmpty() ? "refused by the application" : message;
    }
}
