package org.stratocumulus.client;

import java.util.ArrayDeque;
import java.util.Arrays;
import org.stratocumulus.session.Delivery;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.session.SendFlowListener;
import org.stratocumulus.session.Session;
import org.stratocumulus.session.WriteReceipt;

/** A sending flow of the client, whose messages the test reads. */
final class ScriptedSendFlow implements SendFlow {
    final byte[] metadata;
    final RecvFlow association;
    final Priority priority;
    final SendFlowListener listener;
    final ArrayDeque<byte[]> written = new ArrayDeque<>();
    long bufferedBytes;
    boolean closed;
    Delivery delivery;
    private final Session session;

    ScriptedSendFlow(Session session, byte[] metadata, RecvFlow association, Priority priority, SendFlowListener listener) {
        this.session = session;
        this.metadata = metadata;
        this.association = association;
        this.priority = priority;
        this.listener = listener;
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
    public WriteReceipt write(byte[] data, int offset, int length, Delivery how) {
        written.add(Arrays.copyOfRange(data, offset, offset + length));
        delivery = how;
        return null;
    }

    @Override
    public long bufferedBytes() {
        return bufferedBytes;
    }

    @Override
    public long queueingDelay() {
        return 0;
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void priority(Priority other) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public void abort() {
        closed = true;
    }
}
