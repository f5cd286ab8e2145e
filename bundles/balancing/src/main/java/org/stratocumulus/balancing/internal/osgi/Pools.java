package org.stratocumulus.balancing.internal.osgi;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of this bundle: one that refreshes what is known of the nodes, two that wait for the name service. */
final class Pools implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pools.class);
    private static final int NAMES_WAITING = 1024;

    private final ScheduledExecutorService refresher = new ScheduledThreadPoolExecutor(1, task -> thread(task, "balancing"));
    private final ThreadPoolExecutor names = new ThreadPoolExecutor(2, 2, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(NAMES_WAITING),
        task -> thread(task, "balancing-names"));

    Pools() {
        names.allowCoreThreadTimeOut(true);
    }

    Executor names() {
        return names;
    }

    void every(int millis, Runnable task) {
        refresher.scheduleWithFixedDelay(() -> {
            try {
                task.run();
            } catch (RuntimeException e) { // one that escaped would end the repetition
                LOG.warn("what is known of the nodes was not refreshed", e);
            }
        }, 0, millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        refresher.shutdownNow();
        names.shutdownNow();
    }

    private static Thread thread(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
