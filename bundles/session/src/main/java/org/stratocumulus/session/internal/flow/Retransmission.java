package org.stratocumulus.session.internal.flow;

import org.stratocumulus.session.internal.time.Alarms;

/** TIMEOUT_ALARM of one session (RFC 7016 section 3.6.2.6), and how long nothing has got through at all. */
final class Retransmission {
    private final Sending sending;
    private final FlowHost host;
    private final long limitMillis;
    private Alarms.Alarm alarm;
    private long timeoutAt;
    private long progressAt;
    private long unacknowledged;

    /** @param limitMillis {@link FlowLimits#retransmissionLimitMillis} */
    Retransmission(Sending sending, FlowHost host, long limitMillis) {
        this.sending = sending;
        this.host = host;
        this.limitMillis = limitMillis;
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
        progressAt = host.now();
    }

    /** A packet with user data is sent: the alarm is set or reset. */
    void sent() {
        timeoutAt = host.now() + host.roundTrip().erto();
        if (alarm == null) {
            alarm = host.alarms().alarm(this::ring);
        }
        alarm.setNoLaterThan(timeoutAt);
    }

    /** A packet with an acknowledgement came: the alarm is reset if set. */
    void acknowledgementReceived() {
        timeoutAt = host.now() + host.roundTrip().erto();
        if (alarm != null && alarm.isSet()) {
            alarm.setNoLaterThan(timeoutAt);
        }
    }

    /** Moving the alarm to a later time waits until it rings: packets are many. */
    private void ring() {
        if (host.now() < timeoutAt) {
            alarm.set(timeoutAt);
            return;
        }
        boolean wasLoss = sending.inFlight().loseAll();
        if (wasLoss) {
            host.roundTrip().backoff();
        }
        sending.timedOut(wasLoss);
        if (wasLoss && host.now() - progressAt >= limitMillis) {
            host.retransmissionLimitReached();
        }
    }

    void end() {
        if (alarm != null) {
            alarm.cancel();
        }
    }
}
