package org.stratocumulus.session.internal.flow;

/** The congestion window of one session (RFC 7016 appendix A.2). Sizes are bytes, times milliseconds. */
final class CongestionWindow {
    /** Sender Maximum Segment Size. */
    static final int SMSS = 1460;
    /** Initial window, RFC 5681 section 3.1. */
    static final int CWND_INIT = 4380;
    /** Window after a timeout that meant loss. */
    static final int CWND_TIMEDOUT = SMSS;
    /** Above this the window is decreased by one eighth and increased by 1 % a round trip. */
    static final int SCALABLE = 67_200;

    private static final int LEAST_ACKED = 64;
    private static final int MOST_ACKED = 4800;
    private static final int MOST_ACKED_TIME_CRITICAL = 2400;
    private static final int STEP = 48;
    private static final int SLOW_STEP = 24;

    private long cwnd = CWND_INIT;
    private long ssthresh = Long.MAX_VALUE;
    private long accumulated;
    private long ackedThisPacket;
    private long preAckOutstanding;
    private boolean anyLoss;
    private boolean anyNaks;
    private boolean anyAcks;

    long bytes() {
        return cwnd;
    }

    long slowStartThreshold() {
        return ssthresh;
    }

    /** Before the chunks of a packet: how much was outstanding then. */
    void packetBegins(long outstanding) {
        anyLoss = false;
        anyNaks = false;
        anyAcks = false;
        ackedThisPacket = 0;
        preAckOutstanding = outstanding;
    }

    /** An acknowledgement took this many bytes out of the network; may be 0. */
    void acknowledged(long bytes) {
        anyAcks = true;
        ackedThisPacket += bytes;
    }

    void negativelyAcknowledged() {
        anyNaks = true;
    }

    void lost() {
        anyLoss = true;
    }

    /**
     * After the chunks of a packet (figure 25).
     *
     * @param fastGrow FASTGROW_ALLOWED
     * @param timeCriticalSent TC_SENT
     */
    void packetEnds(boolean fastGrow, boolean timeCriticalSent) {
        if (anyLoss) {
            decrease(timeCriticalSent || preAckOutstanding > SCALABLE && fastGrow);
        } else if (anyAcks && !anyNaks && preAckOutstanding >= cwnd) {
            long increase = fastGrow ? fastIncrease() : slowIncrease(timeCriticalSent);
            cwnd = Math.max(cwnd + Math.min(increase, SMSS), CWND_INIT);
        }
    }

    private void decrease(boolean gently) {
        ssthresh = Math.max(gently ? preAckOutstanding * 7 / 8 : preAckOutstanding / 2, CWND_INIT);
        cwnd = ssthresh;
        accumulated = 0;
    }

    private long fastIncrease() {
        return cwnd < ssthresh ? ackedThisPacket : additiveIncrease(MOST_ACKED, STEP);
    }

    private long slowIncrease(boolean timeCriticalSent) {
        if (cwnd < ssthresh && timeCriticalSent) {
            return (ackedThisPacket + 3) / 4;
        }
        return additiveIncrease(timeCriticalSent ? MOST_ACKED_TIME_CRITICAL : MOST_ACKED, SLOW_STEP);
    }

    private long additiveIncrease(int mostAcked, int step) {
        long threshold = Math.min(Math.max(cwnd / 16, LEAST_ACKED), mostAcked);
        accumulated += ackedThisPacket;
        long steps = accumulated / threshold;
        accumulated -= steps * threshold;
        return steps * step;
    }

    /** TIMEOUT_ALARM fired (figure 24). */
    void timedOut(boolean wasLoss) {
        ssthresh = Math.max(ssthresh, cwnd * 3 / 4);
        accumulated = 0;
        cwnd = wasLoss ? CWND_TIMEDOUT : CWND_INIT;
    }
}
