package org.stratocumulus.testkit;

import java.net.InetSocketAddress;
import java.util.HexFormat;

/**
 * A datagram as the network saw it leave.
 *
 * @param at virtual milliseconds
 * @param data shared, not to be changed
 */
public record Datagram(long at, InetSocketAddress from, InetSocketAddress to, byte[] data) {
    @Override
    public String toString() {
        return at + " " + from.getPort() + ">" + to.getPort() + " " + HexFormat.of().formatHex(data);
    }
}
