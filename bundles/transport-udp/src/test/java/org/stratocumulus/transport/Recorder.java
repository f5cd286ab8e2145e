package org.stratocumulus.transport;

import static org.junit.Assert.assertNotNull;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Handlers for all loops of a transport that keep what they are given, and send it back if told to. */
final class Recorder {
    /** One call of a handler. */
    record Arrival(int loop, boolean inLoop, InetSocketAddress from, byte[] data) {
    }

    final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    volatile boolean echo;

    void attach(UdpTransport transport) {
        transport.loops().forEach(loop -> loop.handler(new DatagramHandler() {
            @Override
            public void received(InetSocketAddress from, byte[] data, int offset, int length) {
                byte[] copy = Arrays.copyOfRange(data, offset, offset + length);
                arrivals.add(new Arrival(loop.index(), loop.inLoop(), from, copy));
                if (echo) {
                    loop.send(from, data, offset, length);
                }
            }

            @Override
            public void batchEnd() {
                // answers leave by themselves at the end of the batch
            }
        }));
    }

    Arrival next() throws InterruptedException {
        Arrival arrival = arrivals.poll(20, TimeUnit.SECONDS);
        assertNotNull("a datagram arrives", arrival);
        return arrival;
    }
}
