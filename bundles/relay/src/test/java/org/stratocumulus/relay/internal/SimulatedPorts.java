package org.stratocumulus.relay.internal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.stratocumulus.api.loop.EventLoop;
import org.stratocumulus.testkit.SimulatedHost;
import org.stratocumulus.testkit.SimulatedNetwork;
import org.stratocumulus.transport.DatagramLoop;

/** Ports on a simulated network. */
final class SimulatedPorts implements RelayPorts {
    /** Ports that somebody else has. */
    final Set<Integer> taken = new HashSet<>();
    final Set<InetSocketAddress> open = new HashSet<>();
    private final SimulatedNetwork network;
    private final EventLoop loop;
    private final Map<InetSocketAddress, SimulatedHost> hosts = new HashMap<>();

    SimulatedPorts(SimulatedNetwork network, InetSocketAddress loopsAddress) {
        this.network = network;
        this.loop = network.host(loopsAddress, 1).loops().get(0);
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public Port open(InetSocketAddress relayed) throws IOException {
        if (taken.contains(relayed.getPort()) || !open.add(relayed)) {
            throw new IOException("taken: " + relayed);
        }
        DatagramLoop port = new SharedLoop(hosts.computeIfAbsent(relayed, address -> network.host(address, 1)).loops().get(0));
        return new Port() {
            @Override
            public DatagramLoop loop() {
                return port;
            }

            @Override
            public void close() {
                open.remove(relayed);
            }
        };
    }

    @Override
    public void close() {
        // nothing else is held
    }
}
