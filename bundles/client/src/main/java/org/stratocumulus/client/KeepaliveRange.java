package org.stratocumulus.client;

/**
 * What a client takes of a server's Set Keepalive Timers command (RFC 7425 section 5.3.4): periods outside of this range are brought into
 * it.
 *
 * @param minMillis SHOULD be at least five seconds
 * @param maxMillis at most a day
 */
public record KeepaliveRange(long minMillis, long maxMillis) {
    /** Five seconds to a day. */
    public static final KeepaliveRange DEFAULT = new KeepaliveRange(5_000, 86_400_000);

    /** @throws IllegalArgumentException unless 0 &lt; minMillis &lt;= maxMillis &lt;= 86,400,000 */
    public KeepaliveRange {
        if (minMillis < 1 || minMillis > maxMillis || maxMillis > 86_400_000) {
            throw new IllegalArgumentException("no range of keepalive periods: " + minMillis + " to " + maxMillis + " ms");
        }
    }

    long within(long millis) {
        return Math.max(minMillis, Math.min(maxMillis, millis));
    }
}
