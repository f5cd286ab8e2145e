package org.stratocumulus.cluster.internal.node;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.stratocumulus.cluster.internal.link.Carrier;
import org.stratocumulus.cluster.internal.link.Link;

/** Servers in virtual time on a network that can be cut, one direction at a time. Node N has the address 10.0.0.N and the name nodeN. */
final class SimulatedServers {
    private static final long LATENCY = 5;
    private static final long DIAL_TIMEOUT = 5_000;

    final Random random;
    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private final Map<InetSocketAddress, Host> listeners = new HashMap<>();
    private final Set<List<Integer>> cut = new HashSet<>();
    private final List<Pipe> pipes = new ArrayList<>();
    private long now = 1_000_000;
    private long order;

    private record Task(long at, long order, Runnable action) implements Comparable<Task> {
        @Override
        public int compareTo(Task other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    SimulatedServers(long seed) {
        random = new Random(seed);
    }

    void run(long millis) {
        long end = now + millis;
        while (!tasks.isEmpty() && tasks.peek().at() <= end) {
            Task task = tasks.poll();
            now = task.at();
            task.action().run();
        }
        now = end;
    }

    void after(long millis, Runnable action) {
        tasks.add(new Task(now + millis, order++, action));
    }

    /** Nothing passes from one to the other any more; what is sent waits, as TCP has it. */
    void cut(int from, int to) {
        cut.add(List.of(from, to));
    }

    void heal() {
        cut.clear();
        pipes.forEach(pipe -> after(LATENCY, pipe::flow));
    }

    private boolean isCut(int from, int to) {
        return cut.contains(List.of(from, to));
    }

    static InetAddress address(int number) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, (byte) (number >> 8), (byte) number});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** One machine. */
    final class Host implements LinkTransport {
        final int number;
        private final List<Pipe> ends = new ArrayList<>();
        private final List<Runnable> missed = new ArrayList<>();
        private Acceptor acceptor;
        private InetSocketAddress bound;
        boolean frozen;
        boolean dead;

        Host(int number) {
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

        void thaw() {
            frozen = false;
            List<Runnable> late = List.copyOf(missed);
            missed.clear();
            late.forEach(this::when);
        }

        /** As kill -9: the kernel resets the connections. */
        void kill() {
            dead = true;
            listeners.values().removeIf(host -> host == this);
            List.copyOf(ends).forEach(end -> end.far.end("connection reset"));
        }

        @Override
        public Executor loop() {
            return task -> after(0, () -> when(task));
        }

        @Override
        public long now() {
            return now;
        }

        @Override
        public void resolve(String host, BiConsumer<List<InetAddress>, String> then) {
            after(1, () -> when(() -> {
                if (host.matches("node\\d+")) {
                    then.accept(List.of(address(Integer.parseInt(host.substring(4)))), null);
                } else if (host.matches("[0-9.]+")) {
                    String[] p = host.split("\\.");
                    then.accept(List.of(address(Integer.parseInt(p[2]) << 8 | Integer.parseInt(p[3]))), null);
                } else {
                    then.accept(List.of(), "unknown host");
                }
            }));
        }

        @Override
        public void dial(InetSocketAddress to, Dialled then) {
            byte[] ip = to.getAddress().getAddress();
            int far = (ip[2] & 0xff) << 8 | ip[3] & 0xff;
            if (isCut(number, far) || isCut(far, number)) {
                after(DIAL_TIMEOUT, () -> when(() -> then.failed("connection timed out")));
                return;
            }
            after(LATENCY, () -> {
                Host host = listeners.get(to);
                if (host == null) {
                    when(() -> then.failed("connection refused"));
                    return;
                }
                Pipe here = new Pipe(this, host);
                Pipe there = new Pipe(host, this);
                here.far = there;
                there.far = here;
                pipes.add(here);
                pipes.add(there);
                when(() -> here.attach(then.connected(here)));
                host.when(() -> there.attach(host.acceptor.accept(new InetSocketAddress(address(number), 40_000), there)));
            });
        }

        @Override
        public void listen(int port, Acceptor by, BiConsumer<Integer, String> then) {
            if (bound != null) {
                listeners.remove(bound);
            }
            bound = port == 0 ? null : new InetSocketAddress(address(number), port);
            acceptor = by;
            if (bound != null) {
                listeners.put(bound, this);
            }
            then.accept(port, null);
        }
    }

    /** One end of a connection. */
    final class Pipe implements Carrier {
        private final Host host;
        private final Host farHost;
        private final List<byte[]> inFlight = new ArrayList<>();
        private Pipe far;
        private Link link;
        private boolean closed;
        private boolean finished;

        Pipe(Host host, Host farHost) {
            this.host = host;
            this.farHost = farHost;
            host.ends.add(this);
        }

        void attach(Link fed) {
            link = fed;
            if (fed == null) {
                close();
            } else {
                wake();
            }
        }

        @Override
        public void wake() {
            after(0, () -> host.when(this::drain));
        }

        private void drain() {
            if (link == null) {
                return;
            }
            int length = link.outbox().drain();
            while (length > 0) {
                inFlight.add(Arrays.copyOf(link.outbox().array(), length));
                link.taken(length);
                length = link.outbox().drain();
            }
            after(LATENCY, this::flow);
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                drain();
                after(LATENCY, this::flow);
            }
        }

        /** What can pass, passes. */
        void flow() {
            if (isCut(host.number, farHost.number) || farHost.frozen || far.link == null && !far.closed) {
                if (farHost.frozen || far.link == null) {
                    after(10, this::flow);
                }
                return;
            }
            while (!inFlight.isEmpty()) {
                byte[] bytes = inFlight.remove(0);
                if (far.link != null) {
                    farHost.when(() -> far.link.receive(bytes, 0, bytes.length, now));
                }
            }
            if (closed && !finished) {
                finished = true;
                host.ends.remove(this);
                far.end("closed by the far end");
            }
        }

        void end(String reason) {
            after(isCut(farHost.number, host.number) ? 60_000 : LATENCY, () -> host.when(() -> {
                if (link != null) {
                    link.lost(reason);
                }
            }));
        }
    }
}
