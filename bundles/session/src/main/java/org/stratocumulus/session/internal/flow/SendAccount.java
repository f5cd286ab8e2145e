package org.stratocumulus.session.internal.flow;

/** What is queued in all sending flows of one session. */
final class SendAccount {
    private final FlowLimits limits;
    private int unfinished;
    private long cost;
    private long buffered;
    private long abandoned;

    SendAccount(FlowLimits limits) {
        this.limits = limits;
    }

    /** Whether there is room for another message. */
    boolean admits(OutgoingMessage message) {
        return cost + message.length + FlowLimits.OVERHEAD <= limits.sendBytes();
    }

    void queued(OutgoingMessage message) {
        cost += message.length + FlowLimits.OVERHEAD;
        buffered += message.length;
        unfinished++;
    }

    /** A fragment is not needed any more. */
    void acknowledged(Fragment fragment) {
        buffered -= fragment.isAbandoned() ? 0 : fragment.length;
    }

    void abandoned(OutgoingMessage message) {
        abandoned++;
        buffered -= message.remaining;
        finished(message);
    }

    /** A message was delivered or abandoned. */
    void finished(OutgoingMessage message) {
        cost -= message.length + FlowLimits.OVERHEAD;
        unfinished--;
    }

    boolean allDelivered() {
        return unfinished == 0;
    }

    /** Bytes neither acknowledged nor abandoned. */
    long bufferedBytes() {
        return buffered;
    }

    /** Messages abandoned so far. */
    long messagesAbandoned() {
        return abandoned;
    }
}
