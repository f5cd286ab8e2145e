package org.stratocumulus.cluster.internal.tcp;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.cluster.ClusterListener;
import org.stratocumulus.api.cluster.ClusterMessageHandler;
import org.stratocumulus.api.cluster.ServerNode;
import org.stratocumulus.api.settings.SettingsReader;
import org.stratocumulus.cluster.internal.config.ServersReader;
import org.stratocumulus.cluster.internal.config.ServersSettings;
import org.stratocumulus.cluster.internal.node.ClusterNode;
import org.stratocumulus.cluster.internal.node.LocalFacts.Figures;

/** A whole node on real sockets of the loopback interface. */
final class LoopbackServer implements AutoCloseable, ClusterListener, ClusterMessageHandler {
    final TcpTransport transport = new TcpTransport();
    final ClusterNode node;
    final int port = freePort();
    final ConcurrentLinkedQueue<String> events = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<String> messages = new ConcurrentLinkedQueue<>();
    private final ExecutorService pool = Executors.newFixedThreadPool(2);
    private final Map<String, String> text = new TreeMap<>();
    private final String id;
    private boolean closed;
    private ServersSettings settings = ServersSettings.DEFAULT;

    LoopbackServer(String id) {
        this.id = id;
        node = new ClusterNode(id, 1, transport, pool, () -> Figures.NONE, new Random());
        node.add(this);
        node.add(this, List.of("topic"), "/", 0);
        transport.every(20, node::tick);
        set("servers.retry", "1");
        set("servers.port", Integer.toString(port));
        await("the listener of " + id, () -> node.self().port() == port);
    }

    LoopbackServer set(String key, String value) {
        text.put(key, value);
        SettingsReader in = new SettingsReader(text);
        settings = ServersReader.read(in, settings);
        CompletableFuture<Void> applied = new CompletableFuture<>();
        transport.loop().execute(() -> {
            node.apply(settings, in.problems());
            applied.complete(null);
        });
        applied.join();
        return this;
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until something is so; a minute is for machines with other things to do. */
    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within a minute: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void connected(ServerNode server) {
        events.add("+" + name(server));
    }

    @Override
    public void disconnected(ServerNode server, String reason) {
        events.add("-" + name(server));
    }

    private static String name(ServerNode server) {
        return server.nodeId().isEmpty() ? server.publicAddresses().toString() : server.nodeId();
    }

    @Override
    public void message(ServerNode from, String topic, List<AmfValue> values) {
        messages.add(values.toString());
    }

    @Override
    public Object request(ServerNode from, String topic, List<AmfValue> values) {
        return values.get(0);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        CompletableFuture<Void> done = new CompletableFuture<>();
        transport.loop().execute(() -> {
            node.close();
            done.complete(null);
        });
        done.join();
        transport.close();
        pool.shutdownNow();
    }

    @Override
    public String toString() {
        return id;
    }
}
