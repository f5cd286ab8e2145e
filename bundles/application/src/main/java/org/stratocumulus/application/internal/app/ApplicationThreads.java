package org.stratocumulus.application.internal.app;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that applications run on: at most {@value #MAX_THREADS}, each for one application at a time, so as many applications may
 * block at once without delaying another. They end by themselves when idle. What waits for a thread is bounded by the serial executors
 * and by the calls to clients.
 */
public final class ApplicationThreads implements Executor {
    /** Applications that may run at the same time. */
    public static final int MAX_THREADS = 64;
    private static final int IDLE_SECONDS = 10;

    private final AtomicInteger started = new AtomicInteger();
    private final ThreadPoolExecutor pool;

    /** Starts no thread yet. */
    public ApplicationThreads() {
        pool = new ThreadPoolExecutor(MAX_THREADS, MAX_THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "application-" + started.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        pool.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }
}
