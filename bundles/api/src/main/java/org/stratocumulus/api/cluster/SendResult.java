package org.stratocumulus.api.cluster;

/** What became of a message handed to a link. */
public enum SendResult {
    /** In the link's queue, behind all earlier messages. Lost only if the link is lost before it was carried over. */
    QUEUED,
    /** Dropped: the link is down. */
    NOT_CONNECTED,
    /** Dropped: the other server reads too slowly and the link's queue is full. What was queued earlier stays queued. */
    QUEUE_FULL,
    /** Dropped: larger than one frame may be. */
    TOO_LARGE,
    /** Dropped: more different handler names were used on this link than it has references for. */
    TOO_MANY_NAMES;

    /** Whether the message is in the queue. */
    public boolean isQueued() {
        return this == QUEUED;
    }
}
