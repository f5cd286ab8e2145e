package org.stratocumulus.relay.internal;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Supplier;

/** By which of its addresses a peer reaches this server: a configured one of the peer's family, or the one that its datagrams go to. */
public final class PublicAddresses {
    private final Supplier<List<InetAddress>> configured;

    /** @param configured best first; may change */
    public PublicAddresses(Supplier<List<InetAddress>> configured) {
        this.configured = configured;
    }

    /** @return null when there is none of the peer's family */
    InetAddress toward(InetAddress peer) {
        List<InetAddress> known = configured.get();
        for (InetAddress address : known) {
            if (address.getClass() == peer.getClass()) {
                return address;
            }
        }
        return known.isEmpty() ? sourceToward(peer) : null;
    }

    /** Connecting a datagram socket looks up the route, and sends nothing. */
    private static InetAddress sourceToward(InetAddress peer) {
        try (DatagramSocket socket = new DatagramSocket(null)) {
            socket.connect(new InetSocketAddress(peer, 9));
            InetAddress local = socket.getLocalAddress();
            return local.isAnyLocalAddress() || local.getClass() != peer.getClass() ? null : local;
        } catch (IOException | RuntimeException e) { // UncheckedIOException among them: no route
            return null;
        }
    }
}
