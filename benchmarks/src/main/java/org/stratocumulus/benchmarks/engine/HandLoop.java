package org.stratocumulus.benchmarks.engine;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.stratocumulus.transport.DatagramHandler;
import org.stratocumulus.transport.DatagramLoop;

/** An event loop that runs when it is told to, on the one thread there is. */
final class HandLoop implements DatagramLoop {
    /** Datagrams that are read at once. */
    private static final int BATCH = 64;

    private final Wire wire;
    private final InetSocketAddress address;
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>(Comparator.comparingLong((Alarm alarm) -> alarm.at));
    private final ArrayDeque<Wire.Datagram> sent = new ArrayDeque<>();
    private DatagramHandler handler;

    private final class Alarm implements Timer {
        private final long at;
        private final Runnable task;

        private Alarm(long at, Runnable task) {
            this.at = at;
            this.task = task;
        }

        @Override
        public void cancel() {
            alarms.remove(this);
        }
    }

    HandLoop(Wire wire, InetSocketAddress address) {
        this.wire = wire;
        this.address = address;
    }

    InetSocketAddress address() {
        return address;
    }

    @Override
    public int index() {
        return 0;
    }

    @Override
    public long now() {
        return wire.now();
    }

    @Override
    public boolean inLoop() {
        return true;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public Timer schedule(long delayMillis, Runnable task) {
        Alarm alarm = new Alarm(now() + Math.max(0, delayMillis), task);
        alarms.add(alarm);
        return alarm;
    }

    @Override
    public void handler(DatagramHandler replacement) {
        handler = replacement;
    }

    @Override
    public void send(InetSocketAddress to, byte[] data, int offset, int length) {
        sent.add(wire.copy(address, to, data, offset, length));
    }

    /** Takes datagrams that have arrived, as a socket would hand them over, and does what they and the time call for. */
    void turn(Collection<Wire.Datagram> arrived) {
        int read = 0;
        for (Wire.Datagram datagram : arrived) {
            handler.received(datagram.from(), datagram.data(), 0, datagram.length());
            if (++read % BATCH == 0) {
                handler.batchEnd();
            }
        }
        handler.batchEnd();
        for (Runnable due = next(); due != null; due = next()) {
            due.run();
        }
    }

    /** Whether a turn would do anything without a datagram. */
    boolean isDue() {
        return !tasks.isEmpty() || !alarms.isEmpty() && alarms.peek().at <= now();
    }

    private Runnable next() {
        if (!tasks.isEmpty()) {
            return tasks.poll();
        }
        return !alarms.isEmpty() && alarms.peek().at <= now() ? alarms.poll().task : null;
    }

    /** Takes away what was sent. @return whether anything was */
    boolean drain(Consumer<Wire.Datagram> to) {
        boolean any = !sent.isEmpty();
        while (!sent.isEmpty()) {
            to.accept(sent.poll());
        }
        return any;
    }
}
