package org.stratocumulus.transport;

import java.net.InetSocketAddress;

/** Where datagrams leave. Called on one loop's thread only. */
@FunctionalInterface
public interface DatagramSink {
    /**
     * Queues one datagram; the bytes are copied before this returns. Neighbouring datagrams to one address may leave as
     * one segmented send. A datagram that the system refuses is lost, as datagrams are.
     */
    void send(InetSocketAddress to, byte[] data, int offset, int length);
}
