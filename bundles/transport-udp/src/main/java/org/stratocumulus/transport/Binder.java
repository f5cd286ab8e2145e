package org.stratocumulus.transport;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the sockets of one address. They do not read before {@link #startReading}. */
final class Binder {
    private static final Logger LOG = LoggerFactory.getLogger(Binder.class);

    private final SocketKind kind;
    private final UdpTransportOptions options;
    private final List<UdpLoop> loops;

    Binder(SocketKind kind, UdpTransportOptions options, List<UdpLoop> loops) {
        this.kind = kind;
        this.options = options;
        this.loops = loops;
    }

    /** The wildcard address that takes in every interface: IPv6 carries IPv4 too, where the machine has it. */
    static InetAddress everyInterface() {
        InetSocketAddress ipv6 = new InetSocketAddress("::", 0);
        try (var probe = java.nio.channels.DatagramChannel.open(StandardProtocolFamily.INET6)) {
            probe.bind(ipv6);
            return ipv6.getAddress();
        } catch (IOException | UnsupportedOperationException e) {
            return new InetSocketAddress("0.0.0.0", 0).getAddress();
        }
    }

    /**
     * Binds an address.
     *
     * @param portIsOurs whether this transport already has a socket on that port, which may overlap
     * @throws IOException names the address; nothing stays open then
     */
    BoundAddress open(InetSocketAddress wanted, boolean portIsOurs) throws IOException {
        List<Channel> channels = new ArrayList<>();
        try {
            Channel first = openFirst(wanted, portIsOurs);
            channels.add(first);
            int port = ((InetSocketAddress) first.localAddress()).getPort();
            InetSocketAddress address = new InetSocketAddress(wanted.getAddress(), port);
            if (kind.isPerLoop()) {
                kind.share(first);
                for (UdpLoop loop : loops.subList(1, loops.size())) {
                    channels.add(openSocket(address, loop, true));
                }
                if (loops.size() > 1) {
                    kind.steer(first, loops.size());
                }
            }
            return new BoundAddress(address, channels);
        } catch (IOException | RuntimeException e) {
            new BoundAddress(wanted, channels).close();
            throw new IOException("cannot bind UDP " + wanted.getAddress().getHostAddress() + " port " + wanted.getPort()
                    + ": " + e.getMessage(), e);
        }
    }

    static void startReading(BoundAddress bound) {
        bound.channels().forEach(channel -> channel.config().setAutoRead(true));
    }

    /**
     * Binds the first socket without sharing, and only then allows sharing: SO_REUSEPORT from the start would also let a
     * second server of the same user bind the port and take half of the datagrams. Only a port that is ours already is
     * shared at once.
     */
    private Channel openFirst(InetSocketAddress address, boolean portIsOurs) throws IOException {
        try {
            return openSocket(address, loops.get(0), false);
        } catch (IOException e) {
            if (!portIsOurs || !kind.isPerLoop()) {
                throw e;
            }
            return openSocket(address, loops.get(0), true);
        }
    }

    private Channel openSocket(InetSocketAddress address, UdpLoop loop, boolean shared) throws IOException {
        boolean ipv4 = address.getAddress() instanceof Inet4Address;
        DatagramChannel channel = kind.open(ipv4 ? SocketProtocolFamily.INET : SocketProtocolFamily.INET6);
        configure(channel);
        channel.pipeline().addLast(new SocketReader(loop));
        finish(loop.thread().register(channel), channel);
        if (shared) {
            kind.share(channel);
        }
        finish(channel.bind(address), channel);
        return channel;
    }

    private void configure(DatagramChannel channel) {
        // a slot one byte larger than the longest datagram shows which ones are longer; the rest is alignment
        kind.configure(channel, options.maxDatagram() + 64 & ~63);
        channel.config().setAutoRead(false);
        channel.config().setAllocator(PooledByteBufAllocator.DEFAULT);
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(UdpLoop.WRITE_LIMIT / 2, UdpLoop.WRITE_LIMIT));
        if (options.sendBuffer() > 0) {
            channel.config().setSendBufferSize(options.sendBuffer());
        }
        if (options.receiveBuffer() > 0) {
            channel.config().setReceiveBufferSize(options.receiveBuffer());
            int granted = channel.config().getOption(ChannelOption.SO_RCVBUF);
            if (granted < options.receiveBuffer()) {
                LOG.info("the system grants a receive buffer of {} bytes instead of {}", granted, options.receiveBuffer());
            }
        }
    }

    private static void finish(ChannelFuture step, Channel channel) throws IOException {
        step.awaitUninterruptibly();
        if (!step.isSuccess()) {
            channel.close().awaitUninterruptibly();
            throw step.cause() instanceof IOException e ? e : new IOException(step.cause());
        }
    }
}
