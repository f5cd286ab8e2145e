package org.stratocumulus.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.stratocumulus.session.Delivery;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.session.SendFlowListener;
import org.stratocumulus.session.WriteReceipt;

/** A sending flow of a {@link RecordedSession}: keeps what is written; what becomes of it is the test's choice. */
public final class RecordedSendFlow implements SendFlow {
    private final RecordedSession session;
    private final long id;
    private final byte[] metadata;
    private final RecvFlow association;
    private final SendFlowListener listener;
    private final List<Written> written = new ArrayList<>();
    private Priority priority;
    private int taken;
    private long congestion;
    private boolean open = true;
    private boolean ended;
    private boolean aborted;

    RecordedSendFlow(RecordedSession session, long id, byte[] metadata, RecvFlow association, Priority priority,
            SendFlowListener listener) {
        this.session = session;
        this.id = id;
        this.metadata = metadata;
        this.association = association;
        this.priority = priority;
        this.listener = listener;
    }

    /** A message, and its writer's receipt. */
    public final class Written implements WriteReceipt {
        private final byte[] data;
        private final Delivery delivery;
        private boolean delivered;
        private boolean abandoned;

        private Written(byte[] data, Delivery delivery) {
            this.data = data;
            this.delivery = delivery;
        }

        /** The very array, if the whole of it was written. */
        public byte[] data() {
            return data;
        }

        public Delivery delivery() {
            return delivery;
        }

        /** The far end has all of it; too late when it was abandoned. */
        public void deliver() {
            delivered = !abandoned;
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

    public byte[] metadata() {
        return metadata;
    }

    public RecvFlow association() {
        return association;
    }

    public Priority priority() {
        return priority;
    }

    /** All messages, in the order of writing. */
    public List<Written> written() {
        return Collections.unmodifiableList(written);
    }

    /** The messages that were not taken yet. */
    public List<Written> take() {
        List<Written> rest = List.copyOf(written.subList(taken, written.size()));
        taken = written.size();
        return rest;
    }

    /** The oldest message that was not taken yet. @throws AssertionError when there is none */
    public Written takeOne() {
        if (taken == written.size()) {
            throw new AssertionError("nothing more was written");
        }
        return written.get(taken++);
    }

    /** Lets so many bytes wait in front of what is written. */
    public void congest(long bytes) {
        congestion = bytes;
    }

    /** The far end acknowledges everything. */
    public void acknowledge() {
        congestion = 0;
        written.forEach(Written::deliver);
        session.loop().in(() -> listener.writable(this));
    }

    /** The far end rejects the flow (RFC 7016 section 2.3.16). */
    public void reject(long code) {
        written.forEach(Written::abandon);
        session.loop().in(() -> listener.exception(this, code));
        end();
    }

    /** Whether the near end has aborted it. */
    public boolean isAborted() {
        return aborted;
    }

    void end() {
        open = false;
        if (!ended) {
            ended = true;
            session.loop().in(() -> listener.closed(this));
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
    public WriteReceipt write(byte[] data, int offset, int length, Delivery delivery) {
        boolean whole = offset == 0 && length == data.length;
        Written message = new Written(whole ? data : Arrays.copyOfRange(data, offset, offset + length), delivery);
        written.add(message);
        session.wrote(message);
        if (!open) {
            message.abandon();
        }
        return message;
    }

    @Override
    public long bufferedBytes() {
        return congestion + written.stream().filter(w -> !w.delivered && !w.abandoned).mapToLong(w -> w.data.length).sum();
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
    public void priority(Priority other) {
        priority = other;
    }

    @Override
    public void close() {
        if (session.mustKeepFlows()) {
            throw new AssertionError("a final fragment on a flow in use stops Adobe-derived clients");
        }
        open = false;
    }

    @Override
    public void abort() {
        aborted = true;
        written.forEach(Written::abandon);
        end();
    }
}
