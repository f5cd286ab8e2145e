package org.stratocumulus.streams.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.stratocumulus.session.Delivery;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.session.SendFlowListener;
import org.stratocumulus.session.Session;
import org.stratocumulus.session.WriteReceipt;

/** A sending flow that records what is written; nothing is delivered before a test says so, unless the client is quick. */
final class FakeFlow implements SendFlow {
    final class Written implements WriteReceipt {
        final byte[] data;
        final Delivery delivery;
        boolean delivered;
        boolean abandoned;

        private Written(byte[] data, Delivery delivery) {
            this.data = data;
            this.delivery = delivery;
        }

        @Override
        public void abandon() {
            abandoned = !delivered;
        }

        @Override
        public boolean isAbandoned() {
            return abandoned;
        }

        @Override
        public boolean isDelivered() {
            return delivered;
        }

        @Override
        public boolean isStarted() {
            return delivered;
        }
    }

    final byte[] metadata;
    final Priority priority;
    final SendFlowListener listener;
    final List<Written> written = new ArrayList<>();
    private final FakeConnection connection;
    boolean closed;
    boolean aborted;

    FakeFlow(FakeConnection connection, byte[] metadata, Priority priority, SendFlowListener listener) {
        this.connection = connection;
        this.metadata = metadata;
        this.priority = priority;
        this.listener = listener;
    }

    /** The far end rejects the flow (RFC 7016 section 2.3.16). */
    void reject() {
        closed = true;
        listener.exception(this, 0);
        listener.closed(this);
    }

    @Override
    public WriteReceipt write(byte[] data, int offset, int length, Delivery delivery) {
        boolean whole = offset == 0 && length == data.length;
        Written message = new Written(whole ? data : Arrays.copyOfRange(data, offset, offset + length), delivery);
        message.delivered = connection.quick;
        message.abandoned = closed;
        written.add(message);
        connection.received.add(message.data);
        return message;
    }

    @Override
    public long bufferedBytes() {
        return written.stream().filter(w -> !w.delivered && !w.abandoned).mapToLong(w -> w.data.length).sum();
    }

    @Override
    public long id() {
        return connection.flows.indexOf(this);
    }

    @Override
    public Session session() {
        return null;
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
    public void priority(Priority changed) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public void abort() {
        closed = true;
        aborted = true;
        written.forEach(Written::abandon);
    }
}
