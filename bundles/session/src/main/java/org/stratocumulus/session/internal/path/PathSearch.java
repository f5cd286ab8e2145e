package org.stratocumulus.session.internal.path;

import org.stratocumulus.session.internal.time.Alarms;

/**
 * How large datagrams may be on the path of one session (RFC 7016 section 3.5.4.3, after RFC 4821 and RFC 8899): asks for probes, hears
 * which of them were answered, and knows the size that holds.
 *
 * <pre>
 *            data of full size        nothing larger is left to try
 *  WAITING -----------------> SEARCHING -----------------> SETTLED
 *     ^        (again after RETRY_MILLIS) ^                   |
 *     |                                   | no answer         | data was lost
 *     |                                   +--- VERIFYING &lt;----+
 *     +--- the path has changed, from everywhere
 * </pre>
 *
 * It is fed: the moment and the retransmission timeout come with each call, and {@link #deadline} tells when to call {@link #due}. A probe
 * that is lost is no loss of data and says nothing of congestion.
 */
public final class PathSearch {
    /** Probes of one size, after which it is held for too large (RFC 8899 section 5.1.2: MAX_PROBES). */
    static final int ATTEMPTS = 3;
    /** Least wait for an answer while searching (RFC 8899 section 5.1.1: PROBE_TIMER is at least a second). */
    static final long ANSWER_MILLIS = 1_000;
    /** Least wait for an answer while verifying, which holds data up. */
    static final long VERIFY_MILLIS = 250;
    /** When larger sizes are tried again (RFC 8899 section 5.1.1: PMTU_RAISE_TIMER). */
    static final long RETRY_MILLIS = 600_000;
    /** What is not worth a probe: one block of the cipher. */
    static final int STEP = 16;

    private enum State { WAITING, SEARCHING, VERIFYING, SETTLED }

    private final int base;
    private final int ceiling;
    private State state = State.WAITING;
    /** What passes. */
    private int size;
    /** The least size that does not pass, as far as is known. */
    private int tooLarge;
    private int probe;
    private int number;
    private int attempts;
    private long answerBy = Alarms.NEVER;
    private long settledAt;
    private long confirmedAt;

    /**
     * @param base bytes of datagrams that pass every path
     * @param ceiling bytes of the largest datagram to try, more than base
     */
    public PathSearch(int base, int ceiling) {
        this.base = base;
        this.ceiling = ceiling;
        this.size = base;
        this.tooLarge = ceiling + 1;
    }

    /** Bytes of the largest datagram that passes, as far as is known; never less than the base. */
    public int size() {
        return size;
    }

    /** The number of the last probe, to be told to {@link #answered}. */
    public int number() {
        return number;
    }

    /** When to call {@link #due}. */
    public long deadline() {
        return answerBy;
    }

    /** A datagram of full size has gone: there is use for larger ones. @return whether {@link #due} is to be called */
    public boolean fullDatagramSent(long now) {
        boolean begins = state == State.WAITING || state == State.SETTLED && size < ceiling && now - settledAt >= RETRY_MILLIS;
        if (begins) {
            tooLarge = ceiling + 1;
            search(ceiling, now);
        }
        return begins;
    }

    /** Data was lost: perhaps because it was too large. @return whether {@link #due} is to be called */
    public boolean dataLost(long now) {
        boolean suspect = state == State.SETTLED && size > base && now - confirmedAt >= ANSWER_MILLIS;
        if (suspect) {
            state = State.VERIFYING;
            begin(size, now);
        }
        return suspect;
    }

    /** The far end has another address now: nothing is known of the path to it. */
    public void pathChanged() {
        state = State.WAITING;
        size = base;
        probe = 0;
        answerBy = Alarms.NEVER;
    }

    /** A probe was answered. @return whether it was the one under way; the size may have changed then, and {@link #due} is to be called */
    public boolean answered(int answeredNumber, long now) {
        if (probe == 0 || answeredNumber != number) {
            return false;
        }
        size = probe;
        confirmedAt = now;
        next(now);
        return true;
    }

    /**
     * Takes what the moment brings.
     *
     * @param erto milliseconds
     * @return bytes of the datagram with which to probe now, or 0
     */
    public int due(long now, int erto) {
        if (now < answerBy) {
            return 0;
        }
        if (attempts == ATTEMPTS) {
            tooLarge = probe;
            if (state == State.VERIFYING) {
                size = base;
                state = State.SEARCHING;
            }
            next(now);
        }
        if (probe == 0) {
            return 0;
        }
        attempts++;
        number++;
        answerBy = now + Math.max(erto, state == State.VERIFYING ? VERIFY_MILLIS : ANSWER_MILLIS);
        return probe;
    }

    /** The middle of what is left, until that is not worth a probe. */
    private void next(long now) {
        if (state == State.SEARCHING && size < ceiling && tooLarge - size > STEP) {
            search((size + tooLarge) / 2, now);
        } else {
            settledAt = state == State.SEARCHING ? now : settledAt;
            state = State.SETTLED;
            probe = 0;
            answerBy = Alarms.NEVER;
        }
    }

    private void search(int bytes, long now) {
        state = State.SEARCHING;
        begin(bytes, now);
    }

    private void begin(int bytes, long now) {
        probe = bytes;
        attempts = 0;
        answerBy = now;
    }
}
