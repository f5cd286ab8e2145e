package org.stratocumulus.transport;

import java.net.InetSocketAddress;
import org.osgi.annotation.versioning.ProviderType;
import org.stratocumulus.api.loop.EventLoop;

/** One event loop with its share of the bound interfaces: what an endpoint runs on. The simulated network has one too. */
@ProviderType
public interface DatagramLoop extends EventLoop, DatagramSink {
    /** Sets who receives this loop's datagrams; replaces the former handler. Any thread. */
    void handler(DatagramHandler handler);

    /** Queues one datagram, see {@link DatagramSink}. On this loop's thread. */
    @Override
    void send(InetSocketAddress to, byte[] data, int offset, int length);
}
