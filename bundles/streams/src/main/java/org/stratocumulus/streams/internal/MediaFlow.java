package org.stratocumulus.streams.internal;

import java.util.function.Consumer;
import org.stratocumulus.amf.rtmp.FlowMetadata;
import org.stratocumulus.application.spi.ClientConnection;
import org.stratocumulus.session.Delivery;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.session.SendFlowListener;
import org.stratocumulus.session.WriteReceipt;

/** One flow of a stream to the client, opened by the first message (RFC 7425 section 5.3.5.2). Confined to the connection's loop. */
final class MediaFlow implements SendFlowListener {
    private final ClientConnection connection;
    private final FlowMetadata metadata;
    private final Priority priority;
    private final Consumer<MediaFlow> opened;
    private final Backlog backlog = new Backlog();
    private SendFlow flow;
    private boolean rejected;

    /** @param opened is told of the flow before its first message, and may write to it */
    MediaFlow(ClientConnection connection, int streamId, Priority priority, Consumer<MediaFlow> opened) {
        this.connection = connection;
        this.metadata = FlowMetadata.stream(streamId); // byte-exact, without a receive intent: Adobe's clients compare it
        this.priority = priority;
        this.opened = opened;
    }

    /** Writes what must arrive. @return whether there is a flow to write to */
    boolean write(byte[] message) {
        boolean writable = open();
        if (writable) {
            flow.write(message, Delivery.RELIABLE);
        }
        return writable;
    }

    /**
     * Writes a frame and keeps track of it.
     *
     * @param independent whether it is of use without those before it
     * @return whether there is a flow to write to
     */
    boolean write(byte[] message, Delivery delivery, boolean independent) {
        boolean writable = open();
        if (writable) {
            WriteReceipt receipt = flow.write(message, delivery);
            backlog.add(receipt, independent);
        }
        return writable;
    }

    Backlog backlog() {
        return backlog;
    }

    boolean isOpen() {
        return flow != null && flow.isOpen();
    }

    long bufferedBytes() {
        return flow == null ? 0 : flow.bufferedBytes();
    }

    long queueingDelay() {
        return flow == null ? 0 : flow.queueingDelay();
    }

    /** Closes behind what must arrive; frames on their way are given up. */
    void close() {
        backlog.abandon();
        if (flow != null) {
            flow.close();
            flow = null;
        }
    }

    /** Gives up everything, what must arrive too. */
    void abort() {
        backlog.abandon();
        if (flow != null) {
            flow.abort();
            flow = null;
        }
    }

    private boolean open() {
        if (isOpen()) {
            return true;
        }
        // RFC 7425 section 5.3.5.3: no new flow takes the place of a rejected one
        if (rejected || !connection.isConnected()) {
            return false;
        }
        try {
            flow = connection.openFlow(metadata, priority, this);
        } catch (IllegalStateException e) {
            return false; // the session is closing
        }
        opened.accept(this);
        return true;
    }

    @Override
    public void exception(SendFlow of, long code) {
        if (of == flow) {
            rejected = true;
            backlog.abandon();
        }
    }

    @Override
    public void closed(SendFlow of) {
        if (of == flow) {
            flow = null;
        }
    }
}
