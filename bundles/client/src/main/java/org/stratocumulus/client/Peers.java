package org.stratocumulus.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.loop.EventLoop;
import org.stratocumulus.session.CloseReason;
import org.stratocumulus.session.OpenFailedException;
import org.stratocumulus.session.Session;
import org.stratocumulus.session.SessionListener;
import org.stratocumulus.session.spi.SessionAcceptor;

/**
 * The peers of one connection: other clients to which the server introduces this one (RFC 7016 section 3.5.1.6), for direct streams (RFC
 * 7425 section 5.4) and flows of one's own. A client answers peers when it has a {@linkplain #listener listener} or {@linkplain #publish
 * publishes}, else none. All of it ends with the connection. Public methods may be called from any thread; listeners hear on the
 * connection's event loop.
 */
public final class Peers {
    /** Streams that one client may publish to its peers. */
    public static final int MAX_PUBLICATIONS = 256;

    /** Opens a session with a peer by way of the server. */
    interface Introduction {
        CompletableFuture<Session> open(PeerId peer, SessionListener listener);
    }

    private final PeerId nearId;
    private final EventLoop loop;
    private final Introduction introduction;
    private final Promises promises = new Promises(NetConnection.MAX_PENDING_CALLS);
    private final Map<PeerId, PeerConnection> open = new HashMap<>();
    private final Map<PeerId, Attempt> attempts = new HashMap<>();
    private final Map<String, PeerPublication> publications = new HashMap<>();
    private volatile PeerListener listener;
    /** Null while no peer is answered. */
    private volatile SessionAcceptor acceptor;
    /** 0 for that of the endpoint. */
    private long keepaliveMillis;
    private boolean over;

    Peers(PeerId nearId, EventLoop loop, Introduction introduction) {
        this.nearId = nearId;
        this.loop = loop;
        this.introduction = introduction;
    }

    /** This end's peer ID: what others {@link #connect} to. Used for one connection only (RFC 7425 section 5.3). */
    public PeerId nearId() {
        return nearId;
    }

    /** Sets who hears of peers; from now on this client answers them. */
    public void listener(PeerListener hears) {
        listener = hears;
        loop.execute(this::answerIfWanted);
    }

    /**
     * Gives the session with a peer; if there is none, asks the server to introduce this client to it (RFC 7425 section 5.4.1).
     *
     * @return completes when the session is open; exceptionally with {@link OpenFailedException} when none opened, which a peer that the
     *     server does not know takes a minute and a half for; {@link IllegalStateException} when the connection ends. Use {@code
     *     orTimeout}, which like {@code cancel} ends the attempt
     */
    public CompletableFuture<PeerConnection> connect(PeerId peer) {
        CompletableFuture<PeerConnection> promise = promises.promise();
        loop.execute(() -> connect(peer, promise));
        return promise;
    }

    /**
     * Publishes a stream to peers that play it by this name.
     *
     * @return completes at once; exceptionally with {@link IllegalStateException} when the name is published already, there are {@link
     *     #MAX_PUBLICATIONS}, or the connection is over
     */
    public CompletableFuture<PeerPublication> publish(String name, PeerPublicationListener hears) {
        CompletableFuture<PeerPublication> promise = promises.promise();
        loop.execute(() -> publish(new PeerPublication(this, name, hears), promise));
        return promise;
    }

    EventLoop loop() {
        return loop;
    }

    PeerListener listener() {
        PeerListener hears = listener;
        return hears == null ? PeerListener.NONE : hears;
    }

    /** Who takes sessions that peers open; null while none are wanted. Any thread. */
    SessionAcceptor acceptor() {
        return acceptor;
    }

    /** A future that fails when the connection ends. Any thread. */
    <T> CompletableFuture<T> promise() {
        return promises.promise();
    }

    PeerPublication publication(String name) {
        return publications.get(name);
    }

    void forget(PeerPublication publication) {
        publications.remove(publication.name(), publication);
        answerIfWanted();
    }

    void closed(PeerConnection peer, CloseReason reason) {
        open.remove(peer.peerId(), peer);
        listener().closed(peer, reason);
    }

    /** Sets the keepalive period of all sessions with peers, those to come included (RFC 7425 section 5.3.4). On the loop. */
    void keepalive(long millis) {
        keepaliveMillis = millis;
        open.values().forEach(peer -> peer.session().keepalive(millis));
    }

    /** The connection is over. On the loop. */
    void end(String why) {
        over = true;
        acceptor = null;
        promises.end(new IllegalStateException(why));
        List.copyOf(attempts.values()).forEach(Attempt::cancel);
        List.copyOf(publications.values()).forEach(PeerPublication::end);
        List.copyOf(open.values()).forEach(peer -> peer.session().close());
    }

    /** Nothing will be completed any more. Any thread. */
    void abandon(String why) {
        promises.end(new IllegalStateException(why));
    }

    private void connect(PeerId peer, CompletableFuture<PeerConnection> promise) {
        if (open.containsKey(peer)) {
            promise.complete(open.get(peer));
        } else if (peer.equals(nearId)) {
            promise.completeExceptionally(new IllegalStateException("this is the peer ID of this end"));
        } else if (!promise.isDone()) {
            Attempt attempt = attempts.get(peer);
            if (attempt == null) {
                attempt = new Attempt(peer);
                attempts.put(peer, attempt);
                answerIfWanted();
                attempt.begin();
            }
            attempt.add(promise);
        }
    }

    private void publish(PeerPublication publication, CompletableFuture<PeerPublication> promise) {
        if (over || publications.size() >= MAX_PUBLICATIONS) {
            promise.completeExceptionally(new IllegalStateException(over ? "the connection is over"
                : MAX_PUBLICATIONS + " streams are published already"));
        } else if (publications.putIfAbsent(publication.name(), publication) != null) {
            promise.completeExceptionally(new IllegalStateException("'" + publication.name() + "' is published already"));
        } else {
            answerIfWanted();
            promise.complete(publication);
        }
    }

    /** In glare (RFC 7016 section 3.5.1.3) the peer that is being looked for is answered whether or not others are. */
    private void answerIfWanted() {
        boolean wanted = listener != null || !publications.isEmpty() || !attempts.isEmpty();
        acceptor = over || !wanted ? null : this::accept;
    }

    private SessionListener accept(Session session) {
        if (over || listener == null && publications.isEmpty() && !attempts.containsKey(session.farPeerId())) {
            session.abort();
            return SessionListener.NONE;
        }
        PeerConnection peer = new PeerConnection(this, session);
        entered(peer);
        return peer.sessionListener();
    }

    /** Whichever end has opened it, it is the one that was looked for. */
    private void entered(PeerConnection peer) {
        open.put(peer.peerId(), peer);
        if (keepaliveMillis > 0) {
            peer.session().keepalive(keepaliveMillis);
        }
        Attempt attempt = attempts.remove(peer.peerId());
        listener().connected(peer);
        if (attempt != null) {
            attempt.succeeded(peer);
        }
        answerIfWanted();
    }

    /** A session that this end is opening, and who waits for it. On the loop. */
    private final class Attempt {
        private final PeerId peer;
        private final List<CompletableFuture<PeerConnection>> waiting = new ArrayList<>();
        private CompletableFuture<Session> opening;
        private PeerConnection opened;

        Attempt(PeerId peer) {
            this.peer = peer;
        }

        void begin() {
            opening = introduction.open(peer, new SessionListener() {
                @Override
                public void opened(Session session) {
                    Attempt.this.opened(session);
                }
            });
            opening.whenComplete((session, failure) -> {
                if (failure != null) {
                    loop.execute(() -> failed(failure instanceof CompletionException ? failure.getCause() : failure));
                }
            });
        }

        void add(CompletableFuture<PeerConnection> promise) {
            waiting.add(promise);
            promise.whenComplete((peerConnection, failure) -> {
                if (failure != null) {
                    loop.execute(this::cancelIfUnwanted);
                }
            });
        }

        private void opened(Session session) {
            if (over || attempts.get(peer) != this) { // given up, or the peer's own session was faster
                session.abort();
                return;
            }
            opened = new PeerConnection(Peers.this, session);
            session.listener(opened.sessionListener());
            entered(opened);
        }

        void succeeded(PeerConnection connection) {
            if (connection != opened) {
                cancel();
            }
            waiting.forEach(promise -> promise.complete(connection));
        }

        private void failed(Throwable failure) {
            attempts.remove(peer, this);
            answerIfWanted();
            waiting.forEach(promise -> promise.completeExceptionally(failure));
        }

        private void cancelIfUnwanted() {
            if (waiting.stream().allMatch(CompletableFuture::isDone)) {
                attempts.remove(peer, this);
                answerIfWanted();
                cancel();
            }
        }

        void cancel() {
            opening.cancel(false);
        }
    }
}
