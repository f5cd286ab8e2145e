package org.stratocumulus.balancing.internal;

import java.util.Map;

/**
 * What the administrator sets.
 *
 * @param strategy name of the active strategy; empty leaves it to service ranking
 * @param budgetMicros how long a strategy may take for one answer, 10 to 1,000,000
 * @param redirectAddresses how many addresses a redirect names, 1 to 24
 * @param redirectAttempts up to which hello of one tag a redirect stands, 1 to 10; after it this node serves the client itself
 * @param forwardHello whether the hello of a redirected client is forwarded to the nodes it is sent to (RFC 7016 section 3.5.1.6)
 * @param settleMillis how long a redirected client needs to appear in the reports of its node, 0 to 10,000
 * @param staleMillis age from which a report is not gone by, 2,000 to 60,000
 * @param properties what this node says of itself, such as region and capacity
 * @param admission limits of this node
 * @param draining whether this node sends its clients away, and how
 */
public record BalancingSettings(String strategy, int budgetMicros, int redirectAddresses, int redirectAttempts, boolean forwardHello,
        int settleMillis, int staleMillis, Map<String, String> properties, Admission admission, Draining draining) {

    /**
     * @param sessions open at the same time, 0 without a limit but the endpoint's
     * @param handshakesPerSecond clients taken per second, 0 without a limit
     * @param bitsPerSecond sent to clients from which on no more are taken, 0 without a limit
     */
    public record Admission(int sessions, int handshakesPerSecond, long bitsPerSecond) {
        /** @throws IllegalArgumentException for a negative value; the message names the key */
        public Admission {
            Range.check("admission.sessions", sessions, 0, Integer.MAX_VALUE);
            Range.check("admission.handshakesPerSecond", handshakesPerSecond, 0, 1_000_000);
            Range.check("admission.bitsPerSecond", bitsPerSecond, 0, Long.MAX_VALUE);
        }
    }

    /**
     * @param active whether it is going on
     * @param pace clients per second that are sent away, 1 to 10,000
     * @param deadlineSeconds when the last is sent away, 1 to 86,400
     */
    public record Draining(boolean active, int pace, int deadlineSeconds) {
        /** Not going on. */
        public static final Draining NONE = new Draining(false, 50, 600);

        /** @throws IllegalArgumentException for a value out of its range; the message names the key */
        public Draining {
            Range.check("drain.pace", pace, 1, 10_000);
            Range.check("drain.deadline", deadlineSeconds, 1, 86_400);
        }
    }

    /** What holds without a configuration. */
    public static final BalancingSettings DEFAULT =
        new BalancingSettings("", 5000, 7, 3, false, 2000, 10_000, Map.of(), new Admission(0, 0, 0), Draining.NONE);

    /** @throws IllegalArgumentException for a value out of its range; the message names the key */
    public BalancingSettings {
        Range.check("strategy.budget", budgetMicros, 10, 1_000_000);
        Range.check("redirect.addresses", redirectAddresses, 1, 24);
        Range.check("redirect.attempts", redirectAttempts, 1, 10);
        Range.check("redirect.settle", settleMillis, 0, 10_000);
        Range.check("report.stale", staleMillis, 2000, 60_000);
        properties = checked(properties);
    }

    /** Reads {@code balancing.properties}. @throws IllegalArgumentException for what is not key=value, too long, or too many */
    public static Map<String, String> parseProperties(String text) {
        return checked(PropertyText.parse(text));
    }

    private static Map<String, String> checked(Map<String, String> properties) {
        if (properties.size() > NodeNews.MAX_PROPERTIES) {
            throw new IllegalArgumentException("more than " + NodeNews.MAX_PROPERTIES + " properties");
        }
        return Map.copyOf(properties);
    }

    /** Apart from the records, whose constants need it while this class is initialised. */
    private static final class Range {
        private static void check(String key, long value, long least, long most) {
            if (value < least || value > most) {
                throw new IllegalArgumentException(key + " is " + least + " to " + most + ", not " + value);
            }
        }
    }
}
