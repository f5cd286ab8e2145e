package org.stratocumulus.session.internal;

import java.net.InetSocketAddress;
import java.util.Arrays;
import org.stratocumulus.protocol.Vlu;
import org.stratocumulus.protocol.chunk.Chunk;
import org.stratocumulus.protocol.chunk.PacketFragment;
import org.stratocumulus.session.internal.time.Alarms;

/**
 * Sends startup packets that are larger than the path allows, in fragments and slowly (RFC 7016 section 3.4). Only large
 * certificates make it necessary. Confined to its loop.
 */
final class PacketFragmenter {
    /** RFC 7016 3.4: no more than 4380 bytes nor four packets per endpoint every 200 ms. */
    static final int FRAGMENTS_AT_ONCE = 2;
    static final long PAUSE_MILLIS = 200;
    /** Packets under way; a further one is dropped, as if the network had lost it. */
    static final int PACKETS = 64;

    private final LoopContext context;
    private long nextPacketId;
    private int underWay;

    PacketFragmenter(LoopContext context, long firstPacketId) {
        this.context = context;
        this.nextPacketId = firstPacketId;
    }

    void send(InetSocketAddress to, int sessionId, byte[] plainPacket) {
        if (underWay == PACKETS) {
            context.count(Counter.FRAGMENT_REFUSED);
            return;
        }
        underWay++;
        new Sending(to, sessionId, plainPacket, nextPacketId++).some();
    }

    private final class Sending {
        private final InetSocketAddress to;
        private final int sessionId;
        private final byte[] packet;
        private final long packetId;
        private final Alarms.Alarm pause = context.alarms().alarm(this::some);
        private int sent;
        private int fragments;

        Sending(InetSocketAddress to, int sessionId, byte[] packet, long packetId) {
            this.to = to;
            this.sessionId = sessionId;
            this.packet = packet;
            this.packetId = packetId;
        }

        void some() {
            for (int i = 0; i < FRAGMENTS_AT_ONCE && sent < packet.length; i++) {
                fragment();
            }
            if (sent < packet.length) {
                pause.set(context.now() + PAUSE_MILLIS);
            } else {
                underWay--;
            }
        }

        private void fragment() {
            int room = context.output().fragmentRoom() - Chunk.HEADER_SIZE - 1 - Vlu.size(packetId) - Vlu.size(fragments);
            int end = Math.min(sent + room, packet.length);
            byte[] segment = Arrays.copyOfRange(packet, sent, end);
            sent = end;
            context.output().startup(to, sessionId, new PacketFragment(sent < packet.length, packetId, fragments++, segment));
        }
    }
}
