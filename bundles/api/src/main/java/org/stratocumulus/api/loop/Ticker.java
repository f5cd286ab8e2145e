package org.stratocumulus.api.loop;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A daemon thread of a bundle's own that tells it, at a steady pace, that time has passed; besides, it runs tasks. A tick that fails is
 * logged, and the next one comes all the same. Any thread may use it.
 */
public final class Ticker implements Executor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);

    private final String name;
    private final ScheduledExecutorService thread;

    /** @param name of the thread */
    public Ticker(String name) {
        this.name = name;
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread created = new Thread(task, name);
            created.setDaemon(true);
            return created;
        });
    }

    /**
     * Begins to tick.
     *
     * @param millis from the end of one tick to the next, and before the first
     */
    public void start(long millis, Runnable tick) {
        thread.scheduleWithFixedDelay(() -> run(tick), millis, millis, TimeUnit.MILLISECONDS);
    }

    private void run(Runnable tick) {
        try {
            tick.run();
        } catch (RuntimeException e) { // the next tick tries again; without this there would be none
            LOG.error("a tick of {} failed", name, e);
        }
    }

    /** Runs a task on the thread, once, between ticks. @throws java.util.concurrent.RejectedExecutionException after {@link #close} */
    @Override
    public void execute(Runnable task) {
        thread.execute(task);
    }

    /** Ends the ticks; tasks that wait are run. Returns at once. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
