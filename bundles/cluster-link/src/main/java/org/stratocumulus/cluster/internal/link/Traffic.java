package org.stratocumulus.cluster.internal.link;

import java.util.concurrent.atomic.LongAdder;

/** What one link has carried. Written by its thread and by senders, read by any. */
public final class Traffic {
    final LongAdder messagesIn = new LongAdder();
    final LongAdder messagesOut = new LongAdder();
    final LongAdder bytesIn = new LongAdder();
    final LongAdder bytesOut = new LongAdder();
    final LongAdder malformed = new LongAdder();

    /** Messages for handlers. */
    public long messagesIn() {
        return messagesIn.sum();
    }

    /** Messages of this node's bundles that were queued. */
    public long messagesOut() {
        return messagesOut.sum();
    }

    /** Bytes received. */
    public long bytesIn() {
        return bytesIn.sum();
    }

    /** Bytes handed to the carrier. */
    public long bytesOut() {
        return bytesOut.sum();
    }

    /** Frames that made no sense. */
    public long malformed() {
        return malformed.sum();
    }
}
