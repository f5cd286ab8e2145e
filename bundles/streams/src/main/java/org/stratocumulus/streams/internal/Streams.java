package org.stratocumulus.streams.internal;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
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
    private volatile StreamSettings settings;

    public Streams(StreamSettings settings) {
        this.settings = settings;
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
