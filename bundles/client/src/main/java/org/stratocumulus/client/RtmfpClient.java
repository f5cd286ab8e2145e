package org.stratocumulus.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
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
import org.stratocumulus.transport.UdpTransportOptions;

/**
 * An RTMFP client: one identity, one endpoint, any number of connections to different servers. Between two identities there is only
 * one session (RFC 7016 section 3.5.1.3); so for two connections to one server two clients are needed. Safe on any thread.
 */
public final class RtmfpClient implements AutoCloseable {
    private final List<? extends DatagramLoop> loops;
    private final Endpoint endpoint;
    private final AutoCloseable transport;
    private final PeerId peerId;
    private final Set<NetConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * A client of its own on UDP, with one event loop.
     *
     * @throws IOException when the local addresses cannot be bound
     */
    public static RtmfpClient open(ClientOptions options) throws IOException {
        UdpTransport transport = new UdpTransport(UdpTransportOptions.defaults().withThreads(1).withThreadName("rtmfp-client"));
        return open(options, transport, new SecureRandom(), ForkJoinPool.commonPool());
    }

    /**
     * A client on a transport that is not bound yet and becomes the client's. Its loops may share a thread with those of other clients:
     * {@link UdpTransport#UdpTransport(UdpTransportOptions, org.stratocumulus.transport.UdpLoop)}.
     *
     * @param random for the identity and everything the engine needs; may be shared
     * @param keyingPool does the public-key arithmetic; may be shared
     * @throws IOException when the local addresses cannot be bound; the transport is closed then
     */
    public static RtmfpClient open(ClientOptions options, UdpTransport transport, SecureRandom random, Executor keyingPool)
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
        return new RtmfpClient(transport.loops(), transport, options, random, keyingPool);
    }

    /**
     * A client on loops that exist already.
     *
     * @param transport closed with the client
     * @param keyingPool does the public-key arithmetic
     */
    public RtmfpClient(List<? extends DatagramLoop> loops, AutoCloseable transport, ClientOptions options, SecureRandom random,
            Executor keyingPool) {
        Identity identity = Identity.ephemeral(IdentityTraits.CLIENT, random);
        this.loops = List.copyOf(loops);
        this.transport = transport;
        peerId = identity.peerId();
        FlashProfile profile = new FlashProfile(identity, options.crypto(), random);
        endpoint = new Endpoint(loops, profile, options.endpoint(), keyingPool, random, () -> session -> SessionListener.NONE, List::of);
    }

    /** This client's peer ID. */
    public PeerId peerId() {
        return peerId;
    }

    /** The engine below, for its counters. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /**
     * Connects.
     *
     * @param uri such as {@code rtmfp://host:1935/app}; the host's name is resolved on a pool thread
     * @param arguments extra arguments of the connect call, anything AmfValue.of takes
     * @return completes when the server has accepted; exceptionally with {@link StatusException} when it refused, {@link
     *     org.stratocumulus.session.OpenFailedException} when no session opened, {@link IllegalStateException} when the session or the
     *     client ended before. A server may never answer the connect command: use {@code orTimeout}, which like {@code cancel} ends
     *     the attempt
     * @throws IllegalArgumentException for a malformed URI
     */
    public CompletableFuture<NetConnection> connect(String uri, NetConnectionListener listener, Object... arguments) {
        return connect(uri, new AmfObject(), listener, arguments);
    }

    /** Connects with additional or other fields in the command object, see {@link #connect(String, NetConnectionListener, Object...)}. */
    public CompletableFuture<NetConnection> connect(String uri, AmfObject command, NetConnectionListener listener, Object... arguments) {
        RtmfpUri parsed = RtmfpUri.parse(uri);
        CompletableFuture<NetConnection> connected = new CompletableFuture<>();
        NetConnection connection = connection(parsed, command, listener, connected, arguments);
        CompletableFuture.supplyAsync(() -> resolve(parsed)).whenComplete((candidates, failure) -> {
            if (failure == null) {
                open(connection, candidates, connected);
            } else {
                connected.completeExceptionally(failure.getCause() == null ? failure : failure.getCause());
            }
        });
        return connected;
    }

    /**
     * Connects to addresses that are known already.
     *
     * @param candidates where to say hello, resolved
     * @return as for {@link #connect(String, NetConnectionListener, Object...)}
     */
    public CompletableFuture<NetConnection> connect(RtmfpUri uri, Collection<InetSocketAddress> candidates, AmfObject command,
            NetConnectionListener listener, Object... arguments) {
        CompletableFuture<NetConnection> connected = new CompletableFuture<>();
        open(connection(uri, command, listener, connected, arguments), candidates, connected);
        return connected;
    }

    /**
     * Closes all connections abruptly and frees the port.
     *
     * @throws IllegalStateException when called on an event loop, by a listener for instance, which it would block
     */
    @Override
    public void close() {
        if (loops.stream().anyMatch(DatagramLoop::inLoop)) {
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
            connections.forEach(connection -> connection.abandon("the client is closed"));
        }
    }

    private NetConnection connection(RtmfpUri uri, AmfObject command, NetConnectionListener listener,
            CompletableFuture<NetConnection> connected, Object... arguments) {
        byte[] message = ConnectCommand.encode(uri, command, arguments);
        NetConnection connection = new NetConnection(uri, message, listener, connected, connections::remove);
        connected.whenComplete((up, failure) -> {
            if (failure != null) {
                connections.remove(connection);
            }
        });
        connections.add(connection);
        return connection;
    }

    private void open(NetConnection connection, Collection<InetSocketAddress> candidates, CompletableFuture<NetConnection> connected) {
        CompletableFuture<Session> opening = endpoint.connect(FlashDiscriminator.forUri(connection.uri().tcUrl()), candidates,
            connection.sessionListener());
        opening.whenComplete((session, failure) -> {
            if (failure != null) {
                connected.completeExceptionally(failure);
            }
        });
        connected.whenComplete((up, failure) -> opening.cancel(false));
        if (closed) {
            connection.abandon("the client is closed");
        }
    }

    private static List<InetSocketAddress> resolve(RtmfpUri uri) {
        try {
            return Arrays.stream(InetAddress.getAllByName(uri.host())).map(address -> new InetSocketAddress(address, uri.port())).toList();
        } catch (IOException e) {
            throw new IllegalArgumentException("unknown host '" + uri.host() + "'", e);
        }
    }
}
