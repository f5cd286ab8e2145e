package org.stratocumulus.transport;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.Test;

public final class TimerQueueTest {
    private final TimerQueue queue = new TimerQueue();

    @Test
    public void timersComeInTheOrderOfTheirDeadlinesAndThenOfAdding() {
        TimerQueue.Entry late = add(30);
        TimerQueue.Entry early = add(10);
        TimerQueue.Entry alsoEarly = add(10);
        assertEquals(10, queue.nextDeadline());
        assertNull(queue.pollDue(9, Long.MAX_VALUE));
        assertSame(early, queue.pollDue(30, Long.MAX_VALUE));
        assertSame(alsoEarly, queue.pollDue(30, Long.MAX_VALUE));
        assertSame(late, queue.pollDue(30, Long.MAX_VALUE));
        assertEquals(TimerQueue.NEVER, queue.nextDeadline());
    }

    @Test
    public void timersAddedDuringARoundWaitForTheNext() {
        TimerQueue.Entry first = add(10);
        long limit = queue.added();
        assertSame(first, queue.pollDue(10, limit));
        TimerQueue.Entry again = add(10);
        assertNull(queue.pollDue(10, limit));
        assertSame(again, queue.pollDue(10, queue.added()));
    }

    @Test
    public void aTimerRemovedBeforeItIsAddedIsNeverAdded() {
        TimerQueue.Entry entry = new TimerQueue.Entry(5, () -> { });
        queue.remove(entry);
        queue.add(entry);
        assertEquals(TimerQueue.NEVER, queue.nextDeadline());
        queue.remove(entry);
    }

    @Test
    public void anyMixtureOfAddingAndRemovingKeepsTheOrder() {
        long seed = System.nanoTime();
        System.out.println("TimerQueueTest seed " + seed);
        Random random = new Random(seed);
        List<TimerQueue.Entry> model = new ArrayList<>();
        for (int step = 0; step < 20_000; step++) {
            if (model.isEmpty() || random.nextInt(5) < 3) {
                model.add(add(random.nextInt(500)));
            } else {
                TimerQueue.Entry gone = model.remove(random.nextInt(model.size()));
                queue.remove(gone);
                queue.remove(gone);
            }
        }
        model.sort(Comparator.comparingLong(entry -> entry.deadline)); // stable: equal ones stay in order of adding
        for (TimerQueue.Entry expected : model) {
            assertSame(expected, queue.pollDue(500, Long.MAX_VALUE));
        }
        assertNull(queue.pollDue(500, Long.MAX_VALUE));
    }

    private TimerQueue.Entry add(long deadline) {
        TimerQueue.Entry entry = new TimerQueue.Entry(deadline, () -> { });
        queue.add(entry);
        return entry;
    }
}
