package org.stratocumulus.client;

import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.session.RecvFlowListener;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.session.Session;

/** A receiving flow of the client, whose messages the test writes. */
final class ScriptedRecvFlow implements RecvFlow {
    Order order;
    /** Null until the client accepts. */
    RecvFlowListener listener;
    private final Session session;
    private final byte[] metadata;
    private final SendFlow association;

    ScriptedRecvFlow(Session session, byte[] metadata, SendFlow association) {
        this.session = session;
        this.metadata = metadata;
        this.association = association;
    }

    @Override
    public long id() {
        return 0;
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
    public void accept(Order asked, RecvFlowListener hears) {
        order = asked;
        listener = hears;
    }

    @Override
    public void listener(Order asked, RecvFlowListener hears) {
        accept(asked, hears);
    }

    @Override
    public void reject(long code) {
        listener = null;
    }

    @Override
    public void receiveBuffer(int bytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isOpen() {
        return true;
    }
}
