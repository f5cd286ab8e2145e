package org.stratocumulus.testkit;

import java.net.InetSocketAddress;
import java.util.Arrays;
import org.stratocumulus.api.loop.EventLoop;
import org.stratocumulus.transport.DatagramHandler;
import org.stratocumulus.transport.DatagramLoop;

/** An event loop in virtual time, with its share of a {@link SimulatedHost}'s datagrams. */
public final class SimulatedLoop implements DatagramLoop {
    private final int index;
    private final VirtualTime time;
    private final SimulatedHost host;
    private DatagramHandler handler;
    private boolean running;

    SimulatedLoop(int index, VirtualTime time, SimulatedHost host) {
        this.index = index;
        this.time = time;
        this.host = host;
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public long now() {
        return time.now();
    }

    @Override
    public boolean inLoop() {
        return running;
    }

    @Override
    public void execute(Runnable task) {
        time.schedule(0, () -> run(task));
    }

    @Override
    public Timer schedule(long delayMillis, Runnable task) {
        return time.schedule(delayMillis, () -> run(task))::cancel;
    }

    @Override
    public void handler(DatagramHandler newHandler) {
        handler = newHandler;
    }

    @Override
    public void send(InetSocketAddress to, byte[] data, int offset, int length) {
        if (!running) {
            throw new IllegalStateException("sent from outside the loop's thread");
        }
        host.send(to, Arrays.copyOfRange(data, offset, offset + length));
    }

    void receive(InetSocketAddress from, byte[] data) {
        if (handler != null) {
            run(() -> {
                // a place in a larger array, as a transport would have it, and poisoned behind its end
                byte[] buffer = new byte[data.length + 7];
                Arrays.fill(buffer, (byte) 0xa5);
                System.arraycopy(data, 0, buffer, 3, data.length);
                handler.received(from, buffer, 3, data.length);
                handler.batchEnd();
            });
        }
    }

    private void run(Runnable task) {
        running = true;
        try {
            task.run();
        } finally {
            running = false;
        }
    }

    @Override
    public String toString() {
        return EventLoop.class.getSimpleName() + " " + index + " of " + host;
    }
}
