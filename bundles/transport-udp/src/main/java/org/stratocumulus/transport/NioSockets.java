package org.stratocumulus.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.net.InetSocketAddress;

/** The JDK's sockets: loop 0 reads, all write. */
final class NioSockets implements SocketKind {
    @Override
    public IoHandlerFactory handlers() {
        return NioIoHandler.newFactory();
    }

    @Override
    public DatagramChannel open(SocketProtocolFamily family) {
        return new NioDatagramChannel(family);
    }

    @Override
    public void configure(DatagramChannel channel, int slot) {
        channel.config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(slot).maxMessagesPerRead(READ_BATCH));
    }

    @Override
    public boolean isPerLoop() {
        return false;
    }

    @Override
    public void share(Channel channel) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void steer(Channel member, int loops) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean canSegment() {
        return false;
    }

    @Override
    public DatagramPacket segmented(ByteBuf datagrams, int size, InetSocketAddress to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isSegmentationRefused(Throwable cause) {
        return false;
    }
}
