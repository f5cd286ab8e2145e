package org.stratocumulus.streams.internal;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.stratocumulus.api.balancing.Elsewhere;
import org.stratocumulus.api.loop.EventLoop;
import org.stratocumulus.application.spi.ClientConnection;
import org.stratocumulus.application.spi.NetStream;
import org.stratocumulus.application.spi.NetStreamFactory;

/** The live streams of this node, loop by loop. Any thread, but {@link #open}, which is for the connection's loop. */
public final class Streams implements NetStreamFactory {
    private final Map<EventLoop, LoopStreams> loops = new ConcurrentHashMap<>();
    private final StreamNames names = new StreamNames();
    private final StreamCounters counters = new StreamCounters();
    private final AtomicInteger syncIds = new AtomicInteger();
    private final Supplier<Elsewhere> elsewhere;
    private volatile StreamSettings settings;

    /** On a server that knows no other. */
    public Streams(StreamSettings settings) {
        this(settings, () -> null);
    }

    /** @param elsewhere knows other servers for those whom this one has no room for; null answered while nobody does */
    public Streams(StreamSettings settings, Supplier<Elsewhere> elsewhere) {
        this.settings = settings;
        this.elsewhere = elsewhere;
    }

    @Override
    public NetStream open(ClientConnection connection, int streamId) {
        // known before it looks for a publication, so that either it finds that or is found by it
        LoopStreams loop = loops.computeIfAbsent(connection.loop(), l -> new LoopStreams(l, this));
        return new ServerStream(connection, streamId, loop);
    }

    /** Changes the settings for what begins from now on. */
    public void settings(StreamSettings changed) {
        settings = changed;
    }

    /** What holds for what begins now. */
    public StreamSettings settings() {
        return settings;
    }

    /** {@code host:port} of another server for this client; empty when there is none. */
    String elsewhere(InetSocketAddress client) {
        Elsewhere others = elsewhere.get();
        return others == null ? "" : others.find(client);
    }

    StreamNames names() {
        return names;
    }

    StreamCounters counters() {
        return counters;
    }

    /** Numbers for Flow Synchronization, the same for all loops: they come once per media flow. */
    IntSupplier syncIds() {
        return syncIds::incrementAndGet;
    }

    Collection<LoopStreams> loops() {
        return loops.values();
    }

    /** A loop has no streams any more; called on it. */
    void idle(EventLoop loop) {
        loops.remove(loop);
    }
}
