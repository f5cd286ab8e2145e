package org.stratocumulus.session;

/**
 * How hard to try to deliver one message (RFC 7016 section 3.6.2.2: a sender may abandon a message at any time).
 *
 * @param startWithinMillis abandoned when its first fragment was not sent by then; {@link #FOREVER} for no limit
 * @param finishWithinMillis abandoned when not acknowledged by then; {@link #FOREVER} for no limit
 * @param retransmit false: fragments lost once are abandoned, not repeated
 */
public record Delivery(long startWithinMillis, long finishWithinMillis, boolean retransmit) {
    /** No deadline. */
    public static final long FOREVER = Long.MAX_VALUE;

    /** Every message arrives. */
    public static final Delivery RELIABLE = new Delivery(FOREVER, FOREVER, true);

    /** Each message is sent once. */
    public static final Delivery UNRELIABLE = new Delivery(FOREVER, FOREVER, false);

    /** @throws IllegalArgumentException for a negative limit */
    public Delivery {
        if (startWithinMillis < 0 || finishWithinMillis < 0) {
            throw new IllegalArgumentException("a deadline cannot be negative");
        }
    }

    /** Repeated until the deadline, then abandoned. */
    public static Delivery within(long startMillis, long finishMillis) {
        return new Delivery(startMillis, finishMillis, true);
    }
}
