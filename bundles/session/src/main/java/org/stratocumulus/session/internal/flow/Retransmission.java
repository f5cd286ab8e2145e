package org.stratocumulus.session.internal.flow;

/** TIMEOUT_ALARM of one session (RFC 7016 section 3.6.2.6), and how long nothing has got through at all. */
final class Retransmission {
    private final Sending sending;
    private long progressAt;
    private int unacknowledged;

    Retransmission(Sending sending) {
        this.sending = sending;
    }

    /** A fragment was made; it is sent for the first time. */
    void made() {
        if (unacknowledged++ == 0) {
            progress();
        }
    }

    /** A fragment was acknowledged for the first time. */
    void acknowledged() {
        unacknowledged--;
        progress();
    }

    /** Something got through, or the wait for that begins. */
    void progress() {
        progressAt = sending.host().now();
    }

    /** A packet with user data is sent: the alarm is set or reset. */
    void sent() {
        FlowHost host = sending.host();
        sending.deadlines().timeout(host.now() + host.roundTrip().erto());
    }

    /** A packet with an acknowledgement came: the alarm is reset if set. */
    void acknowledgementReceived() {
        if (sending.deadlines().awaitsTimeout()) {
            sent();
        }
    }

    /** The alarm rings. */
    void timeout() {
        FlowHost host = sending.host();
        boolean wasLoss = sending.inFlight().loseAll();
        if (wasLoss) {
            host.roundTrip().backoff();
        }
        sending.timedOut(wasLoss);
        if (wasLoss && host.now() - progressAt >= sending.limits().retransmissionLimitMillis()) {
            host.retransmissionLimitReached();
        }
    }
}
