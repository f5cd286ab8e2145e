package org.stratocumulus.cluster.internal.link;

/**
 * Times and sizes of a link.
 *
 * @param helloMillis how long the far end may take for its hello
 * @param heartbeatMillis between heartbeats to nodes of ours
 * @param timeoutMillis silence after which a node of ours is held for dead
 * @param stallMillis how long the carrier may take nothing while something waits, before the far end is held for stalled
 * @param maxFrame largest frame, without its length
 * @param maxQueue bytes that may wait in the outbox
 */
public record LinkLimits(long helloMillis, long heartbeatMillis, long timeoutMillis, long stallMillis, int maxFrame, int maxQueue) {
    /** 5 s for the hello, heartbeat each second, dead after 4 s, stalled after 30 s, frames of 4 MiB, queues of 8 MiB. */
    public static final LinkLimits DEFAULT = new LinkLimits(5_000, 1_000, 4_000, 30_000, 4 << 20, 8 << 20);
}
