package org.stratocumulus.api.loop;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

public class TickerTest {
    @Test
    public void aTickThatFailsIsNotTheLastAndTasksRunOnTheSameThread() throws Exception {
        CountDownLatch ticks = new CountDownLatch(3);
        CompletableFuture<String> name = new CompletableFuture<>();
        try (Ticker ticker = new Ticker("tock")) {
            ticker.start(1, () -> {
                ticks.countDown();
                throw new IllegalStateException("on purpose");
            });
            ticker.execute(() -> name.complete(Thread.currentThread().getName() + Thread.currentThread().isDaemon()));
            assertEquals("tocktrue", name.get(60, TimeUnit.SECONDS));
            assertTrue(ticks.await(60, TimeUnit.SECONDS));
        }
    }

    @Test
    public void afterCloseItTakesNoTasks() {
        Ticker ticker = new Ticker("tock");
        ticker.close();
        assertThrows(RejectedExecutionException.class, () -> ticker.execute(() -> { }));
    }
}
