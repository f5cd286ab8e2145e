package org.stratocumulus.application.spi;

/**
 * An application's answer.
 *
 * @param accepted whether the client may
 * @param reason for a refusal what the client is told; empty otherwise
 */
public record Decision(boolean accepted, String reason) {
    /** It may. */
    public static final Decision ACCEPTED = new Decision(true, "");

    /** It may not. */
    public static Decision refused(String reason) {
        return new Decision(false, reason);
    }
}
