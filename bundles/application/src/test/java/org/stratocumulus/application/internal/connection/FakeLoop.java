package org.stratocumulus.application.internal.connection;

import java.util.ArrayList;
import java.util.List;
import org.stratocumulus.api.loop.EventLoop;
import org.stratocumulus.application.internal.app.ManualExecutor;

/** An event loop whose thread is the test's and whose time the test moves. */
final class FakeLoop implements EventLoop {
    private final ManualExecutor tasks = new ManualExecutor();
    private final List<FakeTimer> timers = new ArrayList<>();
    private long now;

    private final class FakeTimer implements Timer {
        private final long due;
        private final Runnable task;

        private FakeTimer(long due, Runnable task) {
            this.due = due;
            this.task = task;
        }

        @Override
        public void cancel() {
            timers.remove(this);
        }
    }

    boolean run() {
        return tasks.runAll();
    }

    void advance(long millis) {
        now += millis;
        for (FakeTimer timer : List.copyOf(timers)) {
            if (timer.due <= now && timers.remove(timer)) {
                timer.task.run();
            }
        }
    }

    int timers() {
        return timers.size();
    }

    @Override
    public int index() {
        return 0;
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public boolean inLoop() {
        return true;
    }

    @Override
    public void execute(Runnable task) {
        tasks.execute(task);
    }

    @Override
    public Timer schedule(long delayMillis, Runnable task) {
        FakeTimer timer = new FakeTimer(now + delayMillis, task);
        timers.add(timer);
        return timer;
    }
}
