package org.stratocumulus.cluster.internal.tcp;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/** The JDK's sockets. */
final class NioStreams implements StreamSockets {
    @Override
    public IoHandlerFactory handlers() {
        return NioIoHandler.newFactory();
    }

    @Override
    public SocketChannel client() {
        return new NioSocketChannel();
    }

    @Override
    public ServerChannel server() {
        return new NioServerSocketChannel();
    }
}
