package org.stratocumulus.client;

import java.util.ArrayDeque;
import org.stratocumulus.api.loop.EventLoop;

/** An event loop that turns when the test says so, on the test's thread. */
final class ManualLoop implements EventLoop {
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private boolean inLoop;
    private boolean stopped;

    /** Runs what waits, and what that posts. */
    void turn() {
        inLoop = true;
        while (!tasks.isEmpty()) {
            tasks.poll().run();
        }
        inLoop = false;
    }

    /** Runs this as the loop would. */
    void turn(Runnable event) {
        execute(event);
        turn();
    }

    /** From now on tasks are dropped, like those of a transport that is closed. */
    void stop() {
        stopped = true;
        tasks.clear();
    }

    @Override
    public int index() {
        return 0;
    }

    @Override
    public long now() {
        return 0;
    }

    @Override
    public boolean inLoop() {
        return inLoop;
    }

    @Override
    public void execute(Runnable task) {
        if (!stopped) {
            tasks.add(task);
        }
    }

    @Override
    public Timer schedule(long delayMillis, Runnable task) {
        throw new UnsupportedOperationException("the client sets no timers");
    }
}
