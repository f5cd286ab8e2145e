package org.stratocumulus.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What differs between the kinds of socket. */
interface SocketKind {
    /** Datagrams read at once. */
    int READ_BATCH = 64;

    /** Runs the loops. */
    IoHandlerFactory handlers();

    /**
     * A socket, not yet bound.
     *
     * @throws RuntimeException when the system has no such family
     */
    DatagramChannel open(SocketProtocolFamily family);

    /** Prepares for datagrams that fit into slots of this many bytes. */
    void configure(DatagramChannel channel, int slot);

    /** Whether each loop has a socket of its own for one address. */
    boolean isPerLoop();

    /** Lets further sockets be bound to the address of this one; it may be bound already. Only if {@link #isPerLoop}. */
    void share(Channel channel);

    /** Has the system choose the loop of a datagram. Called with one of the sockets when all are bound. Only if {@link #isPerLoop}. */
    void steer(Channel member, int loops);

    /** Whether {@link #segmented} can be used. */
    boolean canSegment();

    /** Several datagrams in one packet, all of {@code size} bytes but the last. */
    DatagramPacket segmented(ByteBuf datagrams, int size, InetSocketAddress to);

    /** Whether a failed segmented send may succeed when each datagram is sent alone. */
    boolean isSegmentationRefused(Throwable cause);

    /**
     * The kind asked for.
     *
     * @throws UnsupportedOperationException when epoll is demanded and does not work here
     */
    static SocketKind of(UdpTransportOptions.Kind wanted) {
        if (wanted == UdpTransportOptions.Kind.NIO) {
            return new NioSockets();
        }
        Throwable reason;
        try {
            reason = EpollSockets.unavailability();
            if (reason == null) {
                return new EpollSockets();
            }
        } catch (LinkageError e) { // the bundle of the native transport is not installed
            reason = e;
        }
        if (wanted == UdpTransportOptions.Kind.EPOLL) {
            throw new UnsupportedOperationException("epoll does not work here", reason);
        }
        Logger log = LoggerFactory.getLogger(SocketKind.class);
        log.info("native epoll does not work here ({}), the JDK's sockets serve", reason.toString());
        return new NioSockets();
    }
}
