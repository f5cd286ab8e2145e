package org.stratocumulus.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.IoEventLoop;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;
import org.stratocumulus.transport.LoopCounters.Count;

/**
 * One event loop of a {@link UdpTransport} with its share of the datagrams: those whose session id modulo the number of
 * loops is this loop's {@link #index()}, and the startup packets (session id 0) of the source addresses that fall to it.
 * Unless said otherwise a method is for the loop's own thread. After the transport was closed, tasks and timers are
 * dropped. A task or timer that throws is logged and counted, and the loop goes on.
 */
public final class UdpLoop implements DatagramLoop {
    /** Most datagrams, read by other loops, that wait for this one; further ones are dropped and counted. */
    public static final int HAND_OVER_LIMIT = 4096;

    /** Most bytes that wait in one socket's queue for the system to take them; further datagrams are dropped and counted. */
    public static final int WRITE_LIMIT = 4 << 20;

    private final int index;
    private final IoEventLoop thread;
    private final PacedIoHandler sockets;
    private final long originNanos;
    private final LoopCounters counters = new LoopCounters();
    private final QuietLog log = new QuietLog(LoggerFactory.getLogger(UdpLoop.class));
    private final TimerQueue timers = new TimerQueue();
    private final Segmentation segmentation;
    private final Outbox outbox;
    private final Inbox inbox;
    private ScheduledFuture<?> alarm;
    private long alarmAt = TimerQueue.NEVER;
    private boolean inBatch;
    private boolean flushPosted;

    UdpLoop(int index, IoEventLoop thread, PacedIoHandler sockets, long originNanos, SocketKind kind, int maxDatagram) {
        this.index = index;
        this.thread = thread;
        this.sockets = sockets;
        this.originNanos = originNanos;
        segmentation = new Segmentation(kind, this::now, counters);
        outbox = new Outbox(maxDatagram, counters, this::now);
        inbox = new Inbox(this, maxDatagram, counters);
    }

    /** A loop of another transport on the same thread and clock. */
    UdpLoop sibling(SocketKind kind, int maxDatagram) {
        return new UdpLoop(0, thread, sockets, originNanos, kind, maxDatagram);
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public long now() {
        return (System.nanoTime() - originNanos) / 1_000_000;
    }

    @Override
    public boolean inLoop() {
        return thread.inEventLoop();
    }

    @Override
    public void execute(Runnable task) {
        post(() -> run(task));
    }

    @Override
    public Timer schedule(long delayMillis, Runnable task) {
        LoopTimer timer = new LoopTimer(now() + Math.max(0, delayMillis), task);
        if (inLoop()) {
            timers.add(timer);
            setAlarm();
        } else {
            post(() -> {
                timers.add(timer);
                setAlarm();
            });
        }
        return timer;
    }

    /**
     * {@inheritDoc}
     * It leaves with the end of the batch, task or timer that sends it, with the 64th send, or with {@link #flush()}.
     */
    @Override
    public void send(InetSocketAddress to, byte[] data, int offset, int length) {
        assert inLoop() : "a datagram is sent on its loop's thread";
        outbox.send(to, data, offset, length);
        if (!inBatch && !flushPosted) {
            flushPosted = true;
            post(this::postedFlush);
        }
    }

    /** Gives all datagrams sent so far to the system. */
    public void flush() {
        outbox.flush();
    }

    /** {@inheritDoc} Null means nobody: what arrives then is dropped and counted. */
    @Override
    public void handler(DatagramHandler handler) {
        inbox.handler(handler);
    }

    /** Names the loop. */
    @Override
    public String toString() {
        return "UdpLoop " + index;
    }

    void loops(List<UdpLoop> all) {
        inbox.loops(all);
    }

    IoEventLoop thread() {
        return thread;
    }

    /** A datagram was read from one of the sockets of this thread. */
    void datagramRead(Channel socket, InetSocketAddress from, ByteBuf content) {
        sockets.datagramRead();
        inbox.arrived(outbox.sockets().arrival(from, socket), content);
    }

    /** The interval of {@link WakeUps}. Any thread. */
    void wakeUpInterval(long nanos) {
        sockets.wakeUpInterval(nanos);
    }

    Inbox inbox() {
        return inbox;
    }

    LoopCounters counters() {
        return counters;
    }

    /** Changes the sockets that this loop sends through. Any thread. */
    Future<?> sockets(List<BoundAddress> bound) {
        List<LoopSocket> sockets = bound.stream()
                .map(b -> new LoopSocket(b, b.channel(index), counters, segmentation))
                .toList();
        return thread.submit(() -> outbox.sockets(new LoopSockets(sockets)));
    }

    /** Runs something of the transport's own. Any thread. */
    void post(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) { // closed: nobody waits for it any more
        }
    }

    /** Until the batch ends, what is sent is kept together. */
    void beginBatch() {
        inBatch = true;
    }

    void endBatch() {
        inBatch = false;
        outbox.flush();
    }

    void failed(String what, Throwable cause) {
        counters.increment(Count.FAILURES);
        log.warn(now(), what, cause);
    }

    void socketFailed(Throwable cause) {
        counters.increment(Count.SEND_FAILURES);
        LoggerFactory.getLogger(UdpLoop.class).debug("a socket failed", cause);
    }

    private void postedFlush() {
        flushPosted = false;
        outbox.flush();
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) { // whatever it is, the loop goes on
            failed("a task failed", e);
        }
    }

    /** One alarm of the thread below stands for all timers. */
    private void setAlarm() {
        long next = timers.nextDeadline();
        if (next >= alarmAt) {
            return;
        }
        if (alarm != null) {
            alarm.cancel(false);
        }
        alarmAt = next;
        try {
            alarm = thread.schedule(this::runTimers, next - now(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) { // closed
        }
    }

    private void runTimers() {
        alarm = null;
        alarmAt = TimerQueue.NEVER;
        long now = now();
        long limit = timers.added();
        beginBatch();
        TimerQueue.Entry due;
        while ((due = timers.pollDue(now, limit)) != null) {
            run(due.task);
        }
        endBatch();
        setAlarm();
    }

    private final class LoopTimer extends TimerQueue.Entry implements Timer {
        LoopTimer(long deadline, Runnable task) {
            super(deadline, task);
        }

        @Override
        public void cancel() {
            if (inLoop()) {
                timers.remove(this);
            } else {
                post(() -> timers.remove(this));
            }
        }
    }
}
