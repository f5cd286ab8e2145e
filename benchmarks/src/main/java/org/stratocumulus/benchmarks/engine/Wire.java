package org.stratocumulus.benchmarks.engine;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/** What lies between the loops: queues, and a clock that is moved by hand. */
final class Wire {
    private static final int ROOM = 2_048;

    private final Map<InetSocketAddress, HandLoop> loops = new HashMap<>();
    private final ArrayDeque<byte[]> free = new ArrayDeque<>();
    private long now = 1_000;

    /** A datagram under way. */
    record Datagram(InetSocketAddress from, InetSocketAddress to, byte[] data, int length) {
    }

    HandLoop loop(InetSocketAddress address) {
        HandLoop loop = new HandLoop(this, address);
        loops.put(address, loop);
        return loop;
    }

    void remove(HandLoop loop) {
        loops.remove(loop.address());
    }

    HandLoop at(InetSocketAddress address) {
        return loops.get(address);
    }

    long now() {
        return now;
    }

    void pass(long millis) {
        now += millis;
    }

    Datagram copy(InetSocketAddress from, InetSocketAddress to, byte[] data, int offset, int length) {
        byte[] room = free.isEmpty() ? new byte[ROOM] : free.poll();
        System.arraycopy(data, offset, room, 0, length);
        return new Datagram(from, to, room, length);
    }

    /** Gives back the array of a datagram that was read. */
    void done(Datagram datagram) {
        free.add(datagram.data());
    }
}
