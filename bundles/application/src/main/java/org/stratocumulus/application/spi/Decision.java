package org.stratocumulus.application.spi;

import java.util.Map;

/**
 * An application's answer.
 *
 * @param accepted whether the client may
 * @param reason for a refusal what the client is told; empty otherwise
 * @param details of a refusal, for the {@code ex} object of its status, such as code 302 with redirect; empty without any
 */
public record Decision(boolean accepted, String reason, Map<String, Object> details) {
    /** It may. */
    public static final Decision ACCEPTED = new Decision(true, "", Map.of());

    public Decision {
        details = Map.copyOf(details);
    }

    /** It may not. */
    public static Decision refused(String reason) {
        return new Decision(false, reason, Map.of());
    }
}
