package org.stratocumulus.session.internal.flow;

import java.util.Objects;
import org.stratocumulus.protocol.WireException;
import org.stratocumulus.protocol.WireReader;
import org.stratocumulus.protocol.WireWriter;
import org.stratocumulus.protocol.chunk.Acknowledgement;
import org.stratocumulus.protocol.chunk.ChunkType;
import org.stratocumulus.protocol.chunk.FlowOption;
import org.stratocumulus.session.CloseReason;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.session.SendFlowListener;

/**
 * All flows of one session (RFC 7016 sections 3.5.2 and 3.6). Confined to the session's loop. Listeners are called from
 * {@link #chunk}, {@link #packetEnds}, {@link #assemble}, {@link #end} and alarms, and may call flows and the session, even
 * end it.
 */
public final class Flows {
    /** {@link #assemble}: something was written. */
    public static final int WROTE = 1;
    /** {@link #assemble}: the packet contains user data. */
    public static final int USER_DATA = 2;
    /** {@link #assemble}: the packet wants the Time Critical flag (section 2.2.4). */
    public static final int TIME_CRITICAL = 4;

    private final Sending sending;
    private final Receiving receiving;
    private long nextFlowId = 1;
    private boolean ended;

    public Flows(FlowHost host, FlowLimits limits) {
        Deadlines deadlines = new Deadlines(host.alarms(), this);
        sending = new Sending(host, limits, deadlines);
        receiving = new Receiving(sending, deadlines);
    }

    FlowHost host() {
        return sending.host();
    }

    Sending sending() {
        return sending;
    }

    Receiving receiving() {
        return receiving;
    }

    /** A valid packet of the far end begins. */
    public void packetBegins() {
        sending.packetBegins();
        receiving.packetBegins();
    }

    /**
     * A chunk of that packet. Never throws on what the far end sent: what is not well formed, or beyond a limit, is ignored
     * and counted.
     *
     * @param payload exactly the chunk's payload
     * @return whether the type is one of flows
     */
    public boolean chunk(int type, WireReader payload) {
        try {
            return ended ? isOfFlows(type) : dispatch(type, payload);
        } catch (WireException ignoredChunk) {
            host().chunkRefused();
            return true;
        }
    }

    private static boolean isOfFlows(int type) {
        return switch (type) {
            case ChunkType.USER_DATA, ChunkType.NEXT_USER_DATA, ChunkType.RANGE_ACK, ChunkType.BITMAP_ACK, ChunkType.BUFFER_PROBE,
                    ChunkType.FLOW_EXCEPTION -> true;
            default -> false;
        };
    }

    private boolean dispatch(int type, WireReader payload) {
        switch (type) {
            case ChunkType.USER_DATA -> receiving.userData(payload, false);
            case ChunkType.NEXT_USER_DATA -> receiving.userData(payload, true);
            case ChunkType.RANGE_ACK -> Acknowledgement.forEachRange(payload, false, sending);
            case ChunkType.BITMAP_ACK -> Acknowledgement.forEachRange(payload, true, sending);
            case ChunkType.BUFFER_PROBE -> receiving.bufferProbe(payload);
            case ChunkType.FLOW_EXCEPTION -> exception(payload);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** RFC 7016 3.6.2.10. */
    private void exception(WireReader payload) {
        SendingFlow flow = sending.find(payload.vlu());
        long code = payload.vlu();
        if (flow != null) {
            flow.exceptionReported(code);
        }
    }

    /** That packet was worked through. */
    public void packetEnds() {
        if (!ended) {
            receiving.acknowledging().packetEnds();
            sending.packetEnds();
        }
    }

    /**
     * Appends acknowledgements, exceptions, probes and user data, as far as the budget and the burst limit allow. To be
     * called with fresh packets until it answers 0.
     *
     * @param packet has the room that a packet with the largest common header leaves (section 3.6.2.2); a fragment is sent
     *     again in the size in which it was sent first: for what no longer fits see {@link #needsLargerPacket}
     * @return bits {@link #WROTE}, {@link #USER_DATA}, {@link #TIME_CRITICAL}; 0 when there is nothing to send now
     */
    public int assemble(WireWriter packet) {
        sending.tellNews();
        if (ended) {
            return 0;
        }
        boolean acknowledged = receiving.acknowledging().assembleObligatory(packet);
        int written = host().assembly().assemble(sending, packet, !acknowledged);
        if (written == 0) {
            sending.transmitted();
        } else {
            receiving.acknowledging().piggyback(packet);
        }
        return written;
    }

    /** Whether {@link #assemble} has nothing for the packet that it was given, but something that needs a larger one. Tells it once. */
    public boolean needsLargerPacket() {
        return sending.takeOversize();
    }

    /**
     * Appends to a packet that is larger than others what was sent in that size before; otherwise as {@link #assemble}.
     *
     * @param packet has the room of the largest packet that ever was
     */
    public int assembleOversize(WireWriter packet) {
        sending.resendOnly(true);
        try {
            return assemble(packet);
        } finally {
            sending.resendOnly(false);
        }
    }

    /**
     * Opens a sending flow; the caller has checked the session's state.
     *
     * @throws IllegalArgumentException when the metadata is too long, or the association is of another session
     * @throws IllegalStateException when there are {@link FlowLimits#maxSendFlows too many} flows, or the flows have ended
     */
    public SendFlow open(byte[] metadata, RecvFlow association, Priority priority, SendFlowListener listener) {
        if (metadata.length > FlowOption.METADATA_ADVISED_SIZE) {
            throw new IllegalArgumentException(
                    "metadata has at most " + FlowOption.METADATA_ADVISED_SIZE + " bytes, not " + metadata.length);
        }
        if (association != null && association.session() != host().session()) {
            throw new IllegalArgumentException("the association is of another session");
        }
        if (ended || sending.flows().size() >= sending.limits().maxSendFlows()) {
            throw new IllegalStateException(ended ? "the session has ended" : "too many sending flows");
        }
        byte[] startup = FlowStartup.encode(metadata, association == null ? null : Long.valueOf(association.id()));
        SendingFlow flow = new SendingFlow(sending, nextFlowId++, startup, Objects.requireNonNull(priority), listener);
        sending.open(flow);
        return flow;
    }

    /** The session has left OPEN (section 3.5.5): every flow is over, its listener hears it, nothing is sent any more. */
    public void end(CloseReason reason) {
        if (!ended) {
            ended = true;
            sending.end();
            receiving.end();
            sending.deadlines().end();
        }
    }

    /** Whether no message waits to be sent or acknowledged. */
    public boolean allDelivered() {
        return sending.account().allDelivered();
    }

    /** Bytes written and neither acknowledged nor abandoned. */
    public long bufferedBytes() {
        return sending.account().bufferedBytes();
    }

    /** S_OUTSTANDING_BYTES (section 3.5). */
    public long outstandingBytes() {
        return sending.inFlight().outstandingBytes();
    }

    /** CWND (appendix A). */
    public long congestionWindow() {
        return sending.congestion().bytes();
    }

    /** Fragments found lost so far. */
    public long fragmentsLost() {
        return sending.inFlight().fragmentsLost();
    }

    /** Messages given up so far. */
    public long messagesAbandoned() {
        return sending.account().messagesAbandoned();
    }

    /** Bytes that wait in receiving flows for what is missing, {@link FlowLimits#OVERHEAD} included. */
    public long receiveBytes() {
        return sending.limits().sessionReceiveBytes() - receiving.budget().left();
    }

    /** Sending flows that are not complete. */
    public int sendFlowCount() {
        return sending.flows().size();
    }

    /** Receiving flows that are neither complete nor forgotten. */
    public int recvFlowCount() {
        return receiving.count();
    }
}
