package org.stratocumulus.session;

import org.osgi.annotation.versioning.ProviderType;

/** A sending flow (RFC 7016 section 3.6.2). Used on the session's loop. */
@ProviderType
public interface SendFlow {
    /** Its flow identifier. */
    long id();

    /** The session that it belongs to. */
    Session session();

    /**
     * Queues a message. The bytes are not copied: they must not change until the message is delivered or abandoned, and
     * one array may be written to any number of flows of any loop.
     *
     * @return a receipt by which the message can be abandoned; a message written to a closed flow is abandoned at once
     */
    WriteReceipt write(byte[] data, int offset, int length, Delivery delivery);

    /** Queues a whole array. */
    default WriteReceipt write(byte[] data, Delivery delivery) {
        return write(data, 0, data.length, delivery);
    }

    /** Bytes written and not yet acknowledged or abandoned. */
    long bufferedBytes();

    /** Milliseconds since the oldest message still queued was written; 0 when nothing is queued. */
    long queueingDelay();

    /** Whether the flow can be written. */
    boolean isOpen();

    /** The priority from now on, for what is queued too. */
    void priority(Priority priority);

    /** Closes after what was written (section 3.6.2.1); the last sequence number is marked final. */
    void close();

    /** Abandons all that is queued, then closes. */
    void abort();
}
