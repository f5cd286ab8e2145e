package org.stratocumulus.session.internal.flow;

/**
 * Timestamps, round-trip time and Effective Retransmission Timeout of one session (RFC 7016 section 3.5.2.2). Times are
 * milliseconds of any steady clock; timestamps are counts of 4 ms modulo 65536.
 */
public final class RoundTrip {
    private static final int TICK_BITS = 2;
    private static final int TICKS = 0xffff;
    private static final int NONE = -1;
    /** RFC 7016 3.5.2.2: "SHOULD be at least 250 milliseconds". */
    private static final int MIN_ERTO = 250;
    private static final int INITIAL_ERTO = 3_000;
    private static final int MAX_BACKOFF = 10_000;
    /** RFC 7016 3.5.2.2: the receiver may delay an acknowledgement for this long. */
    private static final int ACK_DELAY = 200;
    private static final long ECHO_LIFE = 128_000;

    private long receivedAt;
    private int received = NONE;
    private int echoSent = NONE;
    private int sent = NONE;
    private int echoReceived = NONE;
    private int srtt = NONE;
    private int rttvar;
    private int erto = INITIAL_ERTO;

    /** SRTT, the smoothed round-trip time in milliseconds; -1 before the first measurement. */
    public int srtt() {
        return srtt;
    }

    /** RTTVAR in milliseconds. */
    public int rttvar() {
        return rttvar;
    }

    /** ERTO in milliseconds, at least 250. */
    public int erto() {
        return erto;
    }

    /** A packet came with a timestamp echo; it measures the round trip unless it is the same as the last. */
    public void echoReceived(long now, int timestampEcho) {
        if (timestampEcho == echoReceived) {
            return;
        }
        echoReceived = timestampEcho;
        int ticks = ticks(now) - timestampEcho & TICKS;
        if (ticks > TICKS / 2) {
            return; // an echo of the future: invalid measurement
        }
        measured(ticks << TICK_BITS);
    }

    private void measured(int rtt) {
        if (srtt == NONE) {
            srtt = rtt;
            rttvar = rtt / 2;
        } else {
            rttvar = (3 * rttvar + Math.abs(srtt - rtt)) / 4;
            srtt = (7 * srtt + rtt) / 8;
        }
        erto = Math.max(mrto(), MIN_ERTO);
    }

    /** MRTO, the measured retransmission timeout. */
    private int mrto() {
        return srtt == NONE ? MIN_ERTO : srtt + 4 * rttvar + ACK_DELAY;
    }

    /** A retransmission timeout: ERTO grows by the square root of 2, up to 10 seconds or MRTO. */
    public void backoff() {
        erto = Math.max(Math.min(erto * 14142 / 10000, MAX_BACKOFF), mrto());
    }

    /** Whether a packet sent now has a new timestamp to carry. */
    public boolean timestampDue(long now) {
        return ticks(now) != sent;
    }

    /** The timestamp for a packet sent now, 0 to 65535; sets TS_TX. */
    public int takeTimestamp(long now) {
        sent = ticks(now);
        return sent;
    }

    /** A packet came with a timestamp: sets TS_RX. */
    public void timestampReceived(long now, int timestamp) {
        if (timestamp != received) {
            received = timestamp;
            receivedAt = now;
        }
    }

    /** Whether a packet sent now has a new echo to carry; forgets a timestamp older than 128 seconds. */
    public boolean echoDue(long now) {
        if (received != NONE && now - receivedAt > ECHO_LIFE) {
            received = NONE;
            echoSent = NONE;
        }
        return received != NONE && echo(now) != echoSent;
    }

    /** The echo for a packet sent now, 0 to 65535; sets TS_ECHO_TX. Only after {@link #echoDue} said yes. */
    public int takeEcho(long now) {
        echoSent = echo(now);
        return echoSent;
    }

    private int echo(long now) {
        return received + (int) (now - receivedAt >> TICK_BITS) & TICKS;
    }

    private static int ticks(long now) {
        return (int) (now >> TICK_BITS) & TICKS;
    }
}
