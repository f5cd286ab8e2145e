package org.stratocumulus.relay.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.List;
import org.stratocumulus.api.loop.EventLoop;
import org.stratocumulus.transport.DatagramLoop;
import org.stratocumulus.transport.UdpLoop;
import org.stratocumulus.transport.UdpTransport;
import org.stratocumulus.transport.UdpTransportOptions;

/** The system's ports. All share one thread, which is not one of the endpoint's: whatever comes to them, sessions do not wait for it. */
public final class UdpRelayPorts implements RelayPorts {
    /** Kernel buffers of a port, bytes. A pair is allowed some megabits a second: this is half a second of it. */
    private static final int BUFFERS = 256 << 10;

    private final UdpTransportOptions options;
    private final UdpTransport thread;
    private final UdpLoop loop;

    /** Starts the thread. */
    public UdpRelayPorts() {
        UdpTransportOptions any = UdpTransportOptions.defaults().withThreads(1).withThreadName("relay-").withBuffers(BUFFERS);
        thread = new UdpTransport(any);
        options = any.withKind(thread.kind());
        loop = thread.loops().get(0);
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public Port open(InetSocketAddress relayed) throws IOException {
        UdpTransport port = new UdpTransport(options, loop);
        try {
            port.bind(List.of(new InetSocketAddress(local(relayed.getAddress()), relayed.getPort())));
        } catch (IOException | RuntimeException e) {
            port.close();
            throw e;
        }
        return new Port() {
            @Override
            public DatagramLoop loop() {
                return port.loops().get(0);
            }

            @Override
            public void close() {
                port.close();
            }
        };
    }

    /** The address itself where this machine has it, so that answers leave from it; all of them behind a translator. */
    private static InetAddress local(InetAddress address) throws IOException {
        if (NetworkInterface.getByInetAddress(address) != null) {
            return address;
        }
        return InetAddress.getByAddress(new byte[address.getAddress().length]);
    }

    @Override
    public void close() {
        thread.close();
    }
}
