package org.stratocumulus.session.internal;

/**
 * Which sessions carried Time Critical packets lately (RFC 7016 sections 2.2.4 and 3.5.2.1). Knows the latest session of its loop and the
 * latest other one: enough to answer for any session whether another did. Of the other loops' sessions it knows when, not which.
 * Confined to its loop.
 */
final class TimeCritical {
    /** RFC 7016 3.5.2.1: within the last 800 milliseconds. */
    static final long LATELY_MILLIS = 800;
    static final long LONG_AGO = Long.MIN_VALUE / 2;

    private final TimeCriticalLoops loops;
    private final int loop;
    private int latest;
    private long latestAt = LONG_AGO;
    private long otherAt = LONG_AGO;
    private long sentAt = LONG_AGO;
    private long lookedAt = LONG_AGO;
    private long receivedBesideAt = LONG_AGO;
    private long sentBesideAt = LONG_AGO;

    /** @param loop the index of this loop */
    TimeCritical(TimeCriticalLoops loops, int loop) {
        this.loops = loops;
        this.loop = loop;
    }

    /** A packet with the timeCritical flag came in. */
    void received(int sessionId, long now) {
        if (now != latestAt) {
            loops.received(loop, now);
        }
        if (sessionId != latest) {
            latest = sessionId;
            otherAt = latestAt;
        }
        latestAt = now;
    }

    /** Whether a session other than this one received time critical data lately: the packets of this one carry TCR. */
    boolean receivedByOther(int sessionId, long now) {
        lookBeside(now);
        return now - Math.max(receivedBesideAt, sessionId == latest ? otherAt : latestAt) < LATELY_MILLIS;
    }

    /** A packet with the timeCritical flag went out. */
    void sent(long now) {
        if (now != sentAt) {
            loops.sent(loop, now);
        }
        sentAt = now;
    }

    /** Whether any session sent one lately. */
    boolean sentLately(long now) {
        lookBeside(now);
        return now - Math.max(sentBesideAt, sentAt) < LATELY_MILLIS;
    }

    /** Once a millisecond, for every packet asks. */
    private void lookBeside(long now) {
        if (now != lookedAt) {
            lookedAt = now;
            receivedBesideAt = loops.receivedBeside(loop);
            sentBesideAt = loops.sentBeside(loop);
        }
    }
}
