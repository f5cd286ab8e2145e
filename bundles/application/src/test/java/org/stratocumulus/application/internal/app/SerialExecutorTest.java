package org.stratocumulus.application.internal.app;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.Test;

public class SerialExecutorTest {
    private final ManualExecutor pool = new ManualExecutor();
    private final List<String> ran = new ArrayList<>();

    @Test
    public void tasksRunInOrderAndOnlyOnePoolTaskIsTaken() {
        SerialExecutor executor = new SerialExecutor(pool, 10);
        executor.offer(() -> ran.add("a"));
        executor.offer(() -> ran.add("b"));
        assertEquals(1, pool.size());
        pool.runAll();
        assertEquals(List.of("a", "b"), ran);
    }

    @Test
    public void theLimitIsObeyedExceptForNotifications() {
        SerialExecutor executor = new SerialExecutor(pool, 1);
        assertTrue(executor.offer(() -> ran.add("a")));
        assertFalse(executor.offer(() -> ran.add("refused")));
        executor.force(() -> ran.add("notice"));
        assertEquals(2, executor.size());
        pool.runAll();
        assertEquals(List.of("a", "notice"), ran);
    }

    @Test
    public void aBusyApplicationLetsItsNeighboursHaveTheirTurnAfterABatch() {
        SerialExecutor busy = new SerialExecutor(pool, 100);
        SerialExecutor neighbour = new SerialExecutor(pool, 100);
        for (int i = 0; i <= SerialExecutor.BATCH; i++) {
            busy.offer(() -> ran.add("busy"));
        }
        neighbour.offer(() -> ran.add("neighbour"));
        pool.runAll();
        assertEquals("neighbour", ran.get(SerialExecutor.BATCH));
        assertEquals(SerialExecutor.BATCH + 2, ran.size());
    }

    @Test
    public void aPoolThatIsShutDownRefuses() {
        Executor closed = task -> {
            throw new RejectedExecutionException();
        };
        SerialExecutor executor = new SerialExecutor(closed, 10);
        assertFalse(executor.offer(() -> ran.add("never")));
        assertEquals(0, executor.size());
    }
}
