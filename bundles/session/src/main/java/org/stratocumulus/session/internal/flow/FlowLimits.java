package org.stratocumulus.session.internal.flow;

/**
 * What the flows of one session may cost. Every limit has a policy, told here.
 *
 * @param receiveBuffer BUFFER_CAPACITY of a new receiving flow in bytes (RFC 7016 section 3.6.3): fragments that would wait
 *     beyond it are dropped and not acknowledged
 * @param maxMessage longest message received, in bytes: a flow whose message grows beyond it is rejected
 * @param sessionReceiveBytes bytes that may wait in all receiving flows together: fragments beyond it are dropped, and
 *     the flow is rejected when dropping would stall it
 * @param maxRecvFlows open and rejected receiving flows: data that would begin another is ignored
 * @param maxLingering complete receiving flows that are remembered (section 3.6.3.8): beyond it the oldest is forgotten
 * @param maxSendFlows sending flows: opening another fails
 * @param maxRanges ranges of sequence numbers above the cumulative one that a receiving flow keeps: a fragment that
 *     would begin another is dropped and not acknowledged
 * @param maxSpan sequence numbers between the lowest missing one and the highest: fragments beyond it are dropped by the
 *     receiver, and not sent by the sender
 * @param retransmissionLimitMillis how long sent data may stay without any acknowledgement of it
 */
public record FlowLimits(int receiveBuffer, int maxMessage, int sessionReceiveBytes, int maxRecvFlows, int maxLingering,
        int maxSendFlows, int maxRanges, int maxSpan, long retransmissionLimitMillis) {
    /** Smallest receive buffer that can be asked for: one block. */
    static final int MIN_RECEIVE_BUFFER = 1024;

    /** Largest receive buffer that can be asked for. */
    static final int MAX_RECEIVE_BUFFER = 16 << 20;

    /** 512 KiB a flow, messages of 16 MiB, 20 MiB a session, 256 flows each way, 30 seconds. */
    public static FlowLimits defaults() {
        return new FlowLimits(512 << 10, 16 << 20, 20 << 20, 256, 64, 256, 1024, 1 << 16, 30_000);
    }

    /** @throws IllegalArgumentException for a limit that is not positive */
    public FlowLimits {
        if (receiveBuffer < MIN_RECEIVE_BUFFER || maxMessage < 1 || sessionReceiveBytes < 1 || maxRecvFlows < 1
                || maxLingering < 1 || maxSendFlows < 1 || maxRanges < 1 || maxSpan < 1 || retransmissionLimitMillis < 1) {
            throw new IllegalArgumentException("a limit of flows is too small");
        }
    }
}
