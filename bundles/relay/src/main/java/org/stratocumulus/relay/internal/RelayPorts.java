package org.stratocumulus.relay.internal;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.stratocumulus.api.loop.EventLoop;
import org.stratocumulus.transport.DatagramLoop;

/** Where ports come from: the system, or a simulated network. */
public interface RelayPorts extends AutoCloseable {
    /** The thread and clock on which the datagrams of all ports are handled. */
    EventLoop loop();

    /**
     * Opens a port. May block; not on the loop.
     *
     * @param relayed where peers will send to
     * @throws IOException when it is taken, or cannot be had for another reason
     */
    Port open(InetSocketAddress relayed) throws IOException;

    /** Closes what is open. May block; not on the loop. */
    @Override
    void close();

    /** An open port. What comes before its loop has a handler is dropped. */
    interface Port extends AutoCloseable {
        /** Sends from the port, and takes the handler of what comes to it. */
        DatagramLoop loop();

        /** Frees the port. May block; not on the loop. */
        @Override
        void close();
    }
}
