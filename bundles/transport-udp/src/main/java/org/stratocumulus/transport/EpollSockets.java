package org.stratocumulus.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.unix.Errors.NativeIoException;
import io.netty.channel.unix.SegmentedDatagramPacket;
import java.net.InetSocketAddress;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Linux's sockets: one per loop and address, read with recvmmsg, written with sendmmsg and UDP_SEGMENT. */
final class EpollSockets implements SocketKind {
    private static final Logger LOG = LoggerFactory.getLogger(EpollSockets.class);
    /** EIO: the device has no checksum offload; EINVAL, EMSGSIZE: a segment exceeds the path's MTU; EOPNOTSUPP, ENOPROTOOPT. */
    private static final Set<Integer> REFUSALS = Set.of(5, 22, 90, 95, 92);

    private final boolean segmentation = EpollDatagramChannel.isSegmentedDatagramPacketSupported();

    /** Why this kind cannot be used; null when it can. */
    static Throwable unavailability() {
        return Epoll.unavailabilityCause();
    }

    @Override
    public IoHandlerFactory handlers() {
        return EpollIoHandler.newFactory();
    }

    @Override
    public DatagramChannel open(SocketProtocolFamily family) {
        return new EpollDatagramChannel(family);
    }

    @Override
    public void configure(DatagramChannel channel, int slot) {
        channel.config().setOption(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, slot);
        channel.config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(slot * READ_BATCH));
    }

    @Override
    public boolean isPerLoop() {
        return true;
    }

    @Override
    public void share(Channel channel) {
        channel.config().setOption(EpollChannelOption.SO_REUSEPORT, true);
    }

    @Override
    public void steer(Channel member, int loops) {
        try {
            SteeringProgram.attach(member, loops);
        } catch (RuntimeException e) {
            LOG.info("the kernel does not steer datagrams to their loops ({}), the loops hand them over", e.toString());
        }
    }

    @Override
    public boolean canSegment() {
        return segmentation;
    }

    @Override
    public DatagramPacket segmented(ByteBuf datagrams, int size, InetSocketAddress to) {
        return new SegmentedDatagramPacket(datagrams, size, to);
    }

    @Override
    public boolean isSegmentationRefused(Throwable cause) {
        return cause instanceof NativeIoException e && REFUSALS.contains(-e.expectedErr());
    }
}
