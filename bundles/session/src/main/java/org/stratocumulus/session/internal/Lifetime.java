package org.stratocumulus.session.internal;

import org.stratocumulus.protocol.chunk.Ping;
import org.stratocumulus.session.CloseReason;
import org.stratocumulus.session.SessionState;
import org.stratocumulus.session.internal.time.Alarms;

/**
 * All that one session waits for, on one alarm: the first packet, keepalive, the end of a flush, and the closing states of
 * RFC 7016 section 3.5.5. A packet that comes in moves no alarm: when it rings, the true deadline is computed again.
 */
final class Lifetime extends Alarms.Alarm {
    /** Until then a responder's session must have heard of its initiator: the recommended ultimate open timeout. */
    static final long CONFIRM_MILLIS = 95_000;
    /** RFC 7016 3.5.5: every 5 seconds while in S_NEARCLOSE. */
    static final long CLOSE_REPEAT_MILLIS = 5_000;
    /** RFC 7016 3.5.5: at least 90 seconds in S_NEARCLOSE. */
    static final long NEARCLOSE_MILLIS = 90_000;
    /** RFC 7016 3.5.5: at least 19 seconds in S_FARCLOSE_LINGER. */
    static final long FARCLOSE_LINGER_MILLIS = 19_000;

    /** RFC 7016 3.5.4.1: a Keepalive Ping SHOULD have an empty message. */
    private static final Ping KEEPALIVE = new Ping(new byte[0]);

    private final OpenSession session;
    private final Keepalive keepalive;
    private boolean unconfirmed;
    private long openedAt;
    private long heardAt;
    private long flushBy = Alarms.NEVER;
    private long leftOpenAt;

    /** @param responder whether the far end, which opened the session, has yet to show that it has the keys */
    Lifetime(OpenSession session, boolean responder) {
        super(session.context().alarms());
        this.session = session;
        this.unconfirmed = responder;
        this.keepalive = new Keepalive(session.context().options().keepaliveMillis(), responder);
    }

    void begin() {
        openedAt = session.context().now();
        heardAt = openedAt;
        rearm();
    }

    long openedAt() {
        return openedAt;
    }

    long heardAt() {
        return heardAt;
    }

    /** A valid packet came in. */
    void heard(long now) {
        heardAt = now;
        if (keepalive.isUnanswered()) {
            keepalive.heard();
            setNoLaterThan(keepalive.deadline(now, session.roundTrip.erto()));
        }
        if (unconfirmed) {
            unconfirmed = false;
            session.keying().answerArrived();
        }
    }

    void keepalive(long periodMillis) {
        keepalive.period(periodMillis);
        if (session.isOpen()) {
            rearm();
            session.context().wake();
        }
    }

    void closeAfterFlush(long deadlineMillis) {
        flushBy = Math.min(flushBy, session.context().now() + Math.max(0, Math.min(deadlineMillis, NEARCLOSE_MILLIS)));
        rearm();
        session.context().wake();
    }

    boolean isFlushing() {
        return flushBy != Alarms.NEVER;
    }

    /** The session is in another state than OPEN now. */
    void leftOpen() {
        leftOpenAt = session.context().now();
        rearm();
    }

    void end() {
        cancel();
    }

    @Override
    protected void ring() {
        session.cipher().trim();
        try {
            due();
        } finally {
            if (session.state() != SessionState.CLOSED) {
                rearm();
            }
        }
    }

    private void due() {
        long now = session.context().now();
        switch (session.state()) {
            case OPEN -> open(now);
            case NEARCLOSE -> {
                if (now - leftOpenAt >= NEARCLOSE_MILLIS) {
                    session.end(CloseReason.NEAR_CLOSE);
                } else {
                    session.engine().sessionOutput().close(session);
                }
            }
            case FARCLOSE_LINGER -> session.end(CloseReason.FAR_CLOSE);
            default -> cancel();
        }
    }

    private void open(long now) {
        if (now >= flushBy) {
            session.close();
        } else if (unconfirmed && now - openedAt >= CONFIRM_MILLIS) {
            dead();
        } else {
            pingOrGiveUp(now);
        }
    }

    private void pingOrGiveUp(long now) {
        boolean again = keepalive.isUnanswered();
        switch (keepalive.due(now, heardAt, session.roundTrip.erto())) {
            case GIVE_UP -> dead();
            case PING -> {
                if (again) {
                    // RFC 7016 3.5.4.1: no Ping Reply within ERTO
                    session.roundTrip.backoff();
                }
                session.engine().sessionOutput().control(session, KEEPALIVE);
            }
            default -> { }
        }
    }

    private void dead() {
        session.context().count(Counter.SESSIONS_DEAD);
        session.abort(CloseReason.TIMEOUT);
    }

    private void rearm() {
        set(switch (session.state()) {
            case OPEN -> Math.min(Math.min(flushBy, unconfirmed ? openedAt + CONFIRM_MILLIS : Alarms.NEVER),
                    keepalive.deadline(heardAt, session.roundTrip.erto()));
            case NEARCLOSE -> session.context().now() + CLOSE_REPEAT_MILLIS;
            default -> leftOpenAt + FARCLOSE_LINGER_MILLIS;
        });
    }
}
