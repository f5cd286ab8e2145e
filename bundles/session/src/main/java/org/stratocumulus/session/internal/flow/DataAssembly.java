package org.stratocumulus.session.internal.flow;

import java.util.List;
import org.stratocumulus.protocol.Vlu;
import org.stratocumulus.protocol.WireWriter;
import org.stratocumulus.protocol.chunk.Chunk;
import org.stratocumulus.protocol.chunk.ChunkType;
import org.stratocumulus.protocol.chunk.UserDataWriter;

/**
 * Puts user data and buffer probes of the sending flows of one session after the other into packets (RFC 7016 sections 3.6.2.3 and
 * 3.6.2.9.1). Shared by all sessions of a loop, and confined to it.
 */
public final class DataAssembly {
    private static final byte[] NO_OPTIONS = {};
    /** A fragment sent as Next User Data may have to be sent again as User Data whose numbers take one byte more each. */
    private static final int NEXT_SLACK = 2;

    private Sending sending;
    private int written;

    /**
     * Appends to a packet what is allowed now.
     *
     * @param ofSession its sending flows
     * @param packetIsEmpty whether the packet has nothing of the flows yet
     * @return bits of {@link Flows#assemble}
     */
    int assemble(Sending ofSession, WireWriter packet, boolean packetIsEmpty) {
        sending = ofSession;
        written = packetIsEmpty ? 0 : Flows.WROTE;
        boolean roomLeft = true;
        while (roomLeft && sending.mayTransmit()) {
            SendingFlow flow = select();
            if (flow == null) {
                break;
            }
            roomLeft = fill(flow, packet);
        }
        if ((written & Flows.USER_DATA) != 0) {
            sending.dataPacketSent((written & Flows.TIME_CRITICAL) != 0);
        }
        writeProbes(packet);
        return written;
    }

    /** The ready flow of the highest priority; among equals each in turn. */
    private SendingFlow select() {
        List<SendingFlow> flows = sending.flows();
        int count = flows.size();
        SendingFlow best = null;
        int place = 0;
        for (int i = 0; i < count; i++) {
            int at = (sending.turn + i) % count;
            SendingFlow flow = flows.get(at);
            if (flow.isReady() && (best == null || flow.priority().compareTo(best.priority()) > 0)) {
                best = flow;
                place = at;
            }
        }
        sending.turn = place + 1;
        return best;
    }

    /** @return whether the packet has room for more */
    private boolean fill(SendingFlow flow, WireWriter packet) {
        Fragmenter fragments = flow.fragmenter();
        long fsn = fragments.forwardSequenceNumber();
        long previous = 0;
        while (flow.isReady() && sending.mayTransmit()) {
            long number = fragments.nextSequenceNumber();
            // RFC 7016 3.6.2.3.2: "the FIRST fragment of a flow assembled into a packet MUST be encoded as a User Data chunk"
            boolean next = previous != 0 && number == previous + 1;
            // RFC 7016 3.6.2.3.1
            byte[] options = previous == 0 ? flow.startup() : NO_OPTIONS;
            int header = next ? UserDataWriter.nextSize(0, 0) + NEXT_SLACK
                    : UserDataWriter.size(flow.id(), number, number - fsn, options.length, 0);
            Fragment fragment = fragments.take(packet.remaining() - header, written == 0);
            if (fragment == null) {
                return false;
            }
            if (!next) {
                fsn = fragments.forwardSequenceNumber();
            }
            write(packet, fragment, next, fsn, options);
            previous = number;
        }
        return true;
    }

    private void write(WireWriter packet, Fragment fragment, boolean next, long fsn, byte[] options) {
        SendingFlow flow = fragment.flow;
        int start = packet.position();
        int flags = UserDataWriter.flags(fragment.fragmentation, fragment.isAbandoned(), flow.isFinal(fragment));
        byte[] data = fragment.message.data();
        int offset = fragment.isAbandoned() ? 0 : fragment.offset;
        if (next) {
            UserDataWriter.writeNext(packet, flags, options, data, offset, fragment.dataLength());
        } else {
            long number = fragment.sequenceNumber;
            UserDataWriter.write(packet, flags, flow.id(), number, number - fsn, options, data, offset, fragment.dataLength());
        }
        sending.inFlight().sent(fragment, packet.position() - start);
        flow.sent(fragment);
        written |= Flows.WROTE | Flows.USER_DATA | (flow.priority().timeCritical() ? Flows.TIME_CRITICAL : 0);
    }

    private void writeProbes(WireWriter packet) {
        long now = sending.host().now();
        for (SendingFlow flow : sending.flows()) {
            BufferProbing probing = flow.probing();
            if (probing == null || probing.next() > now) {
                continue;
            }
            int payload = Vlu.size(flow.id());
            if (flow.hasSomethingToSend()) {
                if (packet.remaining() < Chunk.HEADER_SIZE + payload) {
                    return;
                }
                packet.u8(ChunkType.BUFFER_PROBE).u16(payload).vlu(flow.id());
                written |= Flows.WROTE;
            }
            probing.sent(now, sending.host().roundTrip().erto());
            sending.deadlines().tendNoLaterThan(probing.next());
        }
    }
}
