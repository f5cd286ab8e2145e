package org.stratocumulus.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.transport.UdpLoop;
import org.stratocumulus.transport.UdpTransport;
import org.stratocumulus.transport.UdpTransportOptions;

/**
 * An RTMFP client: any number of connections, each with an identity and a UDP port of its own (RFC 7425 section 5.3), on a few threads that
 * they share. Safe on any thread.
 */
public final class RtmfpClient implements AutoCloseable {
    private static final int SOCKET_BUFFER = 1 << 20;
    private static final long WATCH_SECONDS = 10;

    private final Callable<ClientEndpoint> endpoints;
    private final Executor pool;
    private final AutoCloseable threads;
    private final Set<CompletableFuture<NetConnection>> attempts = ConcurrentHashMap.newKeySet();
    private final Set<ClientEndpoint> live = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** A client on UDP with one event loop. */
    public static RtmfpClient open(ClientOptions options) {
        return open(options, 1);
    }

    /** A client on UDP. @param loops event loops, 1 to 256, that its connections take in turn */
    public static RtmfpClient open(ClientOptions options, int loops) {
        UdpTransport threads = new UdpTransport(UdpTransportOptions.defaults().withThreads(loops).withThreadName("rtmfp-client"));
        UdpTransportOptions sockets = UdpTransportOptions.defaults().withKind(threads.kind()).withBuffers(SOCKET_BUFFER);
        SecureRandom random = new SecureRandom();
        AtomicInteger turn = new AtomicInteger();
        RtmfpClient client = new RtmfpClient(() -> {
            UdpLoop shared = threads.loops().get(Math.floorMod(turn.getAndIncrement(), loops));
            return ClientEndpoint.open(options, new UdpTransport(sockets, shared), random, ForkJoinPool.commonPool());
        }, ForkJoinPool.commonPool(), threads);
        client.watchAddresses(CompletableFuture.delayedExecutor(WATCH_SECONDS, TimeUnit.SECONDS));
        return client;
    }

    /**
     * @param endpoints makes the endpoint of a new connection; called on the pool
     * @param pool for what blocks: names and ports
     * @param threads closed with the client
     */
    RtmfpClient(Callable<ClientEndpoint> endpoints, Executor pool, AutoCloseable threads) {
        this.endpoints = endpoints;
        this.pool = pool;
        this.threads = threads;
    }

    /**
     * Connects.
     *
     * @param uri such as {@code rtmfp://host:1935/app}; the host's name is resolved on a pool thread
     * @param arguments extra arguments of the connect call, anything AmfValue.of takes
     * @return completes when the server has accepted; exceptionally with {@link StatusException} when it refused, {@link
     *     org.stratocumulus.session.OpenFailedException} when no session opened, {@link IOException} when there is no UDP port, {@link
     *     IllegalStateException} when the session or the client ended before. A server may never answer the connect command: use {@code
     *     orTimeout}, which like {@code cancel} ends the attempt
     * @throws IllegalArgumentException for a malformed URI
     */
    public CompletableFuture<NetConnection> connect(String uri, NetConnectionListener listener, Object... arguments) {
        return connect(uri, new AmfObject(), listener, arguments);
    }

    /** Connects with additional or other fields in the command object, see {@link #connect(String, NetConnectionListener, Object...)}. */
    public CompletableFuture<NetConnection> connect(String uri, AmfObject command, NetConnectionListener listener, Object... arguments) {
        RtmfpUri parsed = RtmfpUri.parse(uri);
        return begin(parsed, () -> resolve(parsed), ConnectCommand.encode(parsed, command, arguments), listener);
    }

    /**
     * Connects to addresses that are known already.
     *
     * @param candidates where to say hello, resolved
     * @return as for {@link #connect(String, NetConnectionListener, Object...)}
     */
    public CompletableFuture<NetConnection> connect(RtmfpUri uri, Collection<InetSocketAddress> candidates, AmfObject command,
            NetConnectionListener listener, Object... arguments) {
        return begin(uri, () -> candidates, ConnectCommand.encode(uri, command, arguments), listener);
    }

    /**
     * Closes all connections abruptly and frees their ports and the threads.
     *
     * @throws IllegalStateException when called on an event loop, by a listener for instance, which it would block
     */
    @Override
    public void close() {
        closed = true;
        live.forEach(ClientEndpoint::close);
        attempts.forEach(attempt -> attempt.completeExceptionally(new IllegalStateException("the client is closed")));
        try {
            threads.close();
        } catch (Exception e) {
            throw new IllegalStateException("the threads did not end", e);
        }
    }

    /** RFC 7425 section 5.3.3: the server is told again when an address has come or gone. @param later runs a task some time later */
    void watchAddresses(Executor later) {
        later.execute(() -> {
            if (!closed) {
                live.forEach(ClientEndpoint::reportAgain);
                watchAddresses(later);
            }
        });
    }

    private CompletableFuture<NetConnection> begin(RtmfpUri uri, Supplier<Collection<InetSocketAddress>> candidates, byte[] command,
            NetConnectionListener listener) {
        CompletableFuture<NetConnection> connected = new CompletableFuture<>();
        attempts.add(connected);
        connected.whenComplete((up, failure) -> attempts.remove(connected));
        pool.execute(() -> {
            try {
                Collection<InetSocketAddress> addresses = candidates.get();
                if (!connected.isDone()) {
                    enter(endpoints.call()).connect(uri, addresses, command, listener, connected);
                }
            } catch (Exception e) { // whatever the resolver or the system says
                connected.completeExceptionally(e);
            }
        });
        if (closed) {
            connected.completeExceptionally(new IllegalStateException("the client is closed"));
        }
        return connected;
    }

    private ClientEndpoint enter(ClientEndpoint endpoint) {
        live.add(endpoint);
        endpoint.drained().thenRunAsync(() -> {
            if (live.remove(endpoint)) {
                endpoint.close();
            }
        }, pool);
        if (closed) {
            endpoint.close();
        }
        return endpoint;
    }

    private static List<InetSocketAddress> resolve(RtmfpUri uri) {
        try {
            return Arrays.stream(InetAddress.getAllByName(uri.host())).map(address -> new InetSocketAddress(address, uri.port())).toList();
        } catch (IOException e) {
            throw new IllegalArgumentException("unknown host '" + uri.host() + "'", e);
        }
    }
}
