package org.stratocumulus.session.internal.flow;

import java.util.Objects;
import org.stratocumulus.protocol.chunk.Acknowledgement;
import org.stratocumulus.protocol.chunk.UserData.Fragmentation;
import org.stratocumulus.protocol.chunk.UserDataView;
import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.session.RecvFlowListener;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.session.Session;

/**
 * One receiving flow (RFC 7016 section 3.6.3).
 *
 * <pre>
 *  OPEN --reject(), a bad option, a limit--> REJECTED
 *  OPEN, REJECTED --everything up to the final number came--> COMPLETE_LINGER --120 s--> CLOSED
 *  any --the session ends--> CLOSED
 * </pre>
 */
final class ReceivingFlow implements RecvFlow, Reassembly.Sink {
    private enum State { OPEN, REJECTED, COMPLETE_LINGER, CLOSED }

    /** SHOULD_ACK: the flow that acknowledges after this one, the last one itself, or null. Kept by {@link Acknowledging}. */
    ReceivingFlow nextToAck;
    /** When COMPLETE_LINGER is over: kept by {@link Receiving}. */
    long lingersUntil;

    private final Receiving receiving;
    private final long id;
    private final byte[] metadata;
    private final SendingFlow association;
    private final SequenceSet seen;
    private final Reassembly reassembly;
    private State state = State.OPEN;
    private int capacity;
    private long finalNumber = Long.MAX_VALUE;
    /** PREV_RWND in blocks; the first acknowledgement has not been sent yet when it is the greatest value. */
    private int advertised = Integer.MAX_VALUE;
    /** What the Flow Exception Report says; negative while there is none. */
    private long exceptionCode = -1;
    private Order order = Order.QUEUED;
    private RecvFlowListener listener;

    ReceivingFlow(Receiving receiving, long id, byte[] metadata, SendingFlow association) {
        this.receiving = receiving;
        this.id = id;
        this.metadata = metadata;
        this.association = association;
        FlowLimits limits = receiving.limits();
        seen = new SequenceSet(limits.maxRanges());
        reassembly = new Reassembly(this, limits, receiving.budget());
        capacity = limits.receiveBuffer();
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public Session session() {
        return receiving.host().session();
    }

    @Override
    public byte[] metadata() {
        return metadata;
    }

    @Override
    public SendFlow association() {
        return association;
    }

    @Override
    public boolean isOpen() {
        return state == State.OPEN;
    }

    @Override
    public Order order() {
        return order;
    }

    boolean isAccepted() {
        return listener != null;
    }

    @Override
    public void accept(Order newOrder, RecvFlowListener newListener) {
        listener(newOrder, newListener);
    }

    @Override
    public void listener(Order newOrder, RecvFlowListener newListener) {
        listener = Objects.requireNonNull(newListener);
        order = newOrder;
        if (order == Order.ARRIVAL) {
            reassembly.deliverHeld();
        }
    }

    @Override
    public void receiveBuffer(int bytes) {
        FlowLimits.checkReceiveBuffer(bytes);
        boolean grows = bytes > capacity;
        capacity = bytes;
        if (grows && isOpen() && advertised != Integer.MAX_VALUE) {
            receiving.acknowledging().now(this);
        }
    }

    @Override
    public void reject(long code) {
        if (state != State.OPEN) {
            return;
        }
        state = State.REJECTED;
        exceptionCode = code;
        reassembly.clear();
        receiving.acknowledging().now(this);
        tellClosed();
    }

    /** The session is over. */
    void end() {
        boolean wasOpen = isOpen();
        state = State.CLOSED;
        reassembly.clear();
        if (wasOpen) {
            tellClosed();
        }
    }

    private void tellClosed() {
        if (listener != null) {
            listener.closed(this);
        }
    }

    // ---- receiving data, section 3.6.3.2 ----

    /** @return false when the fragment was dropped: by a limit, or because nothing can be behind the final number */
    boolean receive(UserDataView chunk) {
        if (state == State.CLOSED) {
            return true;
        }
        long number = chunk.sequenceNumber();
        boolean duplicate = seen.contains(number);
        Acknowledging acknowledging = receiving.acknowledging();
        acknowledging.should(this);
        if (state != State.OPEN || advertised < 2 || chunk.abandon() || seen.hasGaps() || duplicate) {
            acknowledging.now();
        }
        if (number > finalNumber) {
            return false;
        }
        if (!duplicate && chunk.isFinal() && finalNumber == Long.MAX_VALUE) {
            finalNumber = number;
            acknowledging.now();
        }
        seen.addThrough(Math.min(chunk.forwardSequenceNumber(), finalNumber));
        boolean admitted = duplicate || admits(chunk);
        if (admitted && !duplicate) {
            take(chunk);
        }
        if (!admitted || seen.hasGaps() || capacity - reassembly.heldBytes() < Acknowledgement.BLOCK_SIZE) {
            acknowledging.now();
        }
        if (isOpen()) {
            reassembly.advance(seen.cumulative());
        }
        completeIfAllCame();
        return admitted;
    }

    private boolean admits(UserDataView chunk) {
        long ahead = chunk.sequenceNumber() - seen.cumulative();
        if (ahead > receiving.limits().maxSpan() || !seen.canAdd(chunk.sequenceNumber())) {
            return false;
        }
        boolean waits = ahead > 1 && isOpen() && !chunk.abandon()
                && !(order == Order.ARRIVAL && chunk.fragmentation() == Fragmentation.WHOLE);
        int cost = chunk.dataLength() + FlowLimits.OVERHEAD;
        return !waits || reassembly.heldBytes() + cost <= capacity && cost <= receiving.budget().left();
    }

    private void take(UserDataView chunk) {
        long number = chunk.sequenceNumber();
        seen.add(number);
        if (isOpen() && !chunk.abandon()) {
            reassembly.add(number, chunk.fragmentation(), chunk.array(), chunk.dataOffset(), chunk.dataLength(), seen.cumulative());
        }
    }

    /** Section 3.6.3.8. */
    private void completeIfAllCame() {
        if (seen.cumulative() < finalNumber || state != State.OPEN && state != State.REJECTED) {
            return;
        }
        boolean wasOpen = isOpen();
        state = State.COMPLETE_LINGER;
        reassembly.clear();
        receiving.acknowledging().now(this);
        receiving.lingers(this);
        if (wasOpen) {
            tellClosed();
        }
    }

    @Override
    public void deliver(byte[] message, int lostBefore) {
        listener.message(this, message, order == Order.ARRIVAL ? 0 : lostBefore);
    }

    @Override
    public void tooMuch() {
        reject(0);
    }

    // ---- acknowledging, sections 3.6.3.4.3 and 3.6.3.5 ----

    SequenceSet seen() {
        return seen;
    }

    /** Whether a Flow Exception Report precedes every acknowledgement. */
    boolean isRejected() {
        return exceptionCode >= 0;
    }

    long exceptionCode() {
        return exceptionCode;
    }

    /**
     * bufferBlocksAvailable of an acknowledgement sent now. Never 0, for delivery is never suspended. A message in progress
     * does not narrow the window: it has a limit of its own, and a long one would crawl.
     */
    int advertise() {
        int bytes = Math.min(capacity - reassembly.heldBytes(), receiving.budget().left());
        advertised = Math.max(1, (bytes + Acknowledgement.BLOCK_SIZE - 1) / Acknowledgement.BLOCK_SIZE);
        return advertised;
    }
}
