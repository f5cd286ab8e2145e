package org.stratocumulus.application.internal.connection;

import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.stratocumulus.amf.rtmp.FlowMetadata;
import org.stratocumulus.session.Delivery;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.session.SendFlowListener;

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

    private static final AtomicLongFieldUpdater<ReturnFlow> RESERVED = AtomicLongFieldUpdater.newUpdater(ReturnFlow.class, "reserved");

    private final NetConnection connection;
    private final NetConnections server;
    private final RecvFlow controlFlow;
    private volatile long reserved;
    private volatile long buffered;
    private SendFlow flow;
    private int opened;

    ReturnFlow(NetConnection connection, NetConnections server, RecvFlow controlFlow) {
        this.connection = connection;
        this.server = server;
        this.controlFlow = controlFlow;
    }

    /**
     * Any thread: makes room for a message that is to be written. Once full, stays full until less than {@link #LOW_WATER} wait; with so
     * little waiting, a message of any size is let through.
     */
    boolean reserve(int bytes) {
        long before = RESERVED.getAndAdd(this, bytes) + buffered;
        if (before < LOW_WATER || before + bytes <= server.limits().sendBytes()) {
            return true;
        }
        RESERVED.addAndGet(this, -bytes);
        server.counters().count(Counter.SENDS_DROPPED);
        return false;
    }

    /** Any thread: gives the room back, when the message is being written or came to nothing. */
    void release(int bytes) {
        RESERVED.addAndGet(this, -bytes);
    }

    /** Writes a whole RTMP message, reliably. @return whether it was queued */
    boolean write(byte[] message) {
        if (flow == null && !open()) {
            server.counters().count(Counter.SENDS_DROPPED);
            return false;
        }
        flow.write(message, Delivery.RELIABLE);
        if (flow != null) { // an exception may come at once
            buffered = flow.bufferedBytes();
        }
        if (buffered > REPLY_FACTOR * server.limits().sendBytes()) {
            connection.loop().execute(() -> connection.end("the client does not take what is sent to it"));
        }
        return true;
    }

    private boolean open() {
        if (opened == MAX_OPENED) {
            return false;
        }
        try {
            flow = connection.session().openFlow(FlowMetadata.CONTROL.encode(), controlFlow, Priority.ROUTINE, this);
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
        server.counters().count(Counter.FLOW_EXCEPTIONS);
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
