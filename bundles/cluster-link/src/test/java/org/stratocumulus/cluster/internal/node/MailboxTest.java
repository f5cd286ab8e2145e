package org.stratocumulus.cluster.internal.node;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.Test;

public class MailboxTest {
    private final Queue<Runnable> pool = new ArrayDeque<>();
    private final Mailbox mailbox = new Mailbox(pool::add);

    private void runPool() {
        for (Runnable task = pool.poll(); task != null; task = pool.poll()) {
            task.run();
        }
    }

    @Test
    public void maxTasksWaitAndTheNewestIsRefused() {
        int[] ran = {0};
        for (int i = 0; i < Mailbox.MAX_TASKS; i++) {
            assertTrue(mailbox.offer(() -> ran[0]++, 0));
        }
        assertFalse(mailbox.offer(() -> ran[0]++, 0));
        runPool();
        assertEquals(Mailbox.MAX_TASKS, ran[0]);
        assertTrue("there is room again", mailbox.offer(() -> { }, 0));
    }

    @Test
    public void maxBytesWaitAndTheNewestIsRefused() {
        assertTrue(mailbox.offer(() -> { }, Mailbox.MAX_BYTES - 10));
        assertFalse(mailbox.offer(() -> { }, 11));
        assertTrue(mailbox.offer(() -> { }, 10));
        runPool();
        assertTrue(mailbox.offer(() -> { }, Mailbox.MAX_BYTES));
    }

    @Test
    public void tasksRunInOrderOneAtATimeAndGiveOthersATurn() {
        List<Integer> ran = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int number = i;
            mailbox.offer(() -> ran.add(number), 0);
        }
        assertEquals("one task of the pool", 1, pool.size());
        pool.poll().run();
        assertTrue("not all in one turn", ran.size() < 200);
        runPool();
        for (int i = 0; i < 200; i++) {
            assertEquals(i, (int) ran.get(i));
        }
    }

    @Test
    public void aTaskThatThrowsDoesNotStopTheNext() {
        int[] ran = {0};
        mailbox.offer(() -> {
            throw new IllegalStateException("a handler's own fault");
        }, 0);
        mailbox.offer(() -> ran[0]++, 0);
        runPool();
        assertEquals(1, ran[0]);
    }

    @Test
    public void aPoolThatRefusesIsAskedAgainWithTheNextTask() {
        boolean[] open = {false};
        Executor moody = task -> {
            if (!open[0]) {
                throw new RejectedExecutionException();
            }
            pool.add(task);
        };
        int[] ran = {0};
        Mailbox box = new Mailbox(moody);
        assertTrue(box.offer(() -> ran[0]++, 0));
        open[0] = true;
        assertTrue(box.offer(() -> ran[0]++, 0));
        runPool();
        assertEquals(2, ran[0]);
    }
}
