package org.stratocumulus.application.internal.app;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/** Runs what it was given when the test says so; any thread may give. */
public final class ManualExecutor implements Executor {
    private final Deque<Runnable> tasks = new ArrayDeque<>();

    @Override
    public synchronized void execute(Runnable task) {
        tasks.add(task);
    }

    /** Runs the oldest task. @return false when there was none */
    public boolean runOne() {
        Runnable task;
        synchronized (this) {
            task = tasks.poll();
        }
        if (task != null) {
            task.run();
        }
        return task != null;
    }

    /** Runs until nothing is left. @return whether anything was run */
    public boolean runAll() {
        boolean any = false;
        while (runOne()) {
            any = true;
        }
        return any;
    }

    public synchronized int size() {
        return tasks.size();
    }
}
