package org.stratocumulus.directory.internal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stratocumulus.api.cluster.ServerNode;
import org.stratocumulus.api.directory.OwnerListener;

/**
 * Who wants to hear of the owners of which ids. Each watch remembers what it was told and is brought up to date by comparing with who owns the
 * id now, so nothing queues up behind a slow listener. Any thread.
 */
final class Watches {
    private static final Logger LOG = LoggerFactory.getLogger(Watches.class);

    private final Executor executor;
    private final Function<Id, List<ServerNode>> owners;
    private final Map<Id, List<Watch>> byId = new ConcurrentHashMap<>();

    /**
     * @param executor runs one task at a time
     * @param owners the other nodes that own an id now
     */
    Watches(Executor executor, Function<Id, List<ServerNode>> owners) {
        this.executor = executor;
        this.owners = owners;
    }

    AutoCloseable add(Id id, OwnerListener listener) {
        Watch watch = new Watch(id, listener);
        byId.compute(id, (key, all) -> {
            List<Watch> watches = all == null ? new CopyOnWriteArrayList<>() : all;
            watches.add(watch);
            return watches;
        });
        watch.changed();
        return watch;
    }

    /** The owners of an id may have changed. */
    void changed(Id id) {
        List<Watch> watches = byId.get(id);
        if (watches != null) {
            watches.forEach(Watch::changed);
        }
    }

    /** The owners of any id may have changed. */
    void allChanged() {
        byId.values().forEach(watches -> watches.forEach(Watch::changed));
    }

    /** One listener and what it was told; the set is the executor's. */
    private final class Watch implements AutoCloseable {
        private final Id id;
        private final OwnerListener listener;
        private final Set<ServerNode> told = new LinkedHashSet<>();
        private final AtomicBoolean queued = new AtomicBoolean();
        private volatile boolean closed;

        Watch(Id id, OwnerListener listener) {
            this.id = id;
            this.listener = listener;
        }

        void changed() {
            if (queued.compareAndSet(false, true)) {
                try {
                    executor.execute(this::compare);
                } catch (RejectedExecutionException e) { // the directory is being stopped
                    queued.set(false);
                }
            }
        }

        private void compare() {
            queued.set(false);
            List<ServerNode> now = owners.apply(id);
            for (ServerNode former : List.copyOf(told)) {
                if (!now.contains(former)) {
                    told.remove(former);
                    say(() -> listener.disowned(former));
                }
            }
            for (ServerNode owner : now) {
                if (told.add(owner)) {
                    say(() -> listener.owned(owner));
                }
            }
        }

        private void say(Runnable what) {
            if (closed) {
                return;
            }
            try {
                what.run();
            } catch (RuntimeException | LinkageError e) { // a bundle's fault, or its classes are gone with it
                LOG.warn("a listener of the directory failed", e);
            }
        }

        @Override
        public void close() {
            closed = true;
            byId.computeIfPresent(id, (key, all) -> {
                all.remove(this);
                return all.isEmpty() ? null : all;
            });
        }
    }
}
