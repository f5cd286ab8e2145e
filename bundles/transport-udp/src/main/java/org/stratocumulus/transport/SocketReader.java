package org.stratocumulus.transport;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;

/** The only handler of a socket's pipeline: carries what was read to the loop that reads it. */
final class SocketReader extends ChannelInboundHandlerAdapter {
    private final UdpLoop loop;

    SocketReader(UdpLoop loop) {
        this.loop = loop;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        DatagramPacket packet = (DatagramPacket) message;
        try {
            loop.datagramRead(context.channel(), packet.sender(), packet.content());
        } finally {
            packet.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        loop.inbox().readComplete();
    }

    /** Failed sends come here, since nobody holds a promise for them; so do failed reads. The socket stays open. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        loop.socketFailed(cause);
    }
}
