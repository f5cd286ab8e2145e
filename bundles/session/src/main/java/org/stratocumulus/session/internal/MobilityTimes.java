package org.stratocumulus.session.internal;

/** How far the mobility checks of one session have come (RFC 7016 section 3.5.4.2). Confined to the session's loop. */
final class MobilityTimes {
    /** MOB_TX_TS. */
    private long checkedAt = Long.MIN_VALUE / 2;
    /** MOB_RX_TS. */
    private long provedAt = Long.MIN_VALUE / 2;

    /** Whether a mobility check may be sent now; then it counts as sent. */
    boolean mayCheck(long now) {
        boolean may = now - checkedAt >= MobilityCheck.PERIOD_MILLIS;
        if (may) {
            checkedAt = now;
        }
        return may;
    }

    /** Whether an authentic answer to the check of this time is news; older ones and repetitions are not. */
    boolean proves(long time) {
        boolean news = time > provedAt;
        if (news) {
            provedAt = time;
        }
        return news;
    }
}
