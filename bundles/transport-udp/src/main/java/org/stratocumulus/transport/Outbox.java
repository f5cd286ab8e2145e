package org.stratocumulus.transport;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.stratocumulus.transport.LoopCounters.Count;

/**
 * What one loop sends. Neighbouring datagrams of one size to one destination are gathered into a run, which leaves as one
 * segmented send: UDP's cost is per send, not per byte. A run ends with the first other destination, larger datagram or
 * shorter datagram (the kernel lets only the last be shorter).
 */
final class Outbox {
    /** UDP_MAX_SEGMENTS of linux/udp.h. */
    static final int MAX_SEGMENTS = 64;
    /** Longest payload of one IPv4 packet. */
    static final int MAX_RUN = 65_507;
    /** What fits one Ethernet frame: larger segments are refused on any path but the loopback. */
    static final int MAX_SEGMENT_SIZE = 1472;
    /** Sends between two flushes. */
    static final int FLUSH_EVERY = 64;

    private final int maxDatagram;
    private final LoopCounters counters;
    private final LongSupplier clock;
    /** Grows with the longest run so far: a client among thousands never needs much. */
    private byte[] run;
    private LoopSockets sockets = LoopSockets.NONE;
    private LoopSocket runSocket;
    private InetSocketAddress runTo;
    private int runLength;
    private int segmentSize;
    private int segments;
    private boolean lastIsShorter;
    private int unflushed;

    Outbox(int maxDatagram, LoopCounters counters, LongSupplier clock) {
        this.maxDatagram = maxDatagram;
        this.counters = counters;
        this.clock = clock;
        this.run = new byte[maxDatagram];
    }

    /** Sends what waits through the old sockets, then takes the new ones. */
    void sockets(LoopSockets replacement) {
        flush();
        sockets = replacement;
    }

    LoopSockets sockets() {
        return sockets;
    }

    void send(InetSocketAddress to, byte[] data, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, data.length);
        if (length == 0 || length > maxDatagram) {
            counters.increment(Count.UNSENT_SIZE);
        } else if (continuesRun(to, length)) {
            append(data, offset, length);
        } else {
            endRun();
            start(to, data, offset, length);
        }
    }

    void flush() {
        endRun();
        sockets.flush();
        unflushed = 0;
    }

    private boolean continuesRun(InetSocketAddress to, int length) {
        return segments > 0 && length <= segmentSize && !lastIsShorter && segments < MAX_SEGMENTS
                && runLength + length <= MAX_RUN && (to == runTo || to.equals(runTo)) && sockets.toward(to) == runSocket;
    }

    private void start(InetSocketAddress to, byte[] data, int offset, int length) {
        LoopSocket socket = to.isUnresolved() || to.getPort() == 0 ? null : sockets.toward(to);
        if (socket == null) {
            counters.increment(Count.UNSENT_NO_ROUTE);
        } else if (!socket.isWritable()) {
            counters.increment(Count.UNSENT_FULL);
        } else if (length > MAX_SEGMENT_SIZE || !socket.segments(clock.getAsLong())) {
            socket.write(to, data, offset, length);
            written();
        } else {
            runSocket = socket;
            runTo = to;
            segmentSize = length;
            append(data, offset, length);
        }
    }

    private void append(byte[] data, int offset, int length) {
        if (runLength + length > run.length) {
            run = Arrays.copyOf(run, Math.min(MAX_RUN, 4 * (runLength + length)));
        }
        System.arraycopy(data, offset, run, runLength, length);
        runLength += length;
        segments++;
        lastIsShorter = length < segmentSize;
    }

    private void endRun() {
        if (segments == 0) {
            return;
        }
        if (segments == 1) {
            runSocket.write(runTo, run, 0, runLength);
        } else {
            runSocket.writeSegments(runTo, run, runLength, segmentSize);
        }
        runSocket = null;
        runTo = null;
        runLength = 0;
        segments = 0;
        lastIsShorter = false;
        written();
    }

    private void written() {
        if (++unflushed >= FLUSH_EVERY) {
            sockets.flush();
            unflushed = 0;
        }
    }
}
