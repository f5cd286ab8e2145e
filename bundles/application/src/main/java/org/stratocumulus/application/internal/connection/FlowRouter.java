package org.stratocumulus.application.internal.connection;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stratocumulus.amf.rtmp.FlowMetadata;
import org.stratocumulus.application.spi.FlowHandler;
import org.stratocumulus.session.RecvFlow;

/** Decides by their metadata where the flows of one client go (RFC 7425 sections 5.1.1, 5.3.2 and 5.3.5.1). Confined to the loop. */
final class FlowRouter {
    private static final Logger LOG = LoggerFactory.getLogger(FlowRouter.class);

    private final NetConnection connection;
    private final NetConnections server;
    private final Outbox outbox;
    private final AlignedFlows aligned;
    private RecvFlow controlFlow;
    private ReturnFlow returnFlow;

    FlowRouter(NetConnection connection, NetConnections server, Outbox outbox) {
        this.connection = connection;
        this.server = server;
        this.outbox = outbox;
        this.aligned = new AlignedFlows(connection.loop(), server);
    }

    /** The client's NetConnection control flow; null before it. */
    RecvFlow controlFlow() {
        return controlFlow;
    }

    /** The client began a flow. */
    void opened(RecvFlow flow) {
        if (connection.isOver() || aligned.open() >= server.limits().flows() || !offered(flow)) {
            server.counters().count(Counter.FLOWS_REJECTED);
            flow.reject(0); // unrecognized flows SHOULD be rejected (RFC 7425 section 5.1.1), with code 0 (5.3.5.3)
        }
    }

    private boolean offered(RecvFlow flow) {
        try {
            return taken(flow);
        } catch (RuntimeException e) { // of a stream or handler: its flow is lost, the session is not
            server.counters().count(Counter.INTERNAL_ERRORS);
            LOG.error("a flow of client {} failed to open", connection.id(), e);
            return false;
        }
    }

    private boolean taken(RecvFlow flow) {
        FlowMetadata metadata = FlowMetadata.decode(flow.metadata());
        if (metadata instanceof FlowMetadata.Rtmp rtmp && rtmp.streamId() == 0) {
            return control(flow);
        }
        if (!connection.isConnected()) {
            return false;
        }
        if (metadata instanceof FlowMetadata.Rtmp rtmp) {
            return connection.streams().flowOpened(flow, rtmp, aligned);
        }
        FlowHandler handler = server.handlerOf(flow.metadata());
        if (handler != null) {
            handler.flowOpened(connection, flow);
        }
        return handler != null;
    }

    /** The first is the control flow; further ones answer the server's (RFC 7425 section 5.3.2). */
    private boolean control(RecvFlow flow) {
        if (controlFlow == null) {
            controlFlow = flow;
            returnFlow = new ReturnFlow(connection, server, flow);
            outbox.attach(returnFlow);
        } else if (!returnFlow.isAnsweredBy(flow)) {
            return false;
        }
        aligned.accept(flow, RecvFlow.Order.QUEUED, connection);
        return true;
    }

    /** The connection is over. */
    void close() {
        aligned.close();
    }
}
