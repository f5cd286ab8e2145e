package org.stratocumulus.cluster.internal.tcp;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;

/** Linux's sockets. */
final class EpollStreams implements StreamSockets {

    /** Why this kind cannot be used; null when it can. */
    static Throwable unavailability() {
        return Epoll.unavailabilityCause();
    }

    @Override
    public IoHandlerFactory handlers() {
        return EpollIoHandler.newFactory();
    }

    @Override
    public SocketChannel client() {
        return new EpollSocketChannel();
    }

    @Override
    public ServerChannel server() {
        return new EpollServerSocketChannel();
    }
}
