package org.stratocumulus.relay.internal;

import java.net.InetSocketAddress;
import java.util.Arrays;
import org.stratocumulus.transport.DatagramHandler;
import org.stratocumulus.transport.DatagramLoop;

/** A simulated port's loop as one of several on one thread: the others may send through it. */
final class SharedLoop implements DatagramLoop {
    private final DatagramLoop loop;

    SharedLoop(DatagramLoop loop) {
        this.loop = loop;
    }

    @Override
    public int index() {
        return loop.index();
    }

    @Override
    public long now() {
        return loop.now();
    }

    @Override
    public boolean inLoop() {
        return loop.inLoop();
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(task);
    }

    @Override
    public Timer schedule(long delayMillis, Runnable task) {
        return loop.schedule(delayMillis, task);
    }

    @Override
    public void handler(DatagramHandler handler) {
        loop.handler(handler);
    }

    @Override
    public void send(InetSocketAddress to, byte[] data, int offset, int length) {
        byte[] copy = Arrays.copyOfRange(data, offset, offset + length);
        loop.execute(() -> loop.send(to, copy, 0, length));
    }
}
