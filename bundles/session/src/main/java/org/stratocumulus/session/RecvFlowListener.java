package org.stratocumulus.session;

import org.osgi.annotation.versioning.ConsumerType;

/** Hears of a receiving flow, on the session's loop. Must not block or throw. */
@ConsumerType
public interface RecvFlowListener {
    /**
     * A whole message.
     *
     * @param data the receiver's to keep; nobody changes it any more
     * @param lostBefore messages that the sender abandoned between the former message and this one (section 3.6.1.2: a gap
     *     must be told); as far as can be known, at least 1 for a gap; always 0 in {@link RecvFlow.Order#ARRIVAL}
     */
    void message(RecvFlow flow, byte[] data, int lostBefore);

    /** The flow is complete, rejected, or its session ended. Called exactly once. */
    default void closed(RecvFlow flow) {
    }
}
