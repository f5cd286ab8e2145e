package org.stratocumulus.session.internal.flow;

import java.util.ArrayDeque;
import org.stratocumulus.protocol.Vlu;
import org.stratocumulus.protocol.WireException;
import org.stratocumulus.protocol.WireWriter;
import org.stratocumulus.protocol.chunk.Chunk;
import org.stratocumulus.protocol.chunk.ChunkType;
import org.stratocumulus.protocol.chunk.RangeAckWriter;
import org.stratocumulus.session.internal.time.Alarms;

/**
 * When and how the receiving flows of one session acknowledge (RFC 7016 section 3.6.3.4). Always by Range Ack: there are
 * senders that heed only the cumulative part of a Bitmap Ack.
 */
final class Acknowledging {
    /** RFC 7016 3.6.3.4.4. */
    static final long DELAY = 200;
    /** RFC 7016 3.6.3.2: every second packet with user data is acknowledged at once. */
    private static final int PACKETS = 2;

    private final FlowHost host;
    private final ArrayDeque<ReceivingFlow> ready = new ArrayDeque<>(2);
    private Alarms.Alarm delayAlarm;
    private boolean ackNow;
    private boolean dataInPacket;
    private int dataPackets;

    Acknowledging(FlowHost host) {
        this.host = host;
    }

    /** SHOULD_ACK: the flow acknowledges when it is time. */
    void should(ReceivingFlow flow) {
        if (!flow.shouldAck) {
            flow.shouldAck = true;
            ready.add(flow);
        }
    }

    /** ACK_NOW: at the end of the packet that is worked on. */
    void now() {
        ackNow = true;
    }

    /** SHOULD_ACK and ACK_NOW, perhaps not while a packet is worked on. */
    void now(ReceivingFlow flow) {
        should(flow);
        now();
        host.wantTransmit();
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
        if (ready.isEmpty()) {
            return;
        }
        if (ackNow) {
            host.wantTransmit();
        } else {
            delay();
        }
    }

    private void delay() {
        if (delayAlarm == null) {
            delayAlarm = host.alarms().alarm(() -> {
                now();
                host.wantTransmit();
            });
        }
        delayAlarm.setNoLaterThan(host.now() + DELAY);
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
        boolean wrote = !ready.isEmpty() && write(packet, ready.peek(), true);
        if (wrote) {
            written();
        }
        piggyback(packet);
        return wrote;
    }

    /** Writes what acknowledgements have room whole, due or not (section 3.6.3.4.6). */
    void piggyback(WireWriter packet) {
        while (!ready.isEmpty() && write(packet, ready.peek(), false)) {
            written();
        }
        if (ready.isEmpty()) {
            ackNow = false;
            dataPackets = 0;
            if (delayAlarm != null) {
                delayAlarm.cancel();
            }
        }
    }

    private void written() {
        ready.poll().shouldAck = false;
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
        ready.clear();
        ackNow = false;
        if (delayAlarm != null) {
            delayAlarm.cancel();
        }
    }
}
