package org.stratocumulus.session.internal.flow;

import org.stratocumulus.session.Delivery;
import org.stratocumulus.session.WriteReceipt;

/** A message queued in a sending flow; it is cut into fragments as they are sent. Its state changes in {@link SendingFlow} alone. */
final class OutgoingMessage implements WriteReceipt {
    private static final byte[] GONE = {};

    final long writtenAt;
    final int length;
    /** The next message of the flow. */
    OutgoingMessage next;
    /** Bytes of which fragments were made. */
    int cut;
    /** Fragments made and not acknowledged. */
    int unacknowledged;
    /** Bytes not acknowledged, of fragments or not. */
    int remaining;
    /** Whether the last fragment was made. */
    boolean allCut;

    private final SendingFlow flow;
    private final Delivery delivery;
    private final int offset;
    private byte[] data;
    private boolean abandoned;
    private boolean started;

    OutgoingMessage(SendingFlow flow, byte[] data, int offset, int length, Delivery delivery, long writtenAt) {
        this.flow = flow;
        this.data = data;
        this.offset = offset;
        this.length = length;
        this.remaining = length;
        this.delivery = delivery;
        this.writtenAt = writtenAt;
    }

    /** RFC 7016 3.6.2.11: the entry that carries the final sequence number when no message does, abandoned from the start. */
    static OutgoingMessage closing(SendingFlow flow, long now) {
        OutgoingMessage closing = new OutgoingMessage(flow, GONE, 0, 0, Delivery.RELIABLE, now);
        closing.abandoned = true;
        return closing;
    }

    byte[] data() {
        return data;
    }

    /** Where in {@link #data} the uncut rest begins. */
    int position() {
        return offset + cut;
    }

    boolean retransmits() {
        return delivery.retransmit();
    }

    /** When the message has to be given up; {@link Delivery#FOREVER} for never. */
    long deadline() {
        long within = started ? delivery.finishWithinMillis() : Math.min(delivery.startWithinMillis(), delivery.finishWithinMillis());
        return within > Delivery.FOREVER - Math.max(writtenAt, 0) ? Delivery.FOREVER : writtenAt + within;
    }

    boolean isExpired(long now) {
        return !isFinished() && now > deadline();
    }

    boolean isFinished() {
        return abandoned || isDelivered();
    }

    /** A fragment was made, which is sent at once. */
    void wasCut(int bytes, boolean last) {
        started = true;
        unacknowledged++;
        cut += bytes;
        allCut = last;
    }

    void giveUp() {
        abandoned = true;
        data = GONE;
    }

    /** The array is the writer's again. */
    void letGo() {
        data = GONE;
    }

    @Override
    public void abandon() {
        flow.abandon(this);
    }

    @Override
    public boolean isAbandoned() {
        return abandoned;
    }

    @Override
    public boolean isDelivered() {
        return allCut && unacknowledged == 0 && !abandoned;
    }

    @Override
    public boolean isStarted() {
        return started;
    }
}
