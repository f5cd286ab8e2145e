package org.stratocumulus.relay.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * The configured ports: the one that has been free for the longest comes first, so that nothing that is late arrives from its last peer.
 * One thread.
 */
final class PortPool {
    /** Ports that are tried when the system refuses one. */
    static final int TRIES = 8;

    private final RelayPorts ports;
    private final Deque<Integer> free = new ArrayDeque<>();
    private final Set<Integer> used = new HashSet<>();
    private PortRange range = PortRange.NONE;

    PortPool(RelayPorts ports) {
        this.ports = ports;
    }

    /** Other ports; those in use stay so until they are closed. */
    void range(PortRange newRange) {
        if (newRange.equals(range)) {
            return;
        }
        range = newRange;
        free.clear();
        for (int port = range.first(); port <= range.last(); port++) {
            if (!used.contains(port)) {
                free.add(port);
            }
        }
    }

    /** @return null when none can be had */
    Taken open(InetAddress address) {
        for (int i = Math.min(TRIES, free.size()); i > 0; i--) {
            InetSocketAddress relayed = new InetSocketAddress(address, free.poll());
            try {
                Taken taken = new Taken(relayed, ports.open(relayed));
                used.add(relayed.getPort());
                return taken;
            } catch (IOException e) { // somebody else has it
                free.add(relayed.getPort());
            }
        }
        return null;
    }

    void close(Taken taken) {
        taken.port.close();
        int number = taken.relayed.getPort();
        if (used.remove(number) && range.contains(number)) {
            free.add(number);
        }
    }

    /** A port that is in use. */
    record Taken(InetSocketAddress relayed, RelayPorts.Port port) {
    }
}
