package org.stratocumulus.transport;

import io.netty.channel.Channel;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** The sockets that one loop sends through, by family. Immutable; replaced when addresses are bound or closed. */
final class LoopSockets {
    private static final InetAddress IPV4 = new InetSocketAddress("0.0.0.0", 0).getAddress();
    private static final InetAddress IPV6 = new InetSocketAddress("::", 0).getAddress();

    static final LoopSockets NONE = new LoopSockets(List.of());

    private final LoopSocket[] all;
    private final LoopSocket[] ipv4;
    private final LoopSocket[] ipv6;

    LoopSockets(List<LoopSocket> sockets) {
        all = sockets.toArray(LoopSocket[]::new);
        ipv4 = sockets.stream().filter(s -> s.bound().carries(IPV4)).toArray(LoopSocket[]::new);
        ipv6 = sockets.stream().filter(s -> s.bound().carries(IPV6)).toArray(LoopSocket[]::new);
    }

    /** The socket for a destination: the one its datagrams arrived on if known; null when its family is not bound. */
    LoopSocket toward(InetSocketAddress to) {
        LoopSocket[] candidates = to.getAddress() instanceof Inet4Address ? ipv4 : ipv6;
        if (candidates.length <= 1) {
            return candidates.length == 0 ? null : candidates[0];
        }
        if (to instanceof ArrivalAddress arrival) {
            for (LoopSocket socket : candidates) {
                if (socket.bound() == arrival.arrivedOn()) {
                    return socket;
                }
            }
        }
        return sameReach(candidates, to.getAddress().isLoopbackAddress());
    }

    /** The source address, with the memory of where its datagram arrived if there is a choice for the answer. */
    InetSocketAddress arrival(InetSocketAddress from, Channel channel) {
        if (ipv4.length > 1 || ipv6.length > 1) {
            for (LoopSocket socket : all) {
                if (socket.channel() == channel) {
                    return new ArrivalAddress(from, socket.bound());
                }
            }
        }
        return from;
    }

    void flush() {
        for (LoopSocket socket : all) {
            socket.flush();
        }
    }

    private static LoopSocket sameReach(LoopSocket[] candidates, boolean loopback) {
        for (LoopSocket socket : candidates) {
            if (socket.bound().ip().isLoopbackAddress() == loopback) {
                return socket;
            }
        }
        return candidates[0];
    }
}
