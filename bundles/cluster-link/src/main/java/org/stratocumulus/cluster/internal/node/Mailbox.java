package org.stratocumulus.cluster.internal.node;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one at a time, in order, on a pool that others share. At most {@link #MAX_TASKS} and {@link #MAX_BYTES} wait; the newest is
 * refused. Any thread.
 */
final class Mailbox {
    static final int MAX_TASKS = 100_000;
    static final int MAX_BYTES = 16 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);
    private static final int TURN = 64;

    private final Executor pool;
    private final Queue<Entry> waiting = new ArrayDeque<>();
    private int bytes;
    private boolean running;

    private record Entry(Runnable task, int bytes) {
    }

    Mailbox(Executor pool) {
        this.pool = pool;
    }

    /**
     * Queues a task.
     *
     * @param size bytes that it holds
     * @return false when there is no room
     */
    boolean offer(Runnable task, int size) {
        synchronized (this) {
            if (waiting.size() >= MAX_TASKS || bytes + size > MAX_BYTES) {
                return false;
            }
            waiting.add(new Entry(task, size));
            bytes += size;
            if (running) {
                return true;
            }
            running = true;
        }
        submit();
        return true;
    }

    private void submit() {
        try {
            pool.execute(this::turn);
        } catch (RejectedExecutionException e) { // the node is being stopped, or the next offer tries again
            synchronized (this) {
                running = false;
            }
        }
    }

    /** Some tasks, then others of the pool get their turn. */
    private void turn() {
        for (int i = 0; i < TURN; i++) {
            Entry next;
            synchronized (this) {
                next = waiting.poll();
                if (next == null) {
                    running = false;
                    return;
                }
                bytes -= next.bytes();
            }
            try {
                next.task().run();
            } catch (RuntimeException | LinkageError e) { // a bundle's fault, or its classes are gone with it
                LOG.warn("a cluster handler or listener failed", e);
            }
        }
        submit();
    }
}
