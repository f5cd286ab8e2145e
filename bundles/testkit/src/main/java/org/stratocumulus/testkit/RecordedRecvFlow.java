package org.stratocumulus.testkit;

import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.session.RecvFlowListener;
import org.stratocumulus.session.SendFlow;

/** A receiving flow of a {@link RecordedSession}, into which the test puts messages. */
public final class RecordedRecvFlow implements RecvFlow {
    private final RecordedSession session;
    private final long id;
    private final byte[] metadata;
    private final SendFlow association;
    private Order order;
    private RecvFlowListener listener;
    private long rejected = -1;
    private boolean open = true;

    RecordedRecvFlow(RecordedSession session, long id, byte[] metadata, SendFlow association) {
        this.session = session;
        this.id = id;
        this.metadata = metadata;
        this.association = association;
    }

    /** The far end sends a message; lost when the flow is over. */
    public void deliver(byte[] message) {
        deliver(message, 0);
    }

    /** As {@link #deliver(byte[])}, behind a gap of so many messages. */
    public void deliver(byte[] message, int lostBefore) {
        if (open) {
            session.loop().in(() -> listener.message(this, message, lostBefore));
        }
    }

    /** The flow is complete. */
    public void end() {
        if (open) {
            open = false;
            if (listener != null) {
                session.loop().in(() -> listener.closed(this));
            }
        }
    }

    /** Null before somebody has taken the flow. */
    public Order order() {
        return order;
    }

    /** The code that the flow was rejected with; -1 when it was not. */
    public long rejected() {
        return rejected;
    }

    /** The near end has heard of the flow; if nobody took it, it is rejected. */
    void offered() {
        if (listener == null && open) {
            reject(0);
        }
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public RecordedSession session() {
        return session;
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
    public void accept(Order newOrder, RecvFlowListener newListener) {
        listener(newOrder, newListener);
    }

    @Override
    public void listener(Order newOrder, RecvFlowListener newListener) {
        order = newOrder;
        listener = newListener;
    }

    @Override
    public void reject(long code) {
        if (open) {
            rejected = code;
            end();
        }
    }

    @Override
    public void receiveBuffer(int bytes) {
    }

    @Override
    public boolean isOpen() {
        return open;
    }
}
