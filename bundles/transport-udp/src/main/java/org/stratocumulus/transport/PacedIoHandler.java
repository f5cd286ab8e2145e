package org.stratocumulus.transport;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits for the sockets of one loop, but not more often than {@link WakeUps} says. Tasks and timers are not kept waiting. The thread
 * parks, it does not spin. Of the loop's thread but for {@link #wakeup} and {@link #wakeUpInterval}.
 */
final class PacedIoHandler implements IoHandler {
    /** Less is not worth parking for: the system's own timers are that coarse. Nanoseconds. */
    private static final long LEAST_WAIT = 50_000;

    private final IoHandler sockets;
    private final WakeUps wakeUps;
    private final Clock clock;
    private volatile boolean parked;
    private Thread thread;
    private int datagrams;

    /** Time and sleep of the loop's thread. */
    interface Clock {
        long nanos();

        /** May return early. */
        void park(long nanos);

        void unpark(Thread parked);
    }

    PacedIoHandler(IoHandler sockets) {
        this(sockets, new SystemClock());
    }

    PacedIoHandler(IoHandler sockets, Clock clock) {
        this.sockets = sockets;
        this.clock = clock;
        wakeUps = new WakeUps(clock.nanos());
    }

    /** The interval of {@link WakeUps}. Any thread. */
    void wakeUpInterval(long nanos) {
        wakeUps.interval(nanos);
    }

    /** A datagram was read from one of the sockets. */
    void datagramRead() {
        datagrams++;
    }

    @Override
    public void initialize() {
        thread = Thread.currentThread();
        sockets.initialize();
    }

    @Override
    public int run(IoHandlerContext context) {
        boolean socketsAreEmpty = datagrams < SocketKind.READ_BATCH;
        if (socketsAreEmpty && context.canBlock()) {
            await(context);
        }
        datagrams = 0;
        int handled = sockets.run(context);
        if (datagrams > 0) {
            wakeUps.used(clock.nanos());
        }
        return handled;
    }

    private void await(IoHandlerContext context) {
        long now = clock.nanos();
        long wait = wakeUps.remaining(now);
        if (wait < LEAST_WAIT) {
            return;
        }
        wait = Math.min(wait, context.delayNanos(now));
        parked = true;
        if (context.canBlock()) { // no task came before it could be seen that this thread is parked
            clock.park(wait);
        }
        parked = false;
    }

    @Override
    public void wakeup() {
        if (parked) {
            clock.unpark(thread);
        }
        sockets.wakeup();
    }

    @Override
    public void prepareToDestroy() {
        sockets.prepareToDestroy();
    }

    @Override
    public void destroy() {
        sockets.destroy();
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        return sockets.register(handle);
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> type) {
        return sockets.isCompatible(type);
    }

    private static final class SystemClock implements Clock {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void park(long nanos) {
            LockSupport.parkNanos(nanos);
        }

        @Override
        public void unpark(Thread parked) {
            LockSupport.unpark(parked);
        }
    }
}
