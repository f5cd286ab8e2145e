package org.stratocumulus.session.internal.flow;

import org.stratocumulus.protocol.Vlu;
import org.stratocumulus.protocol.WireException;
import org.stratocumulus.protocol.WireWriter;
import org.stratocumulus.protocol.chunk.Chunk;
import org.stratocumulus.protocol.chunk.ChunkType;
import org.stratocumulus.protocol.chunk.RangeAckWriter;

/**
 * When and how the receiving flows of one session acknowledge (RFC 7016 section 3.6.3.4). Always by Range Ack: there are
 * senders that heed only the cumulative part of a Bitmap Ack.
 */
final class Acknowledging {
    /** RFC 7016 3.6.3.4.4. */
    static final long DELAY = 200;
    /** RFC 7016 3.6.3.2: every second packet with user data is acknowledged at once. */
    private static final int PACKETS = 2;

    private final Deadlines deadlines;
    /** Flows with SHOULD_ACK, chained by {@link ReceivingFlow#nextToAck}. */
    private ReceivingFlow first;
    private ReceivingFlow last;
    private boolean ackNow;
    private boolean dataInPacket;
    private int dataPackets;

    Acknowledging(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    /** SHOULD_ACK: the flow acknowledges when it is time. */
    void should(ReceivingFlow flow) {
        if (flow.nextToAck != null) {
            return;
        }
        flow.nextToAck = flow;
        if (first == null) {
            first = flow;
        } else {
            last.nextToAck = flow;
        }
        last = flow;
    }

    /** ACK_NOW: at the end of the packet that is worked on. */
    void now() {
        ackNow = true;
    }

    /** SHOULD_ACK and ACK_NOW, perhaps not while a packet is worked on. */
    void now(ReceivingFlow flow) {
        should(flow);
        now();
        deadlines.host().wantTransmit();
    }

    void packetBegins() {
        dataInPacket = false;
    }

    void dataReceived() {
        dataInPacket = true;
    }

    void packetEnds() {
        if (dataInPacket && ++dataPackets >= PACKETS) {
            ackNow = true;
        }
        if (first == null) {
            return;
        }
        if (ackNow) {
            deadlines.host().wantTransmit();
        } else {
            deadlines.acknowledgeNoLaterThan(deadlines.host().now() + DELAY);
        }
    }

    /** What waits for more has waited long enough. */
    void delayIsOver() {
        now();
        deadlines.host().wantTransmit();
    }

    /**
     * Writes the acknowledgements that are due (section 3.6.3.4.5), the first of a packet truncated if need be.
     *
     * @return whether one was written
     */
    boolean assembleObligatory(WireWriter packet) {
        if (!ackNow) {
            return false;
        }
        boolean wrote = first != null && write(packet, first, true);
        if (wrote) {
            written();
        }
        piggyback(packet);
        return wrote;
    }

    /** Writes what acknowledgements have room whole, due or not (section 3.6.3.4.6). */
    void piggyback(WireWriter packet) {
        while (first != null && write(packet, first, false)) {
            written();
        }
        if (first == null) {
            ackNow = false;
            dataPackets = 0;
            deadlines.acknowledged();
        }
    }

    private void written() {
        ReceivingFlow flow = first;
        first = flow.nextToAck == flow ? null : flow.nextToAck;
        flow.nextToAck = null;
    }

    private static boolean write(WireWriter packet, ReceivingFlow flow, boolean mayTruncate) {
        int start = packet.position();
        try {
            if (flow.isRejected()) {
                writeException(packet, flow);
            }
            SequenceSet seen = flow.seen();
            int written = RangeAckWriter.write(packet, flow.id(), flow.advertise(), seen.cumulative(), seen.bounds(), seen.ranges());
            if (written == seen.ranges() || mayTruncate) {
                return true;
            }
        } catch (WireException noRoom) {
            // not in this packet (section 3.6.3.4.2)
        }
        packet.rewind(start);
        return false;
    }

    private static void writeException(WireWriter packet, ReceivingFlow flow) {
        int payload = Vlu.size(flow.id()) + Vlu.size(flow.exceptionCode());
        Chunk.writeHeader(packet, ChunkType.FLOW_EXCEPTION, payload);
        packet.vlu(flow.id()).vlu(flow.exceptionCode());
    }

    void end() {
        while (first != null) {
            written();
        }
        last = null;
        ackNow = false;
    }
}
