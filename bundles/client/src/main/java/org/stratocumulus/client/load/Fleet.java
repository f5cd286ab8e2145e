package org.stratocumulus.client.load;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.client.ClientEndpoint;
import org.stratocumulus.client.ClientOptions;
import org.stratocumulus.client.NetConnection;
import org.stratocumulus.client.NetConnectionListener;
import org.stratocumulus.client.ReportedAddresses;
import org.stratocumulus.session.EndpointOptions;
import org.stratocumulus.transport.UdpLoop;
import org.stratocumulus.transport.UdpTransport;
import org.stratocumulus.transport.UdpTransportOptions;

/**
 * Makes clients: each has its own identity and UDP port (RFC 7425 section 5.3). All share a few threads. Any thread may use it, but for
 * the loops.
 */
final class Fleet implements AutoCloseable {
    private static final int SOCKET_BUFFER = 256 << 10;

    private final Target target;
    private final ClientOptions options;
    private final UdpTransportOptions sockets;
    private final UdpTransport host;
    private final SecureRandom random = new SecureRandom();
    private final ExecutorService keyingPool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), task -> {
        Thread thread = new Thread(task, "rtmfp-load-keying");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicInteger made = new AtomicInteger();
    private final List<InetAddress> bind;

    Fleet(Target target) {
        this.target = target;
        EndpointOptions endpoint = ClientOptions.DEFAULT.endpoint().withOpenTimeout(target.timeout().toMillis());
        // asked once: the machine is the same for all
        ReportedAddresses reported = ReportedAddresses.of(ReportedAddresses.interfaces());
        options = ClientOptions.DEFAULT.withCrypto(target.crypto()).withEndpoint(endpoint).withReported(reported);
        bind = target.bind().isEmpty() ? List.of(anyAddress(target)) : target.bind();
        host = new UdpTransport(UdpTransportOptions.defaults().withThreads(target.threads()).withThreadName("rtmfp-load-"));
        sockets = UdpTransportOptions.defaults().withKind(host.kind()).withBuffers(SOCKET_BUFFER);
    }

    /** Towards IPv4 alone IPv4 will do, also on a machine without IPv6. */
    private static InetAddress anyAddress(Target target) {
        boolean ipv4 = target.addresses().stream().allMatch(address -> address.getAddress() instanceof Inet4Address);
        return new InetSocketAddress(ipv4 ? "0.0.0.0" : "::", 0).getAddress();
    }

    /** How many loops there are: {@link Member#loop} is below. */
    int loops() {
        return host.loops().size();
    }

    /** A new client. @throws IOException when it gets no port */
    Member member() throws IOException {
        int number = made.getAndIncrement();
        int loop = number % loops();
        UdpLoop shared = host.loops().get(loop);
        ClientOptions own = options.withBind(new InetSocketAddress(bind.get(number % bind.size()), 0));
        try {
            return new Member(ClientEndpoint.open(own, new UdpTransport(sockets, shared), random, keyingPool), loop);
        } catch (IOException e) {
            throw new IOException("client " + (number + 1) + " gets no UDP port (" + e.getMessage() + "); see 'ulimit -n', "
                + "and --bind with several addresses for more than 28,000 clients", e);
        }
    }

    /** Waits until everything that was posted to the loops by now has run: what loops have written can be read then. */
    void barrier() {
        List<CompletableFuture<Void>> reached = host.loops().stream().map(loop -> {
            CompletableFuture<Void> one = new CompletableFuture<>();
            loop.execute(() -> one.complete(null));
            return one;
        }).toList();
        reached.forEach(CompletableFuture::join);
    }

    /** Stops the threads; close the members before. */
    @Override
    public void close() {
        host.close();
        keyingPool.shutdownNow();
    }

    /** One client. */
    final class Member implements AutoCloseable {
        private final ClientEndpoint endpoint;
        private final int loop;

        private Member(ClientEndpoint endpoint, int loop) {
            this.endpoint = endpoint;
            this.loop = loop;
        }

        /** Which loop its callbacks run on. */
        int loop() {
            return loop;
        }

        PeerId peerId() {
            return endpoint.peerId();
        }

        /** Connects, within the timeout. */
        CompletableFuture<NetConnection> connect(NetConnectionListener listener) {
            return endpoint.connect(target.uri(), target.addresses(), new AmfObject(), listener)
                .orTimeout(target.timeout().toMillis(), TimeUnit.MILLISECONDS);
        }

        /** Closes its connection abruptly, telling the server, and its port. Not on a loop. */
        @Override
        public void close() {
            endpoint.close();
        }
    }
}
