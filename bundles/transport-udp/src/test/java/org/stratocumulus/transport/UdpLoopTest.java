package org.stratocumulus.transport;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Test;
import org.stratocumulus.api.loop.EventLoop.Timer;
import org.stratocumulus.transport.UdpTransportOptions.Kind;

/** Tasks and timers. */
public final class UdpLoopTest {
    private final UdpTransport transport = Transports.open(Kind.AUTO, 2);
    private final UdpLoop loop = transport.loops().get(1);

    @After
    public void close() {
        transport.close();
    }

    @Test
    public void knowsItsIndexAndItsThread() throws Exception {
        assertEquals(1, loop.index());
        assertFalse(loop.inLoop());
        assertTrue(Transports.on(loop, loop::inLoop));
        assertFalse(Transports.on(transport.loops().get(0), loop::inLoop));
        assertEquals("rtmfp-", Transports.on(loop, () -> Thread.currentThread().getName()).substring(0, 6));
    }

    @Test
    public void tasksRunInTheOrderOfPostingAndNeverAtOnce() throws Exception {
        List<Integer> order = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(1);
        loop.execute(() -> {
            loop.execute(() -> order.add(2));
            loop.execute(() -> order.add(3));
            loop.execute(done::countDown);
            order.add(1);
        });
        assertTrue(done.await(20, TimeUnit.SECONDS));
        assertEquals(List.of(1, 2, 3), order);
    }

    @Test
    public void timersRunInTheOrderOfTheirDeadlinesAndNotBefore() throws Exception {
        List<String> order = new ArrayList<>();
        CompletableFuture<Long> early = new CompletableFuture<>();
        CountDownLatch done = new CountDownLatch(1);
        long start = Transports.on(loop, () -> {
            long now = loop.now();
            loop.schedule(60, () -> {
                order.add("60");
                done.countDown();
            });
            loop.schedule(20, () -> {
                order.add("20");
                early.complete(loop.now());
            });
            loop.schedule(-1, () -> order.add("at once"));
            order.add("scheduled");
            return now;
        });
        assertTrue(done.await(20, TimeUnit.SECONDS));
        assertEquals(List.of("scheduled", "at once", "20", "60"), order);
        assertTrue(early.get() - start >= 20);
    }

    @Test
    public void aCancelledTimerDoesNotRun() throws Exception {
        List<String> ran = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(1);
        Transports.on(loop, () -> {
            Timer[] third = new Timer[1];
            loop.schedule(5, () -> ran.add("first")).cancel();
            loop.schedule(10, () -> third[0].cancel()); // due in the same round, perhaps
            third[0] = loop.schedule(10, () -> ran.add("third"));
            loop.schedule(15, done::countDown);
            return null;
        });
        assertTrue(done.await(20, TimeUnit.SECONDS));
        assertEquals(List.of(), ran);
    }

    @Test
    public void otherThreadsScheduleAndCancel() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        List<String> ran = new ArrayList<>();
        Timer cancelled = loop.schedule(TimeUnit.HOURS.toMillis(1), () -> ran.add("cancelled"));
        cancelled.cancel();
        loop.schedule(1, done::countDown);
        assertTrue(done.await(20, TimeUnit.SECONDS));
        cancelled.cancel();
        assertEquals(List.of(), Transports.on(loop, () -> ran));
    }

    @Test
    public void tasksAndTimersThatThrowAreCountedAndTheLoopGoesOn() throws Exception {
        loop.execute(() -> {
            throw new IllegalStateException("the task's own fault");
        });
        CountDownLatch done = new CountDownLatch(1);
        loop.schedule(0, () -> {
            throw new AssertionError("the timer's own fault");
        });
        loop.schedule(1, done::countDown);
        assertTrue(done.await(20, TimeUnit.SECONDS));
        assertEquals(2, transport.stats().failures());
    }

    @Test
    public void whatATimerSendsLeavesWithoutAFlush() throws Exception {
        transport.bind(Transports.anyPort("127.0.0.1"));
        try (FarEnd far = new FarEnd("127.0.0.1")) {
            loop.schedule(1, () -> loop.send(far.address(), Datagrams.of(1, 7), 0, 16));
            assertEquals(7, Datagrams.number(far.receive().data()));
        }
    }

    @Test
    public void loopsShareOneClock() throws Exception {
        long before = transport.loops().get(0).now();
        long between = loop.now();
        long after = transport.loops().get(0).now();
        assertTrue(before <= between && between <= after);
    }
}
