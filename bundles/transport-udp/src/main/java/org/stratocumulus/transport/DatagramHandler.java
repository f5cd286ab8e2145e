package org.stratocumulus.transport;

import java.net.InetSocketAddress;

/** Receives what arrives on the interfaces of one loop. Called on that loop's thread only; must not block or throw. */
public interface DatagramHandler {
    /**
     * One datagram. The array is the transport's and is reused as soon as this returns.
     *
     * @param from its source address
     */
    void received(InetSocketAddress from, byte[] data, int offset, int length);

    /** The datagrams that were waiting are all handed over: the moment to answer them. */
    void batchEnd();
}
