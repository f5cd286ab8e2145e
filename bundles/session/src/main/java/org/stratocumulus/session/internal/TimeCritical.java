package org.stratocumulus.session.internal;

/**
 * Which sessions of one loop carried Time Critical packets lately (RFC 7016 sections 2.2.4 and 3.5.2.1). Knows the latest
 * session and the latest other one: enough to answer for any session whether another did. Confined to its loop.
 */
final class TimeCritical {
    /** RFC 7016 3.5.2.1: within the last 800 milliseconds. */
    static final long LATELY_MILLIS = 800;

    private static final long LONG_AGO = Long.MIN_VALUE / 2;

    private int latest;
    private long latestAt = LONG_AGO;
    private long otherAt = LONG_AGO;
    private long sentAt = LONG_AGO;

    /** A packet with the timeCritical flag came in. */
    void received(int sessionId, long now) {
        if (sessionId != latest) {
            latest = sessionId;
            otherAt = latestAt;
        }
        latestAt = now;
    }

    /** Whether a session other than this one received time critical data lately: the packets of this one carry TCR. */
    boolean receivedByOther(int sessionId, long now) {
        return now - (sessionId == latest ? otherAt : latestAt) < LATELY_MILLIS;
    }

    /** A packet with the timeCritical flag went out. */
    void sent(long now) {
        sentAt = now;
    }

    /** Whether any session sent one lately. */
    boolean sentLately(long now) {
        return now - sentAt < LATELY_MILLIS;
    }
}
