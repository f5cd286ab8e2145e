package org.stratocumulus.session.internal;

import org.stratocumulus.session.internal.time.Alarms;

/**
 * When to ping a silent far end, and when to give it up (RFC 7016 section 3.5.4.1). After a period of silence come up to
 * {@value #ATTEMPTS} pings, a third of a period or ERTO apart, whichever is longer: three periods in all. Where ERTO is the longer,
 * {@value #FEWEST} pings will do for those three periods: unacknowledged data backs ERTO off, too, and would put the end off ever farther.
 *
 * <p>A responder may have a hundred thousand sessions, and be woken for each. So it pings those together that are due within
 * {@value #TOGETHER} ms, the later ones that much early, and thereby before their initiators do.
 */
final class Keepalive {
    static final int ATTEMPTS = 6;
    static final int FEWEST = 3;
    /** Milliseconds; or a twentieth of the period, if that is less. */
    static final int TOGETHER = 50;

    /** What is to be done now. */
    enum Action { NOTHING, PING, GIVE_UP }

    private final boolean together;
    private long period;
    private long pingedAt;
    private int unanswered;

    /** @param together whether to ping when others are pinged, too */
    Keepalive(long period, boolean together) {
        this.period = period;
        this.together = together;
    }

    /** 0 turns it off. */
    void period(long millis) {
        period = millis;
        unanswered = 0;
    }

    /** The far end gave a sign of life. */
    void heard() {
        unanswered = 0;
    }

    /** Whether a ping waits for its answer: ERTO is backed off before the next (RFC 7016 section 3.5.4.1). */
    boolean isUnanswered() {
        return unanswered > 0;
    }

    /** When to look again. */
    long deadline(long heardAt, int erto) {
        if (period == 0) {
            return Alarms.NEVER;
        }
        // RFC 7016 3.5.4.1: not more often than once per ERTO
        return unanswered == 0 ? first(heardAt + period) : pingedAt + Math.max(period / 3, erto);
    }

    private long first(long at) {
        long grain = Math.min(TOGETHER, period / 20);
        return together && grain > 0 ? at - Math.floorMod(at, grain) : at;
    }

    Action due(long now, long heardAt, int erto) {
        if (now < deadline(heardAt, erto)) {
            return Action.NOTHING;
        }
        if (unanswered == ATTEMPTS || unanswered >= FEWEST && now - heardAt >= 3 * period) {
            return Action.GIVE_UP;
        }
        unanswered++;
        pingedAt = now;
        return Action.PING;
    }
}
