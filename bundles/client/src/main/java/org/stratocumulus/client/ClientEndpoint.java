package org.stratocumulus.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.crypto.flash.FlashDiscriminator;
import org.stratocumulus.crypto.flash.FlashProfile;
import org.stratocumulus.crypto.flash.Identity;
import org.stratocumulus.crypto.flash.IdentityTraits;
import org.stratocumulus.session.Endpoint;
import org.stratocumulus.session.Session;
import org.stratocumulus.session.SessionListener;
import org.stratocumulus.transport.DatagramLoop;
import org.stratocumulus.transport.UdpTransport;

/**
 * The endpoint of one connection: an identity that is used for this connection only (RFC 7425 section 5.3) and a UDP port, for the session
 * with the server and those with peers. {@link RtmfpClient} makes and closes them by itself; who has thousands of clients and a mind of
 * their own ports and threads makes them here. Any thread.
 */
public final class ClientEndpoint implements AutoCloseable {
    private static final long DRAIN_MILLIS = 250;

    private final DatagramLoop loop;
    private final Endpoint endpoint;
    private final Supplier<List<InetSocketAddress>> bound;
    private final AutoCloseable transport;
    private final ClientOptions options;
    private final Peers peers;
    private final AtomicReference<NetConnection> connection = new AtomicReference<>();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private List<InetSocketAddress> reported = List.of();
    private volatile boolean closed;

    /**
     * An endpoint on a transport that is not bound yet and becomes the endpoint's. Its loop, of which it has one, may share a thread with
     * those of others: see the constructors of {@link UdpTransport}.
     *
     * @param random for the identity and everything the engine needs; may be shared
     * @param keyingPool does the public-key arithmetic; may be shared
     * @throws IOException when the local addresses cannot be bound; the transport is closed then
     */
    public static ClientEndpoint open(ClientOptions options, UdpTransport transport, SecureRandom random, Executor keyingPool)
            throws IOException {
        try {
            if (options.bind().isEmpty()) {
                transport.bind(0);
            } else {
                transport.bind(options.bind());
            }
        } catch (IOException e) {
            transport.close();
            throw e;
        }
        return new ClientEndpoint(transport.loops().get(0), transport::localAddresses, transport, options, random, keyingPool);
    }

    /**
     * An endpoint on a loop that exists already.
     *
     * @param bound the bound addresses of the moment
     * @param transport closed with the endpoint
     * @param keyingPool does the public-key arithmetic
     */
    public ClientEndpoint(DatagramLoop loop, Supplier<List<InetSocketAddress>> bound, AutoCloseable transport, ClientOptions options,
            SecureRandom random, Executor keyingPool) {
        Identity identity = Identity.ephemeral(IdentityTraits.CLIENT, random);
        this.loop = loop;
        this.bound = bound;
        this.transport = transport;
        this.options = options;
        peers = new Peers(identity.peerId(), loop, this::introduce);
        FlashProfile profile = new FlashProfile(identity, options.crypto(), random);
        endpoint = new Endpoint(List.of(loop), profile, options.endpoint(), keyingPool, random, peers::acceptor, List::of);
    }

    /** This end's peer ID. */
    public PeerId peerId() {
        return peers.nearId();
    }

    /** The engine below, for its counters. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /**
     * Connects, once: see {@link RtmfpClient#connect(RtmfpUri, Collection, AmfObject, NetConnectionListener, Object...)}.
     *
     * @throws IllegalStateException when it was called before: RFC 7425 section 5.3, a client's peer ID MUST NOT be reused
     */
    public CompletableFuture<NetConnection> connect(RtmfpUri uri, Collection<InetSocketAddress> candidates, AmfObject command,
            NetConnectionListener listener, Object... arguments) {
        CompletableFuture<NetConnection> connected = new CompletableFuture<>();
        connect(uri, candidates, ConnectCommand.encode(uri, command, arguments), listener, connected);
        return connected;
    }

    /** @param connected completed when the connection is up; who else fails it ends the attempt */
    void connect(RtmfpUri uri, Collection<InetSocketAddress> candidates, byte[] command, NetConnectionListener listener,
            CompletableFuture<NetConnection> connected) {
        NetConnection.Setup setup = new NetConnection.Setup(report(), options.keepalive());
        NetConnection made = new NetConnection(uri, command, listener, connected, setup, peers, over -> drain());
        if (!connection.compareAndSet(null, made)) {
            throw new IllegalStateException("this endpoint has been used for a connection already");
        }
        CompletableFuture<Session> opening = endpoint.connect(FlashDiscriminator.forUri(uri.tcUrl()), candidates, made.sessionListener());
        opening.whenComplete((session, failure) -> {
            if (failure != null) {
                connected.completeExceptionally(failure);
                loop.execute(this::drain);
            }
        });
        connected.whenComplete((up, failure) -> opening.cancel(false));
        if (closed) {
            made.abandon("the client is closed");
        }
    }

    /** Tells the server of this client's addresses again if they have changed: RFC 7425 section 5.3.3. Not on a loop. */
    synchronized void reportAgain() {
        NetConnection its = connection.get();
        List<InetSocketAddress> before = reported;
        if (its != null && its.isUp() && !report().equals(before)) {
            its.setPeerInfo(reported);
        }
    }

    private synchronized List<InetSocketAddress> report() {
        reported = List.copyOf(options.reported().of(bound.get()));
        return reported;
    }

    /** Completes when the connection is over, or has never come up, and no session takes room any more: nobody needs the port then. */
    CompletableFuture<Void> drained() {
        return drained;
    }

    /**
     * Closes all sessions abruptly and frees the port.
     *
     * @throws IllegalStateException when called on an event loop, by a listener for instance, which it would block
     */
    @Override
    public void close() {
        if (loop.inLoop()) {
            throw new IllegalStateException("would block an event loop");
        }
        closed = true;
        endpoint.close();
        try {
            transport.close();
        } catch (Exception e) {
            throw new IllegalStateException("the transport did not close", e);
        } finally {
            // what a stopped loop has not run will not run any more
            NetConnection its = connection.get();
            if (its != null) {
                its.abandon("the client is closed");
            }
        }
    }

    /** Sessions that are closing have still to hear of it: RFC 7016 section 3.5.5. On the loop. */
    private void drain() {
        if (endpoint.sessionCount() == 0) {
            drained.complete(null);
        } else if (!closed) {
            loop.schedule(DRAIN_MILLIS, this::drain);
        }
    }

    /** RFC 7425 section 5.4.1: the server session's DESTADDR is the first candidate. */
    private CompletableFuture<Session> introduce(PeerId peer, SessionListener listener) {
        InetSocketAddress server = connection.get().session().farAddress();
        return endpoint.connect(FlashDiscriminator.forPeer(peer), List.of(server), listener);
    }
}
