package org.stratocumulus.transport;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import java.util.ArrayList;
import java.util.List;
import org.junit.Before;
import org.junit.Test;

/** One loop's turns, in a time that passes only while it parks. */
public final class PacedIoHandlerTest {
    private static final long EACH = 1_000_000;
    private static final long NO_TIMER = Long.MAX_VALUE;

    private final Sockets sockets = new Sockets();
    private final Turns turns = new Turns();
    private final Sleep sleep = new Sleep();
    private final PacedIoHandler paced = new PacedIoHandler(sockets, sleep);

    @Before
    public void useUpTheBurst() {
        paced.wakeUpInterval(EACH);
        paced.initialize();
        for (int i = 0; i < WakeUps.BURST; i++) {
            turn(1);
        }
        assertEquals("none of them waits", List.of(), sleep.parked);
    }

    @Test
    public void waitsBeforeItLooksAtTheSocketsAgain() {
        turn(5);
        turn(5);
        assertEquals(List.of(EACH, EACH), sleep.parked);
    }

    @Test
    public void anIntervalIsHalfOverWhenAskedHalfLater() {
        sleep.now += EACH / 2;
        turn(1);
        assertEquals(List.of(EACH / 2), sleep.parked);
    }

    @Test
    public void aFullReadIsFollowedByTheNextAtOnce() {
        turn(SocketKind.READ_BATCH);
        assertEquals(1, sleep.parked.size());
        turn(SocketKind.READ_BATCH);
        turn(3);
        assertEquals("more may wait in the buffer", 1, sleep.parked.size());
        turn(3);
        assertEquals("it was empty", 2, sleep.parked.size());
    }

    @Test
    public void tasksThatWaitKeepItAwake() {
        turns.canBlock = false;
        turn(1);
        assertEquals(List.of(), sleep.parked);
    }

    @Test
    public void aTaskThatComesJustBeforeItParksKeepsItAwake() {
        turns.tasksComeAfter = turns.asked + 1;
        turn(1);
        assertEquals(List.of(), sleep.parked);
    }

    @Test
    public void aTaskWakesIt() {
        sleep.whileParked = paced::wakeup;
        turn(1);
        assertSame(Thread.currentThread(), sleep.unparked);
        assertEquals("who waits for the sockets below is woken in any case", 1, sockets.wakeups);
        sleep.unparked = null;
        paced.wakeup();
        assertSame("it is not parked", null, sleep.unparked);
        assertEquals(2, sockets.wakeups);
    }

    @Test
    public void wakesForATimer() {
        turns.timerIn = EACH / 4;
        turn(1);
        assertEquals(List.of(EACH / 4), sleep.parked);
    }

    @Test
    public void whatIsNearerThanTheSystemsTimersIsNotWaitedFor() {
        sleep.now += EACH - 10_000;
        turn(1);
        assertEquals(List.of(), sleep.parked);
    }

    @Test
    public void turnsWithoutDatagramsAreFree() {
        for (int i = 0; i < 100; i++) {
            turn(0);
            sleep.now += EACH / 50;
        }
        assertEquals("only the first found that the interval was not over", 1, sleep.parked.size());
    }

    private void turn(int datagrams) {
        sockets.datagrams = datagrams;
        paced.run(turns);
    }

    private final class Sockets implements IoHandler {
        int datagrams;
        int wakeups;

        @Override
        public int run(IoHandlerContext context) {
            for (int i = 0; i < datagrams; i++) {
                paced.datagramRead();
            }
            return datagrams > 0 ? 1 : 0;
        }

        @Override
        public void wakeup() {
            wakeups++;
        }

        @Override
        public IoRegistration register(IoHandle handle) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isCompatible(Class<? extends IoHandle> type) {
            return true;
        }
    }

    private static final class Turns implements IoHandlerContext {
        boolean canBlock = true;
        int tasksComeAfter = Integer.MAX_VALUE;
        int asked;
        long timerIn = NO_TIMER;

        @Override
        public boolean canBlock() {
            return canBlock && asked++ < tasksComeAfter;
        }

        @Override
        public long delayNanos(long now) {
            return timerIn;
        }

        @Override
        public long deadlineNanos() {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Sleep implements PacedIoHandler.Clock {
        final List<Long> parked = new ArrayList<>();
        long now = -3 * EACH;
        Runnable whileParked = () -> { };
        Thread unparked;

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void park(long nanos) {
            parked.add(nanos);
            now += nanos;
            whileParked.run();
        }

        @Override
        public void unpark(Thread thread) {
            unparked = thread;
        }
    }
}
