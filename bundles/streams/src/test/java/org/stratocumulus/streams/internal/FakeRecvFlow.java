package org.stratocumulus.streams.internal;

import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.session.RecvFlowListener;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.session.Session;

/** A receiving flow that only has a number. */
record FakeRecvFlow(long id) implements RecvFlow {
    @Override
    public Session session() {
        return null;
    }

    @Override
    public byte[] metadata() {
        return new byte[0];
    }

    @Override
    public SendFlow association() {
        return null;
    }

    @Override
    public void accept(Order order, RecvFlowListener listener) {
    }

    @Override
    public void listener(Order order, RecvFlowListener listener) {
    }

    @Override
    public void reject(long code) {
    }

    @Override
    public void receiveBuffer(int bytes) {
    }

    @Override
    public boolean isOpen() {
        return true;
    }
}
