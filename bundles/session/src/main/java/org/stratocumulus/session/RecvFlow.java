package org.stratocumulus.session;

import org.osgi.annotation.versioning.ProviderType;

/** A receiving flow (RFC 7016 section 3.6.3). Used on the session's loop. */
@ProviderType
public interface RecvFlow {
    /** In which order messages are handed over. */
    enum Order {
        /** By sequence number; a gap waits until it is filled or abandoned by the sender. */
        QUEUED,
        /** As soon as a message is complete. */
        ARRIVAL
    }

    /** The sender's flow identifier. */
    long id();

    /** The session that it belongs to. */
    Session session();

    /** The user's per-flow metadata. */
    byte[] metadata();

    /** The sending flow that this one answers, or null (RFC 7016 section 2.3.11.1.2). */
    SendFlow association();

    /** Takes the flow; until now nothing was handed over. */
    void accept(Order order, RecvFlowListener listener);

    /** Replaces order and listener, for instance when a stream's messages change their room. */
    void listener(Order order, RecvFlowListener listener);

    /**
     * Rejects the flow now or later (section 3.6.3.7): no message is handed over any more, the sender is told.
     *
     * @param code application-defined exception code
     */
    void reject(long code);

    /**
     * Sets how many bytes may wait in this flow; what is advertised to the sender (section 3.6.3.5).
     *
     * @param bytes 1 KiB to 16 MiB
     * @throws IllegalArgumentException when it is out of range
     */
    void receiveBuffer(int bytes);

    /** Whether the flow is neither rejected, complete, nor ended with its session. */
    boolean isOpen();
}
