package org.stratocumulus.session.internal.flow;

/**
 * What the flows of one session may cost. Every limit has a policy, told here.
 *
 * @param receiveBuffer BUFFER_CAPACITY of a new receiving flow in bytes (RFC 7016 section 3.6.3): fragments that would wait
 *     out of order beyond it are dropped and not acknowledged
 * @param maxMessage longest message received, in bytes: a flow whose message grows beyond it is rejected
 * @param sessionReceiveBytes bytes that may wait in all receiving flows together: fragments beyond it are dropped, and
 *     the flow is rejected when dropping would stall it
 * @param maxRecvFlows open and rejected receiving flows: data that would begin another is ignored
 * @param maxLingering complete receiving flows that are remembered (section 3.6.3.8): beyond it the oldest is forgotten
 * @param maxRanges ranges of sequence numbers above the cumulative one that a receiving flow keeps: a fragment that
 *     would begin another is dropped and not acknowledged
 * @param maxSpan sequence numbers from the lowest missing one to the highest: fragments beyond it are dropped by the
 *     receiver, and not sent by the sender
 * @param maxSendFlows sending flows: opening another fails
 * @param sendBytes bytes that may be queued in all sending flows together, counted with {@link #OVERHEAD} a message: a message
 *     beyond it is abandoned at once
 * @param retransmissionLimitMillis how long sent data may stay without any acknowledgement of it: the session is dead
 */
public record FlowLimits(int receiveBuffer, int maxMessage, int sessionReceiveBytes, int maxRecvFlows, int maxLingering,
        int maxRanges, int maxSpan, int maxSendFlows, long sendBytes, long retransmissionLimitMillis) {
    /** What a queued message or a waiting fragment costs beside its data, in bytes: a flood of tiny ones is a flood too. */
    public static final int OVERHEAD = 64;

    /** Smallest receive buffer that can be asked for: one block. */
    static final int MIN_RECEIVE_BUFFER = 1024;

    /** Largest receive buffer that can be asked for. */
    static final int MAX_RECEIVE_BUFFER = 16 << 20;

    private static final FlowLimits DEFAULTS =
            new FlowLimits(512 << 10, 16 << 20, 20 << 20, 256, 64, 1024, 1 << 16, 256, 64L << 20, 90_000);

    /** @throws IllegalArgumentException for a limit that is not positive, or a receive buffer out of range */
    public FlowLimits {
        checkReceiveBuffer(receiveBuffer);
        if (maxMessage < 1 || sessionReceiveBytes < 1 || maxRecvFlows < 1 || maxLingering < 1 || maxRanges < 1 || maxSpan < 1
                || maxSendFlows < 1 || sendBytes < 1 || retransmissionLimitMillis < 1) {
            throw new IllegalArgumentException("a limit of flows must be positive");
        }
    }

    /** 512 KiB a flow, messages of 16 MiB, 20 MiB a session, 256 flows each way, 64 MiB to send, 90 seconds. */
    public static FlowLimits defaults() {
        return DEFAULTS;
    }

    static void checkReceiveBuffer(int bytes) {
        if (bytes < MIN_RECEIVE_BUFFER || bytes > MAX_RECEIVE_BUFFER) {
            throw new IllegalArgumentException("a receive buffer has 1 KiB to 16 MiB, not " + bytes + " bytes");
        }
    }
}
