package org.stratocumulus.streams.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import org.stratocumulus.api.loop.EventLoop;

/** A loop that runs when a test says so; whoever calls is on the loop that was entered last. */
final class FakeLoop implements EventLoop {
    private static FakeLoop current;

    final Deque<Runnable> tasks = new ArrayDeque<>();
    private final int index;
    long now = 1_000_000;
    /** Whether what is posted runs at once, as if another thread were this loop. */
    boolean immediate;

    FakeLoop(int index) {
        this.index = index;
    }

    /** Runs the action as this loop's own thread would. */
    void in(Runnable action) {
        FakeLoop outer = current;
        current = this;
        try {
            action.run();
        } finally {
            current = outer;
        }
    }

    /** Runs what is posted, and what that posts to this loop. */
    boolean drain() {
        boolean ran = false;
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            in(task);
            ran = true;
        }
        return ran;
    }

    /** Runs all loops until none has anything to do. */
    static void settle(FakeLoop... loops) {
        boolean ran = true;
        while (ran) {
            ran = false;
            for (FakeLoop loop : loops) {
                ran |= loop.drain();
            }
        }
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
        return current == this;
    }

    @Override
    public void execute(Runnable task) {
        if (immediate) {
            in(task);
        } else {
            tasks.add(task);
        }
    }

    @Override
    public Timer schedule(long delayMillis, Runnable task) {
        throw new UnsupportedOperationException("streams have no timers");
    }
}
