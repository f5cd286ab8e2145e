package org.stratocumulus.session.internal;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.stratocumulus.protocol.Vlu;
import org.stratocumulus.protocol.chunk.Chunk;
import org.stratocumulus.protocol.chunk.PacketFragment;
import org.stratocumulus.session.internal.time.Alarms;

/**
 * Sends startup packets that are larger than the path allows, in fragments and slowly (RFC 7016 section 3.4). Only large
 * certificates make it necessary. Confined to its loop.
 */
final class PacketFragmenter {
    /** RFC 7016 3.4: no more than 4380 bytes nor four packets per endpoint every 200 ms; half of it, for others go there, too. */
    static final int FRAGMENTS_AT_ONCE = 2;
    static final long PAUSE_MILLIS = 200;
    /** Far endpoints that were sent to during the last pause; a packet for a further one is dropped, as if the network had lost it. */
    static final int ENDPOINTS = 1_024;
    /** Packets under way to one endpoint; a further one is dropped. */
    static final int PACKETS_OF_ONE = 4;
    /** Packets under way in all; a further one is dropped. */
    static final int PACKETS = 64;

    private final LoopContext context;
    private final Map<InetSocketAddress, Line> lines = new HashMap<>();
    private long nextPacketId;
    private int underWay;

    PacketFragmenter(LoopContext context, long firstPacketId) {
        this.context = context;
        this.nextPacketId = firstPacketId;
    }

    void send(InetSocketAddress to, int sessionId, byte[] plainPacket) {
        Line line = lines.get(to);
        boolean full = line == null ? lines.size() == ENDPOINTS : line.packets.size() == PACKETS_OF_ONE;
        if (full || underWay == PACKETS) {
            context.count(Counter.FRAGMENT_REFUSED);
            return;
        }
        if (line == null) {
            line = new Line(to);
            lines.put(to, line);
        }
        underWay++;
        line.add(new Packet(sessionId, plainPacket, nextPacketId++));
    }

    /** What is under way to one far endpoint. Kept until the pause after its last fragment is over. */
    private final class Line {
        private final InetSocketAddress to;
        private final ArrayDeque<Packet> packets = new ArrayDeque<>();
        private final Alarms.Alarm pause = context.alarms().alarm(this::some);

        Line(InetSocketAddress to) {
            this.to = to;
        }

        void add(Packet packet) {
            packets.add(packet);
            if (!pause.isSet()) {
                some();
            }
        }

        private void some() {
            if (packets.isEmpty()) {
                lines.remove(to);
                return;
            }
            for (int i = 0; i < FRAGMENTS_AT_ONCE && !packets.isEmpty(); i++) {
                Packet first = packets.peek();
                context.output().startup(to, first.sessionId, first.next(context.output().fragmentRoom()));
                if (first.isSent()) {
                    packets.remove();
                    underWay--;
                }
            }
            pause.set(context.now() + PAUSE_MILLIS);
        }
    }

    private static final class Packet {
        private final int sessionId;
        private final byte[] plain;
        private final long id;
        private int sent;
        private int fragments;

        Packet(int sessionId, byte[] plain, long id) {
            this.sessionId = sessionId;
            this.plain = plain;
            this.id = id;
        }

        PacketFragment next(int room) {
            int end = Math.min(sent + room - Chunk.HEADER_SIZE - 1 - Vlu.size(id) - Vlu.size(fragments), plain.length);
            byte[] segment = Arrays.copyOfRange(plain, sent, end);
            sent = end;
            return new PacketFragment(sent < plain.length, id, fragments++, segment);
        }

        boolean isSent() {
            return sent == plain.length;
        }
    }
}
