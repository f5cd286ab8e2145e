package org.stratocumulus.application.internal.connection;

import java.util.Locale;

/** What connections count. */
public enum Counter {
    /** NetConnections that came up. */
    CONNECTED,
    /** Connects refused by an application, for want of one, or for overload. */
    REFUSED,
    /** Sessions closed because no connect was accepted in time. */
    CONNECT_TIMEOUTS,
    /** Calls that applications answered. */
    CALLS,
    /** Calls answered with an error: unknown, failed, or too many. */
    CALLS_FAILED,
    /** Messages that could not be read. */
    MALFORMED_MESSAGES,
    /** Messages of types that mean nothing here. */
    IGNORED_MESSAGES,
    /** Flows of clients that were rejected. */
    FLOWS_REJECTED,
    /** Exceptions of clients on flows to them. */
    FLOW_EXCEPTIONS,
    /** Messages to clients dropped because too much waited. */
    SENDS_DROPPED,
    /** Flow Synchronization barriers lifted by their deadline. */
    BARRIERS_LIFTED,
    /** Failures in this server's own handling of a message. */
    INTERNAL_ERRORS;

    /** As shown: lower case with dashes. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
