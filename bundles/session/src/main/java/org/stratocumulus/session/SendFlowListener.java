package org.stratocumulus.session;

import org.osgi.annotation.versioning.ConsumerType;

/** Hears of a sending flow, on the session's loop; may write. */
@ConsumerType
public interface SendFlowListener {
    /** Ignores everything. */
    SendFlowListener NONE = new SendFlowListener() { };

    /**
     * The far end is not interested (RFC 7016 section 2.3.16). All undelivered messages are abandoned and the flow closes.
     *
     * @param code the far end's exception code; 0 for an automatic rejection
     */
    default void exception(SendFlow flow, long code) {
    }

    /** What was queued has become less than the flow's low-water mark again (64 KiB) after it had been more. */
    default void writable(SendFlow flow) {
    }

    /** The flow is over: complete, rejected, or its session ended. Called exactly once. */
    default void closed(SendFlow flow) {
    }
}
