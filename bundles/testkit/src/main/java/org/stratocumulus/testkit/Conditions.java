package org.stratocumulus.testkit;

/**
 * What a network does to datagrams. Delays differ from datagram to datagram, so a range of them also reorders.
 *
 * @param loss probability that a datagram is lost
 * @param duplication probability that one arrives twice
 * @param minDelay shortest delay one way, in milliseconds
 * @param maxDelay longest
 * @param bytesPerSecond what each host can send; 0 for no limit
 * @param maxBacklog milliseconds of sending that may wait at a host with such a limit; more is lost
 */
public record Conditions(double loss, double duplication, int minDelay, int maxDelay, int bytesPerSecond, int maxBacklog) {
    /** 10 ms each way and nothing else. */
    public static final Conditions GOOD = new Conditions(0, 0, 10, 10, 0, 0);

    /** 10 % lost, 10 % doubled, 5 to 60 ms. */
    public static final Conditions BAD = new Conditions(0.1, 0.1, 5, 60, 0, 0);

    public Conditions withLoss(double probability) {
        return new Conditions(probability, duplication, minDelay, maxDelay, bytesPerSecond, maxBacklog);
    }

    public Conditions withDuplication(double probability) {
        return new Conditions(loss, probability, minDelay, maxDelay, bytesPerSecond, maxBacklog);
    }

    public Conditions withDelay(int shortest, int longest) {
        return new Conditions(loss, duplication, shortest, longest, bytesPerSecond, maxBacklog);
    }

    /** @param backlogMillis how much may wait before more is lost */
    public Conditions withBandwidth(int newBytesPerSecond, int backlogMillis) {
        return new Conditions(loss, duplication, minDelay, maxDelay, newBytesPerSecond, backlogMillis);
    }
}
