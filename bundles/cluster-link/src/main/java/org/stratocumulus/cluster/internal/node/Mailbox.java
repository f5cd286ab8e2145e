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
    private static final int TURN = 256;

    private final Executor pool;
    private final Queue<Entry> waiting = new ArrayDeque<>();
    private int tasks;
    private int bytes;
    private boolean running;

    private record Entry(Runnable task, int count, int bytes) {
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
            if (tasks >= MAX_TASKS || bytes + size > MAX_BYTES) {
                return false;
            }
            if (!add(new Entry(task, 1, size))) {
                return true;
            }
        }
        submit();
        return true;
    }

    /**
     * Queues as many messages of a batch as there is room for, each of them as a task.
     *
     * @return how many were left out
     */
    int offer(Batch batch) {
        int all = batch.messages();
        synchronized (this) {
            batch.keep(MAX_TASKS - tasks, MAX_BYTES - bytes);
            if (batch.messages() == 0 || !add(new Entry(batch, batch.messages(), batch.bytes()))) {
                return all - batch.messages();
            }
        }
        int left = all - batch.messages();
        submit();
        return left;
    }

    /** @return whether the pool must be asked for a turn */
    private boolean add(Entry entry) {
        waiting.add(entry);
        tasks += entry.count();
        bytes += entry.bytes();
        boolean idle = !running;
        running = true;
        return idle;
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
        for (int done = 0; done < TURN;) {
            Entry next;
            synchronized (this) {
                next = waiting.poll();
                if (next == null) {
                    running = false;
                    return;
                }
                tasks -= next.count();
                bytes -= next.bytes();
            }
            done += next.count();
            try {
                next.task().run();
            } catch (RuntimeException | LinkageError e) { // a bundle's fault, or its classes are gone with it
                LOG.warn("a cluster handler or listener failed", e);
            }
        }
        submit();
    }
}
