package org.stratocumulus.session.internal.flow;

import org.stratocumulus.protocol.WireReader;
import org.stratocumulus.protocol.WireWriter;
import org.stratocumulus.session.CloseReason;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.session.SendFlowListener;

/** All flows of one session (RFC 7016 sections 3.5.2 and 3.6). */
public final class Flows {
    /** {@link #assemble}: something was written. */
    public static final int WROTE = 1;
    /** {@link #assemble}: the packet contains user data. */
    public static final int USER_DATA = 2;
    /** {@link #assemble}: the packet wants the Time Critical flag (section 2.2.4). */
    public static final int TIME_CRITICAL = 4;

    private final FlowHost host;
    private final FlowLimits limits;

    public Flows(FlowHost host, FlowLimits limits) {
        this.host = host;
        this.limits = limits;
    }

    /** A valid packet of the far end begins. */
    public void packetBegins() {
    }

    /**
     * A chunk of that packet. Never throws on what the far end sent: what is not well formed is ignored and counted.
     *
     * @param payload exactly the chunk's payload
     * @return whether the type is one of flows
     */
    public boolean chunk(int type, WireReader payload) {
        return false;
    }

    /** That packet was worked through. */
    public void packetEnds() {
    }

    /**
     * Appends acknowledgements, exceptions, probes and user data, as far as the budget and the burst limit allow. To be
     * called with fresh packets until it answers 0.
     *
     * @param packet has the room that a packet with the largest common header leaves (section 3.6.2.2)
     * @return bits {@link #WROTE}, {@link #USER_DATA}, {@link #TIME_CRITICAL}; 0 when there is nothing to send now
     */
    public int assemble(WireWriter packet) {
        return 0;
    }

    /**
     * Opens a sending flow; the caller has checked the session's state.
     *
     * @throws IllegalArgumentException when the metadata is too long, or the association is of another session
     * @throws IllegalStateException when there are too many flows, or the flows have ended
     */
    public SendFlow open(byte[] metadata, RecvFlow association, Priority priority, SendFlowListener listener) {
        throw new IllegalStateException("not yet");
    }

    /** The session has left OPEN (section 3.5.5): every flow is over, its listener hears it, nothing is sent any more. */
    public void end(CloseReason reason) {
    }

    /** Whether nothing written waits to be sent or acknowledged. */
    public boolean allDelivered() {
        return true;
    }

    /** Bytes written and neither acknowledged nor abandoned. */
    public long bufferedBytes() {
        return 0;
    }

    /** S_OUTSTANDING_BYTES (section 3.5). */
    public long outstandingBytes() {
        return 0;
    }

    /** CWND (appendix A). */
    public long congestionWindow() {
        return 0;
    }

    /** Fragments found lost so far. */
    public long fragmentsLost() {
        return 0;
    }

    /** Messages given up so far. */
    public long messagesAbandoned() {
        return 0;
    }

    /** Chunks that were not well formed, or had no room within the limits. */
    public long malformed() {
        return 0;
    }

    /** Sending flows that are not complete. */
    public int sendFlowCount() {
        return 0;
    }

    /** Receiving flows that are not complete. */
    public int recvFlowCount() {
        return 0;
    }
}
