package org.stratocumulus.session.internal.osgi;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.stratocumulus.api.status.SessionInfo;
import org.stratocumulus.crypto.CryptographyProfile;
import org.stratocumulus.session.Endpoint;
import org.stratocumulus.session.spi.HelloRouter;
import org.stratocumulus.session.spi.SessionAcceptor;
import org.stratocumulus.transport.UdpStats;
import org.stratocumulus.transport.UdpTransport;
import org.stratocumulus.transport.UdpTransportOptions;

/** An endpoint with its transport and its keying threads: everything of the server that lives as long as its sessions. */
final class RunningEndpoint implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 2;

    private final UdpTransport transport;
    private final ThreadPoolExecutor keyingPool;
    private final Endpoint endpoint;
    private volatile EndpointSettings settings;

    /** Starts loops and endpoint; nothing is bound yet. */
    RunningEndpoint(EndpointSettings settings, CryptographyProfile profile, Supplier<SessionAcceptor> acceptor,
            Supplier<List<HelloRouter>> routers) {
        this.settings = settings;
        this.transport = new UdpTransport(UdpTransportOptions.defaults().withThreads(settings.threads())
                .withBuffers(settings.udpBufferSize()));
        transport.wakeUpInterval(settings.wakeUpInterval());
        this.keyingPool = keyingPool();
        this.endpoint = new Endpoint(transport.loops(), profile, settings.options(), keyingPool, new SecureRandom(), acceptor, routers);
    }

    /**
     * Listens where the settings of the moment say; when it fails, where it listened before.
     *
     * @throws IOException names the address that cannot be bound
     */
    void listen() throws IOException {
        if (settings.bind().isEmpty()) {
            transport.rebind(settings.port());
        } else {
            transport.rebind(settings.addresses());
        }
    }

    boolean isListening() {
        return !transport.localAddresses().isEmpty();
    }

    /**
     * Applies what differs; sessions stay.
     *
     * @return keys that differ and take effect at the next start only
     */
    List<String> apply(EndpointSettings next) throws IOException {
        EndpointSettings former = settings;
        endpoint.options(next.options());
        transport.wakeUpInterval(next.wakeUpInterval());
        settings = next;
        if (!next.listensLike(former) || !isListening()) {
            try {
                listen();
            } catch (IOException e) {
                settings = new EndpointSettings(former.port(), former.bind(), next.threads(), next.udpBufferSize(),
                        next.wakeUpInterval(), next.options());
                throw e;
            }
        }
        return former.threads() == next.threads() && former.udpBufferSize() == next.udpBufferSize() ? List.of()
                : List.of("threads", "udpBufferSize");
    }

    EndpointSettings settings() {
        return settings;
    }

    List<String> listening() {
        return transport.localAddresses().stream().map(RunningEndpoint::text).toList();
    }

    String transportKind() {
        return transport.kind().name().toLowerCase(Locale.ROOT);
    }

    int loops() {
        return transport.loops().size();
    }

    Endpoint endpoint() {
        return endpoint;
    }

    List<SessionInfo> sessions(int limit) {
        try {
            return endpoint.sessions(limit).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // a loop that is that busy has nothing to tell
        }
        return List.of();
    }

    /** Tells every far end, then stops. */
    @Override
    public void close() {
        try {
            endpoint.shutdown().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // far ends find out by keepalive
        }
        transport.close();
        keyingPool.shutdownNow();
    }

    /** One thread per processor; the loops bound what waits. */
    private static ThreadPoolExecutor keyingPool() {
        AtomicInteger count = new AtomicInteger();
        int threads = Runtime.getRuntime().availableProcessors();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(threads, threads, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "rtmfp-keying-" + count.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static String text(InetSocketAddress address) {
        InetAddress ip = address.getAddress();
        String host = ip.getHostAddress();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    /** The endpoint's counters, then the transport's. */
    Map<String, Long> counters() {
        Map<String, Long> counters = new LinkedHashMap<>(endpoint.counters());
        counters.put("sessions.limit", (long) settings.options().sessions());
        UdpStats udp = transport.stats();
        counters.put("udp.received", udp.received());
        counters.put("udp.sent", udp.sent());
        counters.put("udp.bytesReceived", udp.receivedBytes());
        counters.put("udp.bytesSent", udp.sentBytes());
        counters.put("udp.segmentedSends", udp.segmentedSends());
        counters.put("udp.handedOver", udp.handedOver());
        counters.put("udp.dropped", udp.droppedRunt() + udp.droppedOversize() + udp.droppedHandOver() + udp.droppedNoHandler());
        counters.put("udp.unsent", udp.unsentSize() + udp.unsentNoRoute() + udp.unsentFull() + udp.sendFailures());
        counters.put("udp.failures", udp.failures());
        return counters;
    }
}
