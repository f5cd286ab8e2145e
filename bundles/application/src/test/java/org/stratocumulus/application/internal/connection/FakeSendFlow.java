package org.stratocumulus.application.internal.connection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.stratocumulus.session.Delivery;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.session.SendFlowListener;
import org.stratocumulus.session.Session;
import org.stratocumulus.session.WriteReceipt;

/** A sending flow that keeps what is written; nothing is acknowledged before {@link #acknowledge}. */
final class FakeSendFlow implements SendFlow {
    final List<byte[]> messages = new ArrayList<>();
    final byte[] metadata;
    final RecvFlow association;
    private final FakeSession session;
    private final long id;
    private final SendFlowListener listener;
    private long buffered;
    private boolean open = true;

    FakeSendFlow(FakeSession session, long id, byte[] metadata, RecvFlow association, SendFlowListener listener) {
        this.session = session;
        this.id = id;
        this.metadata = metadata;
        this.association = association;
        this.listener = listener;
    }

    void acknowledge() {
        buffered = 0;
        listener.writable(this);
    }

    /** The far end rejects the flow. */
    void reject(long code) {
        listener.exception(this, code);
        end();
    }

    void end() {
        if (open) {
            open = false;
            listener.closed(this);
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
    public WriteReceipt write(byte[] data, int offset, int length, Delivery delivery) {
        messages.add(Arrays.copyOfRange(data, offset, offset + length));
        buffered += length;
        return null;
    }

    @Override
    public long bufferedBytes() {
        return buffered;
    }

    @Override
    public long queueingDelay() {
        return 0;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void priority(Priority priority) {
    }

    @Override
    public void close() {
        throw new AssertionError("a final fragment on a flow in use stops Adobe-derived clients");
    }

    @Override
    public void abort() {
        end();
    }
}
