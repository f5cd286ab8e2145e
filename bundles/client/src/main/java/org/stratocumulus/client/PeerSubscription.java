package org.stratocumulus.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.stratocumulus.amf.AmfException;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.amf.rtmp.Command;
import org.stratocumulus.amf.rtmp.FlowMetadata;
import org.stratocumulus.amf.rtmp.MessageType;
import org.stratocumulus.amf.rtmp.RtmpMessage;
import org.stratocumulus.amf.rtmp.UserControl;
import org.stratocumulus.session.Delivery;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.session.RecvFlowListener;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.session.SendFlowListener;

/**
 * The subscriber's end of a direct peer-to-peer stream (RFC 7425 section 5.4): a control flow to the publisher, and the publisher's flows
 * in return. Public methods may be called from any thread.
 */
public final class PeerSubscription {
    private final PeerConnection peer;
    private final String name;
    private final PeerStreamListener listener;
    private final CompletableFuture<PeerSubscription> begun;
    private final List<RecvFlow> media = new ArrayList<>();
    private final FlowAlignment alignment = new FlowAlignment();
    private SendFlow control;
    private boolean unpublished;
    private boolean over;

    PeerSubscription(PeerConnection peer, String name, PeerStreamListener listener, CompletableFuture<PeerSubscription> begun) {
        this.peer = peer;
        this.name = name;
        this.listener = listener;
        this.begun = begun;
    }

    /** Who publishes. */
    public PeerConnection peer() {
        return peer;
    }

    /** The stream's name at the publisher. */
    public String name() {
        return name;
    }

    /**
     * Sends a stream command, such as receiveVideo; there is no answer but an onStatus.
     *
     * @throws AmfException when there is no AMF for an argument
     */
    public void command(String method, Object... arguments) {
        byte[] message = Command.of(method, 0, null, arguments).toMessage().encode();
        peer.session().loop().execute(() -> write(message));
    }

    /** Stops playing. */
    public void close() {
        peer.session().loop().execute(this::ended);
    }

    /** RFC 7425 section 5.4.1: a new independent flow with a stream id other than 0, and play on it. @return the control flow */
    SendFlow begin(int streamId) {
        byte[] play = Command.of("play", 0, null, name).toMessage().encode();
        control = peer.session().openFlow(FlowMetadata.stream(streamId).encode(), null, Priority.ROUTINE, new ControlListener());
        write(play);
        // a caller that does not wait any more does not play
        begun.whenComplete((self, failure) -> {
            if (failure != null) {
                close();
            }
        });
        return control;
    }

    /** A flow of the publisher in return to the control flow: RFC 7425 section 5.4.2. */
    void accept(RecvFlow flow, FlowMetadata.Rtmp metadata) {
        media.add(flow);
        flow.accept(metadata.networkOrder() ? RecvFlow.Order.ARRIVAL : RecvFlow.Order.QUEUED, new MediaListener());
    }

    /** Nothing more is played: closes the control flow, and rejects what the publisher still sends. On the loop. */
    void ended() {
        if (over) {
            return;
        }
        over = true;
        alignment.close();
        peer.forget(control);
        control.close();
        // RFC 7425 section 5.3.5.3: code 0, and all flows of the stream
        List.copyOf(media).stream().filter(RecvFlow::isOpen).forEach(flow -> flow.reject(0));
        boolean hadBegun = begun.isDone() && !begun.isCompletedExceptionally();
        begun.completeExceptionally(new IllegalStateException("the peer does not play '" + name + "'"));
        if (hadBegun) {
            listener.closed(this);
        }
    }

    private void write(byte[] message) {
        if (!over && control.bufferedBytes() + message.length <= NetStream.MAX_BUFFERED_BYTES) {
            control.write(message, Delivery.RELIABLE);
        }
    }

    private void received(byte[] message, int lostBefore) {
        if (over) {
            return;
        }
        int type = RtmpMessage.type(message, 0);
        if (MessageType.isCommand(type)) {
            command(type, message);
        } else if (!MessageType.isChunkStreamControl(type)) {
            // RFC 7425 section 5.4.2: StreamBegin or a media message tell that the publisher publishes to this subscriber
            if (type != MessageType.USER_CONTROL || isStreamBegin(message)) {
                begun.complete(this);
            }
            listener.message(this, message, lostBefore);
        }
    }

    private static boolean isStreamBegin(byte[] message) {
        int length = message.length - RtmpMessage.HEADER_LENGTH;
        return length >= 2 && UserControl.decode(message, RtmpMessage.HEADER_LENGTH, length) instanceof UserControl.StreamEvent event
            && event.type() == UserControl.StreamEventType.BEGIN;
    }

    private void command(int type, byte[] message) {
        AmfValue info = Statuses.ofStream(type, message);
        if (info == null) {
            return;
        }
        if (Statuses.isError(info)) {
            begun.completeExceptionally(new StatusException("refused", info));
        } else if (Statuses.text(info, "code").equals("NetStream.Play.Start")) {
            begun.complete(this);
        }
        unpublished = Statuses.text(info, "code").equals("NetStream.Play.UnpublishNotify");
        listener.status(this, info);
    }

    private final class MediaListener implements RecvFlowListener {
        @Override
        public void message(RecvFlow flow, byte[] data, int lostBefore) {
            alignment.arrived(PeerSubscription.this::received, flow, data, lostBefore);
        }

        /**
         * An exception on the control flow is told with the acknowledgement of what this end sends (RFC 7016 section 3.6.3.7): with nothing
         * to send, a lost one is never repeated. A publisher that said it unpublishes and closed all its flows has ended the stream, too.
         */
        @Override
        public void closed(RecvFlow flow) {
            media.remove(flow);
            if (unpublished && media.isEmpty()) {
                ended();
            }
        }
    }

    /** RFC 7425 section 5.4.3: the stream is closed on any exception on the control flow. */
    private final class ControlListener implements SendFlowListener {
        @Override
        public void exception(SendFlow flow, long code) {
            ended();
        }

        @Override
        public void closed(SendFlow flow) {
            ended();
        }
    }
}
