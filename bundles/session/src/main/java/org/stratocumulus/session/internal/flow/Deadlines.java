package org.stratocumulus.session.internal.flow;

import org.stratocumulus.session.internal.time.Alarms;

/**
 * All that the flows of one session wait for, on one alarm. A deadline that moves to a later time, or is taken back, moves no alarm: when
 * it rings too early, it is set again for the earliest of what is left. Packets are many, and a session at rest has one alarm, not four.
 */
final class Deadlines extends Alarms.Alarm {
    private final Flows flows;
    private long acknowledgeAt = Alarms.NEVER;
    private long timeoutAt = Alarms.NEVER;
    private long tendAt = Alarms.NEVER;
    private long forgetAt = Alarms.NEVER;

    Deadlines(Alarms alarms, Flows flows) {
        super(alarms);
        this.flows = flows;
    }

    FlowHost host() {
        return flows.host();
    }

    /** DELAYED_ACK_ALARM (RFC 7016 section 3.6.3.4.4), unless it is set to an earlier time. */
    void acknowledgeNoLaterThan(long at) {
        acknowledgeAt = Math.min(acknowledgeAt, at);
        setNoLaterThan(at);
    }

    void acknowledged() {
        acknowledgeAt = Alarms.NEVER;
    }

    /** TIMEOUT_ALARM (section 3.6.2.6). */
    void timeout(long at) {
        timeoutAt = at;
        setNoLaterThan(at);
    }

    boolean awaitsTimeout() {
        return timeoutAt != Alarms.NEVER;
    }

    /** When sending flows are to be looked after: messages that are late, and probes. */
    void tendNoLaterThan(long at) {
        tendAt = Math.min(tendAt, at);
        setNoLaterThan(at);
    }

    /** When a complete receiving flow is to be forgotten (section 3.6.3.8), unless that is at an earlier time. */
    void forgetNoLaterThan(long at) {
        forgetAt = Math.min(forgetAt, at);
        setNoLaterThan(at);
    }

    /** No deadline stands any more. */
    void end() {
        acknowledgeAt = Alarms.NEVER;
        timeoutAt = Alarms.NEVER;
        tendAt = Alarms.NEVER;
        forgetAt = Alarms.NEVER;
        cancel();
    }

    @Override
    protected void ring() {
        long now = host().now();
        if (acknowledgeAt <= now) {
            acknowledgeAt = Alarms.NEVER;
            flows.receiving().acknowledging().delayIsOver();
        }
        if (timeoutAt <= now) {
            timeoutAt = Alarms.NEVER;
            flows.sending().retransmission().timeout();
        }
        if (tendAt <= now) {
            tendAt = Alarms.NEVER;
            flows.sending().tend();
        }
        if (forgetAt <= now) {
            forgetAt = Alarms.NEVER;
            flows.receiving().forgetOld();
        }
        long next = Math.min(Math.min(acknowledgeAt, timeoutAt), Math.min(tendAt, forgetAt));
        if (next != Alarms.NEVER) {
            set(next);
        }
    }
}
