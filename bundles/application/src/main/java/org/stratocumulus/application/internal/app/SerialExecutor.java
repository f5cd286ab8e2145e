package org.stratocumulus.application.internal.app;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs tasks one at a time, in order, on a shared pool. Holds at most one of the pool's threads, and gives it back after
 * {@value #BATCH} tasks so that its neighbours have their turn. Any thread may use it; tasks must not throw.
 */
final class SerialExecutor {
    /** Tasks run in one go. */
    static final int BATCH = 16;

    private final Executor pool;
    private final int limit;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean active;

    /** @param limit tasks that may wait, at least 1 */
    SerialExecutor(Executor pool, int limit) {
        this.pool = pool;
        this.limit = limit;
    }

    /** Takes a task unless too many wait. @return whether it was taken */
    boolean offer(Runnable task) {
        return add(task, limit);
    }

    /** Takes a notification, which must not be lost: the connections bound their number, one at a time each. */
    void force(Runnable task) {
        add(task, Integer.MAX_VALUE);
    }

    /** Tasks that wait. */
    synchronized int size() {
        return waiting.size();
    }

    private boolean add(Runnable task, int most) {
        synchronized (this) {
            if (waiting.size() >= most) {
                return false;
            }
            waiting.add(task);
            if (active) {
                return true;
            }
            active = true;
        }
        return submit();
    }

    private boolean submit() {
        try {
            pool.execute(this::drain);
            return true;
        } catch (RejectedExecutionException e) { // the pool is shut down: nothing runs any more
            synchronized (this) {
                active = false;
                waiting.clear();
            }
            return false;
        }
    }

    private void drain() {
        for (int i = 0; i < BATCH; i++) {
            Runnable task;
            synchronized (this) {
                task = waiting.poll();
                if (task == null) {
                    active = false;
                    return;
                }
            }
            task.run();
        }
        submit();
    }
}
