package org.stratocumulus.streams.internal;

import org.stratocumulus.session.RecvFlow;

/** What a stream does at present: nothing, publish or play. Confined to the connection's loop. */
interface Role {
    /** Neither publishes nor plays. */
    Role NONE = new Role() {
        @Override
        public void end() {
        }
    };

    /** The client sends audio, video or data. */
    default void message(RecvFlow flow, byte[] message, int lostBefore) {
    }

    /** A flow of the client is over. */
    default void flowClosed(RecvFlow flow) {
    }

    /** The client has set receiveVideo to true. */
    default void videoResumed() {
    }

    /** The client has paused or unpaused. */
    default void paused(boolean now) {
    }

    /** The client has set its buffer time. */
    default void bufferChanged() {
    }

    /** Ends it, and tells the client; harmless when it is over. */
    void end();
}
