package org.stratocumulus.application.spi;

import org.osgi.annotation.versioning.ConsumerType;
import org.stratocumulus.amf.rtmp.FlowMetadata;
import org.stratocumulus.session.RecvFlow;

/**
 * The server's end of one stream of one client. Called on the connection's loop; must not block or throw. The connection listens to
 * the flows and aligns them at Flow Synchronization barriers (RFC 7425 section 5.2) before it hands messages over.
 */
@ConsumerType
public interface NetStream {
    /**
     * The client opened a flow for this stream (RFC 7425 section 5.3.5.1).
     *
     * @param metadata with the client's hint for the order of delivery
     * @return the order to take messages in; losses are only told in {@link RecvFlow.Order#QUEUED}
     */
    default RecvFlow.Order flowOpened(RecvFlow flow, FlowMetadata.Rtmp metadata) {
        return metadata.networkOrder() ? RecvFlow.Order.ARRIVAL : RecvFlow.Order.QUEUED;
    }

    /**
     * A message of one of the stream's flows; Flow Sync messages are not among them. A Set Buffer Length that names this stream comes
     * here too when the client sends it on its control flow.
     *
     * @param rtmpMessage type, timestamp and payload (RFC 7425 section 5.1.2), at least 5 bytes; the receiver's to keep, never changed
     * @param lostBefore see {@link org.stratocumulus.session.RecvFlowListener#message}
     */
    void message(RecvFlow flow, byte[] rtmpMessage, int lostBefore);

    /** A flow of this stream is over, with no meaning for the stream itself (RFC 7425 section 5.3.5.3). */
    default void flowClosed(RecvFlow flow) {
    }

    /** The stream is deleted (deleteStream), or the connection has ended; nothing more comes. Called exactly once. */
    void close();
}
