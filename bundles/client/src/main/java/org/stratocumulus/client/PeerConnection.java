package org.stratocumulus.client;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.stratocumulus.amf.rtmp.FlowMetadata;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.session.CloseReason;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.session.SendFlowListener;
import org.stratocumulus.session.Session;
import org.stratocumulus.session.SessionListener;

/**
 * An open session with a peer, and any number of direct streams in it, each for itself (RFC 7425 section 5.4). Public methods may be called
 * from any thread. It is over when the session is, or the connection to the server that introduced the peers.
 */
public final class PeerConnection {
    private final Peers peers;
    private final Session session;
    /** By control flow, which the publisher's flows name as the one they answer. */
    private final Map<SendFlow, PeerSubscription> subscriptions = new IdentityHashMap<>();
    private int lastStreamId;

    PeerConnection(Peers peers, Session session) {
        this.peers = peers;
        this.session = session;
    }

    /** Who is at the far end. */
    public PeerId peerId() {
        return session.farPeerId();
    }

    /** The session: its figures, its far end, flows of one's own; to be used on its loop. */
    public Session session() {
        return session;
    }

    /**
     * Plays a stream that the peer publishes.
     *
     * @return completes when the peer has begun to publish it to this end; exceptionally with {@link StatusException} when it refused with
     *     a reason, {@link IllegalStateException} when it rejected the flow or the session ended. A peer may never answer: use {@code
     *     orTimeout}, which like {@code cancel} ends the attempt
     */
    public CompletableFuture<PeerSubscription> play(String name, PeerStreamListener listener) {
        CompletableFuture<PeerSubscription> begun = peers.promise();
        session.loop().execute(() -> {
            if (!begun.isDone()) {
                play(new PeerSubscription(this, name, listener, begun), begun);
            }
        });
        return begun;
    }

    /**
     * Opens a flow for messages that are no stream; the peer's {@link PeerListener#flowOpened} hears of it.
     *
     * @param metadata tells the peer what it is, at most 512 bytes; not beginning with "TC", which is the mark of RTMP flows
     * @return completes on the loop, where the flow is to be used; exceptionally with {@link IllegalStateException} when the session opens
     *     none, {@link IllegalArgumentException} when the metadata is too long
     */
    public CompletableFuture<SendFlow> openFlow(byte[] metadata, Priority priority, SendFlowListener listener) {
        CompletableFuture<SendFlow> opened = peers.promise();
        session.loop().execute(() -> {
            try {
                opened.complete(session.openFlow(metadata, null, priority, listener));
            } catch (IllegalStateException | IllegalArgumentException e) {
                opened.completeExceptionally(e);
            }
        });
        return opened;
    }

    /** Closes the session in order; does not wait for what was written. */
    public void close() {
        session.loop().execute(session::close);
    }

    PeerPublication publication(String name) {
        return peers.publication(name);
    }

    void forget(SendFlow control) {
        subscriptions.remove(control);
    }

    /** What the session tells of itself. */
    SessionListener sessionListener() {
        return new SessionListener() {
            @Override
            public void flowOpened(Session of, RecvFlow flow) {
                accept(flow);
            }

            @Override
            public void closed(Session closed, CloseReason reason) {
                List.copyOf(subscriptions.values()).forEach(PeerSubscription::ended);
                peers.closed(PeerConnection.this, reason);
            }
        };
    }

    private void play(PeerSubscription subscription, CompletableFuture<PeerSubscription> begun) {
        try {
            lastStreamId = lastStreamId % FlowMetadata.MAX_STREAM_ID + 1;
            subscriptions.put(subscription.begin(lastStreamId), subscription);
        } catch (IllegalStateException e) { // no flow can be opened
            begun.completeExceptionally(e);
        }
    }

    private void accept(RecvFlow flow) {
        if (!(FlowMetadata.decode(flow.metadata()) instanceof FlowMetadata.Rtmp metadata)) {
            peers.listener().flowOpened(this, flow);
        } else if (flow.association() == null) {
            // RFC 7425 section 5.4.2: a subscriber's control flow has a stream id other than 0; any other is left alone, and so rejected
            if (metadata.streamId() != 0) {
                flow.accept(RecvFlow.Order.QUEUED, new PeerSubscriber(this, flow, metadata.streamId()));
            }
        } else if (subscriptions.get(flow.association()) != null) {
            subscriptions.get(flow.association()).accept(flow, metadata);
        }
    }
}
