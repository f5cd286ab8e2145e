package org.stratocumulus.testkit;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.stratocumulus.protocol.SessionIds;

/** One machine on a {@link SimulatedNetwork}: an address and the loops behind it, which find their datagrams as the real ones do. */
public final class SimulatedHost {
    private final SimulatedNetwork network;
    private final List<SimulatedLoop> loops = new ArrayList<>();
    private InetSocketAddress address;
    private long busyUntil;

    SimulatedHost(SimulatedNetwork network, VirtualTime time, InetSocketAddress address, int loopCount) {
        this.network = network;
        this.address = address;
        for (int i = 0; i < loopCount; i++) {
            loops.add(new SimulatedLoop(i, time, this));
        }
    }

    /** The loops, in the order of their indexes. */
    public List<SimulatedLoop> loops() {
        return List.copyOf(loops);
    }

    /** Where others see it. */
    public InetSocketAddress address() {
        return address;
    }

    /** Gives the host another address, as a NAT or a roaming device would: what is sent to the former one is lost. */
    public void moveTo(InetSocketAddress newAddress) {
        network.move(this, newAddress);
        address = newAddress;
    }

    void send(InetSocketAddress to, byte[] data) {
        network.transmit(this, to, data);
    }

    void receive(InetSocketAddress from, byte[] data) {
        int id = data.length < SessionIds.SIZE ? 0 : SessionIds.unscramble(data, 0, data.length);
        int key = id != 0 ? id : from.hashCode();
        loops.get(Integer.remainderUnsigned(key, loops.size())).receive(from, data);
    }

    /** When a datagram of this size has left, at so many bytes a second, given what is leaving already. */
    long leavesAt(long now, int bytes, int bytesPerSecond) {
        busyUntil = Math.max(busyUntil, now) + Math.max(1, bytes * 1000L / bytesPerSecond);
        return busyUntil;
    }

    long backlogMillis(long now) {
        return Math.max(0, busyUntil - now);
    }

    @Override
    public String toString() {
        return "host " + address;
    }
}
