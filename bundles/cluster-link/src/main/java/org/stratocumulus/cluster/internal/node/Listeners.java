package org.stratocumulus.cluster.internal.node;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.stratocumulus.api.cluster.ClusterListener;

/**
 * Tells listeners of servers coming and going. Each remembers whom it told and is brought up to date by comparing with who is linked
 * now: nothing queues up behind a slow listener, and one that comes late hears of everybody. Any thread.
 */
final class Listeners {
    private final Executor pool;
    private final Supplier<List<KnownNode>> nodes;
    private final Map<ClusterListener, Desk> desks = new ConcurrentHashMap<>();

    Listeners(Executor pool, Supplier<List<KnownNode>> nodes) {
        this.pool = pool;
        this.nodes = nodes;
    }

    void add(ClusterListener listener) {
        Desk desk = new Desk(listener);
        desks.put(listener, desk);
        desk.changed();
    }

    void remove(ClusterListener listener) {
        Desk desk = desks.remove(listener);
        if (desk != null) {
            desk.gone = true;
        }
    }

    /** The linked servers have changed. */
    void changed() {
        desks.values().forEach(Desk::changed);
    }

    /** One listener and what it was told; the set is the mailbox's. */
    private final class Desk {
        private final ClusterListener listener;
        private final Mailbox mailbox = new Mailbox(pool);
        private final Set<KnownNode> told = new LinkedHashSet<>();
        private final AtomicBoolean queued = new AtomicBoolean();
        private volatile boolean gone;

        Desk(ClusterListener listener) {
            this.listener = listener;
        }

        void changed() {
            if (queued.compareAndSet(false, true) && !mailbox.offer(this::compare, 0)) {
                queued.set(false);
            }
        }

        private void compare() {
            queued.set(false);
            List<KnownNode> linked = nodes.get();
            for (KnownNode node : List.copyOf(told)) {
                if (!gone && !linked.contains(node)) {
                    told.remove(node);
                    mailbox.offer(() -> listener.disconnected(node, node.lostBecause()), 0);
                }
            }
            for (KnownNode node : linked) {
                if (!gone && told.add(node)) {
                    mailbox.offer(() -> listener.connected(node), 0);
                }
            }
        }
    }
}
