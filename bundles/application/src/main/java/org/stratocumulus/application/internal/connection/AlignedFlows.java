package org.stratocumulus.application.internal.connection;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stratocumulus.amf.rtmp.FlowSynchronizer;
import org.stratocumulus.amf.rtmp.MessageType;
import org.stratocumulus.amf.rtmp.RtmpMessage;
import org.stratocumulus.amf.rtmp.UserControl;
import org.stratocumulus.api.loop.EventLoop;
import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.session.RecvFlowListener;

/**
 * Listens to all RTMP flows of one connection and hands their messages on, aligned at Flow Synchronization barriers (RFC 7425 section
 * 5.2). A barrier that is not complete in time is lifted: a lost or lying count must not stop a stream. Confined to the loop.
 */
final class AlignedFlows {
    /** Takes the messages of a flow. */
    interface Receiver {
        void message(RecvFlow flow, byte[] data, int lostBefore);

        void closed(RecvFlow flow);
    }

    private record Arrival(Receiver receiver, RecvFlow flow, byte[] data, int lostBefore) {
    }

    private static final Logger LOG = LoggerFactory.getLogger(AlignedFlows.class);
    private static final int FLOW_SYNC_LENGTH = RtmpMessage.HEADER_LENGTH + 10;

    private final EventLoop loop;
    private final NetConnections server;
    /** Made with the first barrier. */
    private FlowSynchronizer<Arrival> synchronizer;
    private EventLoop.Timer deadline;
    private int open;

    AlignedFlows(EventLoop loop, NetConnections server) {
        this.loop = loop;
        this.server = server;
    }

    /** Flows that are listened to. */
    int open() {
        return open;
    }

    /** Takes a flow; until its end it is one of {@link #open}. */
    void accept(RecvFlow accepted, RecvFlow.Order order, Receiver receiver) {
        open++;
        accepted.accept(order, new RecvFlowListener() {
            @Override
            public void message(RecvFlow flow, byte[] data, int lostBefore) {
                try {
                    arrived(receiver, flow, data, lostBefore);
                } catch (RuntimeException e) {
                    failed(e);
                }
            }

            @Override
            public void closed(RecvFlow flow) {
                open--;
                try {
                    receiver.closed(flow);
                } catch (RuntimeException e) {
                    failed(e);
                }
            }
        });
    }

    /** A failure in the handling of one message must not reach the engine, and concerns nobody else. */
    private void failed(RuntimeException e) {
        server.counters().count(Counter.INTERNAL_ERRORS);
        LOG.error("a client's message failed", e);
    }

    private void arrived(Receiver receiver, RecvFlow flow, byte[] data, int lostBefore) {
        if (data.length < RtmpMessage.HEADER_LENGTH) {
            server.counters().count(Counter.MALFORMED_MESSAGES);
        } else if (isFlowSync(data)) {
            sync(flow, data);
        } else if (!waits()) {
            receiver.message(flow, data, lostBefore);
        } else {
            synchronizer.message(flow.id(), new Arrival(receiver, flow, data, lostBefore), data.length);
        }
    }

    private boolean waits() {
        return synchronizer != null && synchronizer.waitingBarriers() > 0;
    }

    private static boolean isFlowSync(byte[] data) {
        return data[0] == MessageType.USER_CONTROL && data.length >= FLOW_SYNC_LENGTH
                && data[RtmpMessage.HEADER_LENGTH] == 0 && data[RtmpMessage.HEADER_LENGTH + 1] == UserControl.FLOW_SYNC;
    }

    private void sync(RecvFlow flow, byte[] data) {
        int length = data.length - RtmpMessage.HEADER_LENGTH;
        if (UserControl.decode(data, RtmpMessage.HEADER_LENGTH, length) instanceof UserControl.FlowSync sync) {
            if (synchronizer == null) {
                synchronizer = new FlowSynchronizer<>(FlowSynchronizer.Limits.DEFAULT, this::deliver);
            }
            synchronizer.sync(flow.id(), sync);
        }
        if (!waits()) {
            close();
        } else if (deadline == null) {
            deadline = loop.schedule(server.limits().barrierMillis(), this::lift);
        }
    }

    private void lift() {
        deadline = null;
        if (waits()) {
            server.counters().count(Counter.BARRIERS_LIFTED);
            synchronizer.liftAll();
        }
    }

    /** No deadline any more: nothing waits, or the connection is over and what is held is forgotten with it. */
    void close() {
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
    }

    private void deliver(Arrival arrival) {
        try {
            arrival.receiver().message(arrival.flow(), arrival.data(), arrival.lostBefore());
        } catch (RuntimeException e) { // the others that were held still have their turn
            failed(e);
        }
    }
}
