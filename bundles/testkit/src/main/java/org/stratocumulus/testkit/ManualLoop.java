package org.stratocumulus.testkit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.stratocumulus.api.loop.EventLoop;

/**
 * An event loop that turns when the test says so, in the test's thread, and whose time the test moves. Of several loops that one is
 * {@linkplain #inLoop entered} which was entered last.
 */
public final class ManualLoop implements EventLoop {
    private static ManualLoop entered;

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final List<Waiting> timers = new ArrayList<>();
    private final int index;
    private long now = 1_000_003;
    private boolean immediate;
    private boolean stopped;

    public ManualLoop() {
        this(0);
    }

    public ManualLoop(int index) {
        this.index = index;
    }

    /** Runs all loops until none has anything to do. */
    public static void settle(ManualLoop... loops) {
        boolean ran = true;
        while (ran) {
            ran = false;
            for (ManualLoop loop : loops) {
                ran |= loop.turn();
            }
        }
    }

    /** Runs an action at once as this loop's own thread would. */
    public void in(Runnable action) {
        ManualLoop outer = entered;
        entered = this;
        try {
            action.run();
        } finally {
            entered = outer;
        }
    }

    /** Runs what was posted, and what that posts here. @return whether there was anything */
    public boolean turn() {
        boolean ran = false;
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            in(task);
            ran = true;
        }
        return ran;
    }

    /** Runs what was posted, then this, then what that posts. */
    public void turn(Runnable event) {
        execute(event);
        turn();
    }

    /** Moves the time and runs the timers that are due then, the earliest first. */
    public void advance(long millis) {
        now += millis;
        List<Waiting> due = timers.stream().filter(timer -> timer.at <= now).sorted(Comparator.comparingLong(timer -> timer.at)).toList();
        for (Waiting timer : due) {
            if (timers.remove(timer)) {
                in(timer.task);
            }
        }
    }

    /** How many tasks wait. */
    public int tasks() {
        return tasks.size();
    }

    /** How many timers wait. */
    public int timers() {
        return timers.size();
    }

    /** From now on what is posted runs at once, as if another thread were this loop. */
    public void runAtOnce() {
        immediate = true;
    }

    /** From now on tasks are dropped, like those of a transport that is closed. */
    public void stop() {
        stopped = true;
        tasks.clear();
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public boolean inLoop() {
        return entered == this;
    }

    @Override
    public void execute(Runnable task) {
        if (immediate) {
            in(task);
        } else if (!stopped) {
            tasks.add(task);
        }
    }

    @Override
    public Timer schedule(long delayMillis, Runnable task) {
        Waiting timer = new Waiting(now + delayMillis, task);
        timers.add(timer);
        return () -> timers.remove(timer);
    }

    private static final class Waiting {
        private final long at;
        private final Runnable task;

        private Waiting(long at, Runnable task) {
            this.at = at;
            this.task = task;
        }
    }
}
