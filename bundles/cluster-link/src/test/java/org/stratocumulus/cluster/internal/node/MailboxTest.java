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
import java.util.concurrent.atomic.AtomicReference;
import org.junit.Test;
import org.stratocumulus.amf.AmfString;
import org.stratocumulus.api.cluster.ClusterMessageHandler;
import org.stratocumulus.cluster.internal.wire.Values;

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
        for (int i = 0; i < 400; i++) {
            int number = i;
            mailbox.offer(() -> ran.add(number), 0);
        }
        assertEquals("one task of the pool", 1, pool.size());
        pool.poll().run();
        assertTrue("not all in one turn", ran.size() < 400);
        runPool();
        for (int i = 0; i < 400; i++) {
            assertEquals(i, (int) ran.get(i));
        }
    }

    @Test
    public void ofABatchAsManyMessagesAsThereIsRoomForAreTakenTheFirstOnes() {
        List<String> handled = new ArrayList<>();
        ClusterMessageHandler handler = (from, topic, values) -> handled.add(values.get(0).asString());
        for (int i = 0; i < Mailbox.MAX_TASKS - 2; i++) {
            assertTrue(mailbox.offer(() -> { }, 0));
        }
        assertEquals("one of three is left out", 1, mailbox.offer(batch(handler, "a", "b", "c")));
        assertEquals("then all", 1, mailbox.offer(batch(handler, "d")));
        runPool();
        assertEquals(List.of("a", "b"), handled);
        assertTrue(mailbox.offer(() -> { }, Mailbox.MAX_BYTES - 9));
        assertEquals("two of four bytes each", 1, mailbox.offer(batch(handler, "e", "f", "g")));
        runPool();
        assertEquals(List.of("a", "b", "e", "f"), handled);
    }

    @Test
    public void aMessageThatFailsDoesNotTakeTheRestOfItsBatchAlong() {
        List<String> handled = new ArrayList<>();
        Batch batch = batch((from, topic, values) -> {
            handled.add(values.get(0).asString());
            throw new IllegalStateException("a handler's own fault");
        }, "a", "b");
        batch.add(new byte[] {0x11}, 0, 1);
        byte[] last = Values.encode(AmfString.of("c"));
        batch.add(last, 0, last.length);
        assertEquals(0, mailbox.offer(batch));
        runPool();
        assertEquals(List.of("a", "b", "c"), handled);
    }

    /** Each message is the four bytes of a string of one character. */
    private static Batch batch(ClusterMessageHandler handler, String... messages) {
        Batch batch = new Batch(handler, new AtomicReference<>()).begin(null, "topic");
        for (String message : messages) {
            byte[] payload = Values.encode(AmfString.of(message));
            batch.add(payload, 0, payload.length);
        }
        return batch;
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
