package org.stratocumulus.api.application;

import java.util.Map;

/** An application's refusal of a connection, a publication or a subscription. The message is the reason that the client reads. */
public class RejectedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, Object> details;

    /** @param reason what the client is told */
    public RejectedException(String reason) {
        this(reason, Map.of());
    }

    /**
     * @param reason what the client is told
     * @param details become the {@code ex} object of NetConnection.Connect.Rejected, NetStream.Publish.BadName or NetStream.Play.Failed,
     *     such as {@code code} 302 with {@code redirect}; not shown for a NetGroup
     */
    public RejectedException(String reason, Map<String, Object> details) {
        super(reason, null, false, false);
        this.details = Map.copyOf(details);
    }

    /** The details; empty when there are none. */
    public Map<String, Object> details() {
        return details == null ? Map.of() : details;
    }
}
