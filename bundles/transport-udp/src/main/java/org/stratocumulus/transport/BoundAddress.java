package org.stratocumulus.transport;

import io.netty.channel.Channel;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** One address with its open sockets: one per loop, or one that all loops share. */
record BoundAddress(InetSocketAddress address, List<Channel> channels) {

    BoundAddress {
        channels = List.copyOf(channels);
    }

    Channel channel(int loop) {
        return channels.get(channels.size() == 1 ? 0 : loop);
    }

    /** Whether datagrams to (and from) this destination can pass: the IPv6 wildcard serves both families. */
    boolean carries(InetAddress destination) {
        return ip().isAnyLocalAddress() && !isIpv4() || isIpv4() == destination instanceof Inet4Address;
    }

    boolean isIpv4() {
        return ip() instanceof Inet4Address;
    }

    InetAddress ip() {
        return address.getAddress();
    }

    void close() {
        channels.forEach(Channel::close);
        channels.forEach(channel -> channel.closeFuture().awaitUninterruptibly());
    }
}
