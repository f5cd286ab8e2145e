package org.stratocumulus.session.internal;

/** A rate limit: so many a second, of which a second's worth may come at once. Confined to its loop. */
public final class TokenBucket {
    private static final long TOKEN = 1000;

    private int perSecond;
    private long credit;
    private long filledAt;

    /** Begins full. */
    public TokenBucket(int perSecond, long now) {
        this.perSecond = perSecond;
        this.credit = perSecond * TOKEN;
        this.filledAt = now;
    }

    /** Changes the rate; credit above a second's worth is lost. */
    public void rate(int newPerSecond) {
        perSecond = newPerSecond;
        credit = Math.min(credit, newPerSecond * TOKEN);
    }

    /** Takes one token, if there is one. */
    public boolean take(long now) {
        boolean has = has(now);
        if (has) {
            credit -= TOKEN;
        }
        return has;
    }

    /** Gives a token back that was taken for nothing. */
    public void giveBack() {
        credit = Math.min(credit + TOKEN, perSecond * TOKEN);
    }

    /** Whether there is a token to take. */
    public boolean has(long now) {
        long elapsed = Math.min(Math.max(now - filledAt, 0), 1000);
        credit = Math.min(credit + elapsed * perSecond, perSecond * TOKEN);
        filledAt = Math.max(filledAt, now);
        return credit >= TOKEN;
    }
}
