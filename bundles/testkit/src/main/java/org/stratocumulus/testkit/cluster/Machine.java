package org.stratocumulus.testkit.cluster;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.stratocumulus.cluster.internal.node.LinkTransport;

/** What a node runs on: its threads, its clock and its end of each connection. */
final class Machine implements LinkTransport {
    private static final long DIAL_TIMEOUT = 5_000;

    final int number;
    private final SimulatedCluster cluster;
    private final List<Pipe> pipes = new ArrayList<>();
    private final List<Runnable> missed = new ArrayList<>();
    private Acceptor acceptor;
    private InetSocketAddress bound;
    private int lastPort = 40_000;
    private boolean frozen;
    private boolean dead;

    Machine(SimulatedCluster cluster, int number) {
        this.cluster = cluster;
        this.number = number;
    }

    /** Runs a task unless the machine is dead; while it is frozen, when it thaws. */
    void when(Runnable task) {
        if (frozen) {
            missed.add(task);
        } else if (!dead) {
            task.run();
        }
    }

    boolean isDead() {
        return dead;
    }

    boolean isFrozen() {
        return frozen;
    }

    void freeze() {
        frozen = true;
    }

    void thaw() {
        frozen = false;
        List<Runnable> late = List.copyOf(missed);
        missed.clear();
        late.forEach(this::when);
        List.copyOf(pipes).forEach(pipe -> pipe.far().resume());
    }

    /** As kill -9: the kernel resets the connections. */
    void kill() {
        dead = true;
        frozen = false;
        missed.clear();
        cluster.listeners().values().removeIf(machine -> machine == this);
        List.copyOf(pipes).forEach(pipe -> pipe.end("connection reset"));
    }

    @Override
    public Executor loop() {
        return task -> after(0, task);
    }

    @Override
    public long now() {
        return cluster.time().now();
    }

    void after(long millis, Runnable task) {
        cluster.time().schedule(millis, () -> when(task));
    }

    @Override
    public void resolve(String host, BiConsumer<List<InetAddress>, String> then) {
        List<InetAddress> found = new ArrayList<>();
        if (host.matches("node\\d{1,5}")) {
            found.add(SimulatedCluster.address(Integer.parseInt(host.substring(4))));
        } else if (host.matches("10\\.0\\.\\d{1,3}\\.\\d{1,3}")) {
            String[] parts = host.split("\\.");
            found.add(SimulatedCluster.address(Integer.parseInt(parts[2]) << 8 | Integer.parseInt(parts[3])));
        }
        after(1, () -> then.accept(found, found.isEmpty() ? "unknown host" : null));
    }

    @Override
    public void dial(InetSocketAddress to, Dialled then) {
        int far = SimulatedCluster.number(to.getAddress());
        if (cluster.isCut(number, far) || cluster.isCut(far, number)) {
            after(DIAL_TIMEOUT, () -> then.failed("connection timed out"));
            return;
        }
        long arrival = cluster.latency();
        cluster.time().schedule(arrival, () -> arrived(to, then));
    }

    /** The kernel answers, even while the process is frozen. */
    private void arrived(InetSocketAddress to, Dialled then) {
        Machine other = cluster.listeners().get(to);
        if (other == null) {
            after(cluster.latency(), () -> then.failed("connection refused"));
            return;
        }
        Pipe there = new Pipe(cluster, other, this);
        Pipe here = new Pipe(cluster, this, other);
        here.join(there);
        InetSocketAddress from = new InetSocketAddress(SimulatedCluster.address(number), ++lastPort);
        other.when(() -> there.attach(other.acceptor.accept(from, there)));
        after(cluster.latency(), () -> here.attach(then.connected(here)));
    }

    @Override
    public void listen(int port, Acceptor by, BiConsumer<Integer, String> then) {
        if (bound != null) {
            cluster.listeners().remove(bound, this);
        }
        bound = port == 0 ? null : new InetSocketAddress(SimulatedCluster.address(number), port);
        acceptor = by;
        if (bound != null) {
            cluster.listeners().put(bound, this);
        }
        then.accept(port, null);
    }

    void opened(Pipe pipe) {
        pipes.add(pipe);
    }

    void closed(Pipe pipe) {
        pipes.remove(pipe);
    }
}
