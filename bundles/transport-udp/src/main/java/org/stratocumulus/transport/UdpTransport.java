package org.stratocumulus.transport;

import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The bound UDP interfaces of an endpoint and the event loops that serve them. A datagram reaches the loop that owns its
 * session (RFC 7016 section 2.2.2), whichever socket and thread it came by; a startup packet reaches a loop chosen by its
 * source address. Sessions therefore choose ids with {@code Integer.remainderUnsigned(id, loops) == index}.
 *
 * <p>The threads are daemons and run from construction to {@link #close()}. All methods may be called from any thread,
 * but those that bind and close block and so are refused on a loop's thread.
 */
public final class UdpTransport implements AutoCloseable {
    /** Port of RTMFP and RTMP by custom. */
    public static final int DEFAULT_PORT = 1935;

    /** Longest time that datagrams gather, microseconds. */
    public static final int MAX_WAKE_UP_INTERVAL = 10_000;

    private static final long CLOSE_SECONDS = 5;

    /** Null when the threads are another transport's. */
    private final MultiThreadIoEventLoopGroup threads;
    private final List<UdpLoop> loops;
    private final BoundAddresses bound;
    private final boolean perLoop;
    private boolean closed;

    /**
     * Starts the loops; nothing is bound yet. Set the loops' handlers before binding.
     *
     * @throws UnsupportedOperationException when the options demand epoll and the system has none
     */
    public UdpTransport(UdpTransportOptions options) {
        SocketKind kind = SocketKind.of(options.kind());
        perLoop = kind.isPerLoop();
        List<PacedIoHandler> handlers = new ArrayList<>();
        threads = new MultiThreadIoEventLoopGroup(options.loops(), threadFactory(options.threadName()), thread -> {
            handlers.add(new PacedIoHandler(kind.handlers().newHandler(thread)));
            return handlers.get(handlers.size() - 1);
        });
        long origin = System.nanoTime();
        List<UdpLoop> started = new ArrayList<>();
        for (EventExecutor thread : threads) {
            int index = started.size();
            started.add(new UdpLoop(index, (IoEventLoop) thread, handlers.get(index), origin, kind, options.maxDatagram()));
        }
        loops = List.copyOf(started);
        loops.forEach(loop -> loop.loops(loops));
        bound = new BoundAddresses(new Binder(kind, options, loops), loops);
    }

    /**
     * A transport of one loop with sockets of its own on a thread of another transport, which must outlive it: thousands of clients
     * in one process, each with its own port, need only a few threads.
     */
    public UdpTransport(UdpTransportOptions options, UdpLoop shared) {
        SocketKind kind = SocketKind.of(options.kind());
        perLoop = kind.isPerLoop();
        threads = null;
        loops = List.of(shared.sibling(kind, options.maxDatagram()));
        loops.get(0).loops(loops);
        bound = new BoundAddresses(new Binder(kind, options, loops), loops);
    }

    /** The loops, in the order of their indexes. */
    public List<UdpLoop> loops() {
        return loops;
    }

    /** The loop that owns a session id other than 0. */
    public UdpLoop loopOf(int sessionId) {
        return loops.get(Integer.remainderUnsigned(sessionId, loops.size()));
    }

    /** The kind of socket in use: never {@link UdpTransportOptions.Kind#AUTO}. */
    public UdpTransportOptions.Kind kind() {
        return perLoop ? UdpTransportOptions.Kind.EPOLL : UdpTransportOptions.Kind.NIO;
    }

    /**
     * Sets how often datagrams may wake a loop; at first they always do. Those that come sooner gather until the interval is over and are
     * read together, which saves a busy loop much of its processor time. The first {@value WakeUps#BURST} wake-ups after a quiet time do
     * not wait, tasks and timers never. A transport on another's thread shares that one's interval.
     *
     * @param micros microseconds between two wake-ups of a loop, 0 (no waiting) to {@value #MAX_WAKE_UP_INTERVAL}
     * @throws IllegalArgumentException out of range
     */
    public void wakeUpInterval(int micros) {
        if (micros < 0 || micros > MAX_WAKE_UP_INTERVAL) {
            throw new IllegalArgumentException("wakeUpInterval is out of range: " + micros);
        }
        loops.forEach(loop -> loop.wakeUpInterval(TimeUnit.MICROSECONDS.toNanos(micros)));
    }

    /** Binds all interfaces, IPv6 and IPv4 (IPv4 only on a machine without IPv6). As {@link #bind(List)}. */
    public void bind(int port) throws IOException {
        bind(List.of(new InetSocketAddress(Binder.everyInterface(), port)));
    }

    /**
     * Binds the addresses. The IPv6 wildcard address takes in IPv4, whose source addresses appear as IPv4 addresses. All
     * addresses with port 0 get one port that the system chooses.
     *
     * @param addresses where to listen; empty means all interfaces on port {@value #DEFAULT_PORT}
     * @throws IOException names the address that cannot be bound; nothing is bound then
     * @throws IllegalStateException when bound already, closed, or called on a loop's thread
     */
    public synchronized void bind(List<InetSocketAddress> addresses) throws IOException {
        if (!bound.local().isEmpty()) {
            throw new IllegalStateException("bound already");
        }
        rebind(addresses);
    }

    /** Moves to all interfaces on another port. As {@link #rebind(List)}. */
    public void rebind(int port) throws IOException {
        rebind(List.of(new InetSocketAddress(Binder.everyInterface(), port)));
    }

    /**
     * Moves to other addresses. Sockets of addresses that stay are not touched; new ones are open before old ones close, so
     * loops, handlers and whoever keeps sessions notice nothing. A wildcard and a single address on the same port overlap:
     * only epoll's sockets can move from one to the other.
     *
     * @param addresses as for {@link #bind(List)}; port 0 always means a new port
     * @throws IOException names the address that cannot be bound; what was bound before stays then
     * @throws IllegalStateException when closed, or called on a loop's thread
     */
    public synchronized void rebind(List<InetSocketAddress> addresses) throws IOException {
        requireOffLoop();
        if (closed) {
            throw new IllegalStateException("closed");
        }
        bound.change(addresses.isEmpty()
                ? List.of(new InetSocketAddress(Binder.everyInterface(), DEFAULT_PORT)) : addresses);
    }

    /** The bound addresses with their real ports; empty before {@link #bind(List)} and after {@link #close()}. */
    public List<InetSocketAddress> localAddresses() {
        return bound.local();
    }

    /** The counts so far. */
    public UdpStats stats() {
        return LoopCounters.sum(loops.stream().map(UdpLoop::counters).toList());
    }

    /** Closes the sockets and stops the loops at once; tasks that are due still run, timers do not. Harmless twice. */
    @Override
    public synchronized void close() {
        requireOffLoop();
        if (!closed) {
            closed = true;
            bound.close();
            if (threads == null) {
                return;
            }
            threads.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS);
            Future<?> terminated = threads.terminationFuture();
            terminated.awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void requireOffLoop() {
        if (loops.stream().anyMatch(UdpLoop::inLoop)) {
            throw new IllegalStateException("would block an event loop");
        }
    }

    private static ThreadFactory threadFactory(String prefix) {
        AtomicInteger next = new AtomicInteger();
        return task -> {
            Thread thread = new FastThreadLocalThread(task, prefix + next.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        };
    }
}
