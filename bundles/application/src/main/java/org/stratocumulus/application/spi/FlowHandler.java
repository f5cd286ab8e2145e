package org.stratocumulus.application.spi;

import org.osgi.annotation.versioning.ConsumerType;
import org.stratocumulus.session.RecvFlow;

/** Whiteboard: takes the flows of connected clients that are not flows of RTMP messages, such as those of NetGroups ({@code 47 43}). */
@ConsumerType
public interface FlowHandler {
    /**
     * Whether flows with this metadata are this handler's. Called on any loop; the first handler that says yes gets the flow.
     *
     * @param metadata the user's per-flow metadata, not to be changed
     */
    boolean handles(byte[] metadata);

    /**
     * A flow begins. The handler accepts it with a listener of its own, or rejects it; left alone, it is rejected with code 0 (RFC
     * 7425 section 5.1.1). Called on the connection's loop; must not block or throw.
     */
    void flowOpened(ClientConnection connection, RecvFlow flow);

    /**
     * A client is gone, whether it had flows of this handler or not. Called on the connection's loop, before its flows are closed and its
     * session has flushed; must not block or throw.
     */
    default void disconnected(ClientConnection connection) {
    }
}
