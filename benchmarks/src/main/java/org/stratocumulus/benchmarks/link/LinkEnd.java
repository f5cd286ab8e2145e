package org.stratocumulus.benchmarks.link;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.cluster.ClusterMessageHandler;
import org.stratocumulus.api.cluster.ServerNode;
import org.stratocumulus.api.settings.SettingsReader;
import org.stratocumulus.cluster.internal.config.ServersReader;
import org.stratocumulus.cluster.internal.config.ServersSettings;
import org.stratocumulus.cluster.internal.node.ClusterNode;
import org.stratocumulus.cluster.internal.node.LocalFacts.Figures;
import org.stratocumulus.cluster.internal.tcp.TcpTransport;

/** A node of cluster-link on the loopback interface: the link's thread, one thread for handlers, and what the two have used. */
final class LinkEnd implements AutoCloseable, ClusterMessageHandler {
    static final String COUNT = "count";
    static final String ECHO = "echo";
    static final String ECHOED = "echoed";

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    final ClusterNode node;
    private final TcpTransport transport = new TcpTransport();
    private final ExecutorService pool = Executors.newSingleThreadExecutor();
    private final long[] threads = new long[2];
    private volatile long counted;
    private volatile long echoed;

    LinkEnd(String id) {
        node = new ClusterNode(id, 1, transport, pool, () -> Figures.NONE, new Random());
        node.add(this, List.of(COUNT, ECHO, ECHOED), "/", 0);
        transport.every(ClusterNode.TICK, node::tick);
        threads[0] = CompletableFuture.supplyAsync(() -> Thread.currentThread().getId(), transport.loop()).join();
        threads[1] = CompletableFuture.supplyAsync(() -> Thread.currentThread().getId(), pool).join();
    }

    void configure(Map<String, String> settings) {
        SettingsReader in = new SettingsReader(settings);
        ServersSettings read = ServersReader.read(in, ServersSettings.DEFAULT);
        transport.loop().execute(() -> node.apply(read, in.problems()));
    }

    ServerNode other() {
        await("a link", () -> node.servers().count() == 1);
        return node.servers().list().get(0);
    }

    long counted() {
        return counted;
    }

    long echoed() {
        return echoed;
    }

    /** Messages that came and no handler was given. */
    long dropped() {
        return node.status().counters().get("cluster.messagesDropped");
    }

    /** Processor time of both threads, in nanoseconds. */
    long cpu() {
        return THREADS.getThreadCpuTime(threads[0]) + THREADS.getThreadCpuTime(threads[1]);
    }

    /** Processor time of the calling thread. */
    static long ownCpu() {
        return THREADS.getCurrentThreadCpuTime();
    }

    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not within a minute: " + what);
            }
            LockSupport.parkNanos(100_000);
        }
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread handles
    public void message(ServerNode from, String topic, List<AmfValue> values) {
        switch (topic) {
            case COUNT -> counted++;
            case ECHO -> from.send(ECHOED, values.get(0));
            default -> echoed++;
        }
    }

    @Override
    public void close() {
        Future<?> closed = CompletableFuture.runAsync(node::close, transport.loop());
        await("the end", closed::isDone);
        transport.close();
        pool.shutdown();
    }
}
