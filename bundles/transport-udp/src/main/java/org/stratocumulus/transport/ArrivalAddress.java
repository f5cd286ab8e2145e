package org.stratocumulus.transport;

import java.net.InetSocketAddress;

/**
 * A source address that remembers on which of several bound addresses its datagram arrived: the answer must leave from
 * there, or the far end's NAT will not let it in. Equal to any address of the same host and port.
 */
final class ArrivalAddress extends InetSocketAddress {
    private static final long serialVersionUID = 1;

    private final transient BoundAddress arrivedOn;

    ArrivalAddress(InetSocketAddress from, BoundAddress arrivedOn) {
        super(from.getAddress(), from.getPort());
        this.arrivedOn = arrivedOn;
    }

    BoundAddress arrivedOn() {
        return arrivedOn;
    }
}
