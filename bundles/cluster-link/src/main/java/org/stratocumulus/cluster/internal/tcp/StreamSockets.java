package org.stratocumulus.cluster.internal.tcp;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.SocketChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What differs between the kinds of socket. */
interface StreamSockets {
    /** Runs the loop. */
    IoHandlerFactory handlers();

    /** A socket to connect with. */
    SocketChannel client();

    /** A socket to listen with. */
    ServerChannel server();

    /** Epoll where it works. */
    static StreamSockets best() {
        Throwable reason;
        try {
            reason = EpollStreams.unavailability();
            if (reason == null) {
                return new EpollStreams();
            }
        } catch (LinkageError e) { // the bundle of the native transport is not installed
            reason = e;
        }
        Logger log = LoggerFactory.getLogger(StreamSockets.class);
        log.info("native epoll does not work here ({}), the JDK's sockets serve", reason.toString());
        return new NioStreams();
    }
}
