package org.stratocumulus.session;

/**
 * States of a session (RFC 7016 section 3.5, figure 8).
 *
 * <pre>
 *  IHELLO_SENT --RHello--> KEYING_SENT --RIKeying--> OPEN        (initiator)
 *                                        IIKeying -> OPEN        (responder)
 *  IHELLO_SENT, KEYING_SENT --ultimate open timeout--> OPEN_FAILED
 *  OPEN --close()--> NEARCLOSE --Close Ack or 90 s--> CLOSED
 *  OPEN --Close--> FARCLOSE_LINGER --Close Ack or 19 s--> CLOSED
 *  OPEN --abort(), Close Ack, override, dead peer--> CLOSED
 * </pre>
 */
public enum SessionState {
    /** Initiator: hellos go to the candidate addresses. */
    IHELLO_SENT,
    /** Initiator: a responder is chosen, keying is under way. */
    KEYING_SENT,
    /** Flows may exist. */
    OPEN,
    /** This end has asked to close. */
    NEARCLOSE,
    /** The far end has asked to close; repeated requests are still answered. */
    FARCLOSE_LINGER,
    /** Over. */
    CLOSED,
    /** Never opened. */
    OPEN_FAILED
}
