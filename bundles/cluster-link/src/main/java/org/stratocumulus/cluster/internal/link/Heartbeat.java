package org.stratocumulus.cluster.internal.link;

/**
 * Tells a node that is silent from one that is dead, and measures the round trip. A ping goes out every interval; whatever comes in
 * counts as life.
 */
final class Heartbeat {
    private final long interval;
    private final long timeout;
    private long heard;
    private long nextPing;
    private long pingSent = -1;
    private double roundTrip = -1;

    Heartbeat(long interval, long timeout, long now) {
        this.interval = interval;
        this.timeout = timeout;
        this.heard = now;
        this.nextPing = now;
    }

    void heard(long now) {
        heard = now;
    }

    /** This end itself was asleep: nobody is held for dead because of that. */
    void excuse(long now) {
        heard = now;
    }

    boolean isDead(long now) {
        return now - heard > timeout;
    }

    long silence(long now) {
        return now - heard;
    }

    /** Whether a ping is due; then its number is the present time. */
    boolean ping(long now) {
        if (now < nextPing) {
            return false;
        }
        nextPing = now + interval;
        pingSent = now;
        return true;
    }

    /** The answer to a ping; one that answers no outstanding ping is ignored. */
    void pong(long number, long now) {
        if (number != pingSent) {
            return;
        }
        pingSent = -1;
        double sample = now - number;
        roundTrip = roundTrip < 0 ? sample : roundTrip + (sample - roundTrip) / 4;
    }

    int roundTripMillis() {
        return (int) Math.round(roundTrip);
    }
}
