package org.stratocumulus.streams.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.stratocumulus.api.loop.EventLoop;
import org.stratocumulus.application.spi.ClientConnection;

/**
 * The streams of one event loop: who plays what here, and what is published from here (ADR 0003). Confined to the loop, but for
 * {@link #run}, {@link #offer} and the accessors of what loops share.
 */
final class LoopStreams {
    private final EventLoop loop;
    private final Streams node;
    private final Mailbox mailbox;
    private final Map<StreamKey, Audience> audiences = new HashMap<>();
    private final List<Publication> publications = new ArrayList<>();
    private final Map<ClientConnection, Integer> roles = new IdentityHashMap<>();
    private int open;

    LoopStreams(EventLoop loop, Streams node) {
        this.loop = loop;
        this.node = node;
        this.mailbox = new Mailbox(loop);
    }

    StreamSettings settings() {
        return node.settings();
    }

    StreamNames names() {
        return node.names();
    }

    StreamCounters counters() {
        return node.counters();
    }

    IntSupplier syncIds() {
        return node.syncIds();
    }

    /** For the {@code ex} of a refusal for want of room: where else the client may try; empty when nowhere. */
    Map<String, Object> redirect(ClientConnection connection) {
        String elsewhere = node.elsewhere(connection.address());
        return elsewhere.isEmpty() ? Map.of() : Map.of("code", 302, "redirect", "rtmfp://" + elsewhere + connection.path());
    }

    long now() {
        return loop.now();
    }

    /** Whether the caller runs on this loop. */
    boolean isHere() {
        return loop.inLoop();
    }

    /** Runs a task here: at once for this loop's own thread, else behind what was handed over before. */
    void run(Runnable task) {
        if (loop.inLoop()) {
            task.run();
        } else {
            mailbox.post(task);
        }
    }

    /** Takes media from another loop. @return false when there is no room */
    boolean offer(Runnable task, int length) {
        return mailbox.offer(task, length);
    }

    void streamOpened() {
        open++;
    }

    void streamClosed() {
        open--;
        if (open == 0) {
            node.idle(loop);
        }
    }

    /** One more publication or subscription of a connection. @return false when it has as many as it may */
    boolean enter(ClientConnection connection) {
        int now = roles.getOrDefault(connection, 0);
        if (now >= settings().rolesPerConnection()) {
            return false;
        }
        roles.put(connection, now + 1);
        return true;
    }

    void leave(ClientConnection connection) {
        roles.computeIfPresent(connection, (c, count) -> count == 1 ? null : count - 1);
    }

    Audience audience(StreamKey key) {
        return audiences.computeIfAbsent(key, k -> new Audience(k, this));
    }

    void forget(Audience audience) {
        audiences.remove(audience.key(), audience);
    }

    /**
     * A publication of this loop has its name: everybody who waits for it is told and let in.
     *
     * @param then runs here when that is done on every loop
     */
    void begun(Publication publication, Runnable then) {
        publications.add(publication);
        List<LoopStreams> all = List.copyOf(node.loops());
        int[] left = {all.size()};
        Runnable done = () -> {
            left[0]--;
            if (left[0] == 0) {
                then.run();
            }
        };
        for (LoopStreams other : all) {
            other.run(() -> {
                other.published(publication);
                run(done); // behind whatever that has sent here
            });
        }
    }

    /** A publication of this loop is over. */
    void ended(Publication publication) {
        publications.remove(publication);
        names().release(publication);
    }

    private void published(Publication publication) {
        Audience audience = audiences.get(publication.key());
        if (audience != null) {
            audience.published(publication);
        }
    }

    List<Publication> publications() {
        return publications;
    }

    Map<StreamKey, Audience> audiences() {
        return audiences;
    }
}
