package org.stratocumulus.application.internal.connection;

import java.util.concurrent.atomic.AtomicLong;
import org.stratocumulus.amf.rtmp.FlowMetadata;
import org.stratocumulus.session.Delivery;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.session.SendFlowListener;
import org.stratocumulus.session.Session;

/**
 * The server's NetConnection control flow: stream id 0, associated to the client's (RFC 7425 section 5.3.2), opened with its first
 * message. Clients reject it for a message they do not expect and go on all the same; so it is opened again, a few times.
 * Confined to the loop, except {@link #reserve} and {@link #release}.
 */
final class ReturnFlow implements SendFlowListener {
    /** What may always wait, and the flow's low-water mark. */
    static final int LOW_WATER = 64 << 10;
    /** The server's own replies may take as much again as applications do, this many times; a client that lets more wait is given up. */
    static final int REPLY_FACTOR = 4;
    /** Times that the flow is opened at most. */
    static final int MAX_OPENED = 4;

    private final Session session;
    private final RecvFlow controlFlow;
    private final Counters counters;
    private final long limit;
    private final Runnable stuffed;
    private final AtomicLong reserved = new AtomicLong();
    private volatile long buffered;
    private SendFlow flow;
    private int opened;

    /**
     * @param limit bytes that may wait before {@link #reserve} says no
     * @param stuffed what to do when {@link #REPLY_FACTOR} times as much waits; must not write at once
     */
    ReturnFlow(Session session, RecvFlow controlFlow, Counters counters, long limit, Runnable stuffed) {
        this.session = session;
        this.controlFlow = controlFlow;
        this.counters = counters;
        this.limit = limit;
        this.stuffed = stuffed;
    }

    /**
     * Any thread: makes room for a message that is to be written. Once full, stays full until less than {@link #LOW_WATER} wait; with so
     * little waiting, a message of any size is let through.
     */
    boolean reserve(int bytes) {
        long before = reserved.getAndAdd(bytes) + buffered;
        if (before < LOW_WATER || before + bytes <= limit) {
            return true;
        }
        reserved.addAndGet(-bytes);
        counters.count(Counter.SENDS_DROPPED);
        return false;
    }

    /** Any thread: gives the room back, when the message is being written or came to nothing. */
    void release(int bytes) {
        reserved.addAndGet(-bytes);
    }

    /** Writes a whole RTMP message, reliably. @return whether it was queued */
    boolean write(byte[] message) {
        if (flow == null && !open()) {
            counters.count(Counter.SENDS_DROPPED);
            return false;
        }
        flow.write(message, Delivery.RELIABLE);
        if (flow != null) { // an exception may come at once
            buffered = flow.bufferedBytes();
        }
        if (buffered > REPLY_FACTOR * limit) {
            stuffed.run();
        }
        return true;
    }

    private boolean open() {
        if (opened == MAX_OPENED) {
            return false;
        }
        try {
            flow = session.openFlow(FlowMetadata.CONTROL.encode(), controlFlow, Priority.ROUTINE, this);
            opened++;
            return true;
        } catch (IllegalStateException e) { // the session is closing
            return false;
        }
    }

    /** Whether a flow of the client answers this one (RFC 7425 section 5.3.5.1). */
    boolean isAnsweredBy(RecvFlow other) {
        return flow != null && other.association() == flow;
    }

    @Override
    public void exception(SendFlow rejected, long code) {
        counters.count(Counter.FLOW_EXCEPTIONS);
        forget(rejected);
    }

    @Override
    public void writable(SendFlow drained) {
        buffered = drained.bufferedBytes();
    }

    @Override
    public void closed(SendFlow over) {
        forget(over);
    }

    private void forget(SendFlow over) {
        if (flow == over) {
            flow = null;
            buffered = 0;
        }
    }
}
