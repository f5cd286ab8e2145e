package org.stratocumulus.application.internal.connection;

import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.session.RecvFlowListener;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.session.Session;

/** A receiving flow into which the test puts messages. */
final class FakeRecvFlow implements RecvFlow {
    Order order;
    long rejected = -1;
    private final FakeSession session;
    private final long id;
    private final byte[] metadata;
    private final SendFlow association;
    private RecvFlowListener listener;
    private boolean open = true;

    FakeRecvFlow(FakeSession session, long id, byte[] metadata, SendFlow association) {
        this.session = session;
        this.id = id;
        this.metadata = metadata;
        this.association = association;
    }

    void offered() {
        if (listener == null && open) {
            reject(0);
        }
    }

    void deliver(byte[] message) {
        if (open) {
            listener.message(this, message, 0);
        }
    }

    void end() {
        if (open) {
            open = false;
            if (listener != null) {
                listener.closed(this);
            }
        }
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public Session session() {
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
