package org.stratocumulus.client;

import java.util.List;
import org.stratocumulus.amf.AmfException;
import org.stratocumulus.amf.rtmp.AggregateMessage;
import org.stratocumulus.amf.rtmp.FlowSynchronizer;
import org.stratocumulus.amf.rtmp.MessageType;
import org.stratocumulus.amf.rtmp.RtmpMessage;
import org.stratocumulus.amf.rtmp.UserControl;
import org.stratocumulus.api.loop.EventLoop;
import org.stratocumulus.session.RecvFlow;

/**
 * Hands the messages of one flow association tree on, aligned at Flow Synchronization barriers (RFC 7425 section 5.2). A barrier that is
 * not complete in time, or beyond the limits of {@link FlowSynchronizer}, is lifted: a lost or lying count must not stop a stream.
 * Aggregate messages are handed on as the messages in them. On the loop.
 */
final class FlowAlignment {
    /** How long a barrier may wait for its flows. */
    static final long BARRIER_MILLIS = 2_000;

    private static final int FLOW_SYNC_LENGTH = RtmpMessage.HEADER_LENGTH + 10;

    /** Takes the messages of a flow that are no Flow Synchronization. */
    interface Receiver {
        void message(byte[] data, int lostBefore);
    }

    private record Arrival(Receiver receiver, byte[] data, int lostBefore) {
    }

    /** Made with the first barrier: most trees never have one. */
    private FlowSynchronizer<Arrival> synchronizer;
    private EventLoop.Timer deadline;

    /** A message came in on a flow of the tree. */
    void arrived(Receiver receiver, RecvFlow flow, byte[] data, int lostBefore) {
        if (data.length < RtmpMessage.HEADER_LENGTH) {
            return; // a malformed message is as good as none
        }
        if (isFlowSync(data)) {
            sync(flow, data);
        } else if (synchronizer == null || synchronizer.waitingBarriers() == 0) {
            deliver(receiver, data, lostBefore);
        } else {
            synchronizer.message(flow.id(), new Arrival(receiver, data, lostBefore), data.length);
        }
    }

    /** What is held is forgotten: the tree is over. */
    void close() {
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
        synchronizer = null;
    }

    private static void deliver(Receiver receiver, byte[] data, int lostBefore) {
        if (RtmpMessage.type(data, 0) != MessageType.AGGREGATE) {
            receiver.message(data, lostBefore);
            return;
        }
        List<byte[]> messages;
        try {
            messages = AggregateMessage.split(data);
        } catch (AmfException e) {
            return; // a malformed message is as good as none
        }
        int lost = lostBefore;
        for (byte[] message : messages) {
            receiver.message(message, lost);
            lost = 0;
        }
    }

    private static boolean isFlowSync(byte[] data) {
        return data[0] == MessageType.USER_CONTROL && data.length >= FLOW_SYNC_LENGTH
            && data[RtmpMessage.HEADER_LENGTH] == 0 && data[RtmpMessage.HEADER_LENGTH + 1] == UserControl.FLOW_SYNC;
    }

    private void sync(RecvFlow flow, byte[] data) {
        if (synchronizer == null) {
            synchronizer = new FlowSynchronizer<>(FlowSynchronizer.Limits.DEFAULT,
                arrival -> deliver(arrival.receiver(), arrival.data(), arrival.lostBefore()));
        }
        int length = data.length - RtmpMessage.HEADER_LENGTH;
        if (UserControl.decode(data, RtmpMessage.HEADER_LENGTH, length) instanceof UserControl.FlowSync sync) {
            synchronizer.sync(flow.id(), sync);
        }
        if (deadline == null && isWaiting()) {
            deadline = flow.session().loop().schedule(BARRIER_MILLIS, this::lift);
        } else if (deadline != null && !isWaiting()) {
            deadline.cancel();
            deadline = null;
        }
    }

    /** Listeners may have closed it meanwhile. */
    private boolean isWaiting() {
        return synchronizer != null && synchronizer.waitingBarriers() > 0;
    }

    private void lift() {
        deadline = null;
        if (isWaiting()) {
            synchronizer.liftAll();
        }
    }
}
