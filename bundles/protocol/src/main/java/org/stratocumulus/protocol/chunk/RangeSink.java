package org.stratocumulus.protocol.chunk;

import org.osgi.annotation.versioning.ConsumerType;

/** Takes runs of acknowledged sequence numbers, in ascending order, on the caller's thread. */
@ConsumerType
@FunctionalInterface
public interface RangeSink {

    /**
     * A run of received numbers with at least one missing before it. The far end chooses them: a run may be as long as 2^63, so go
     * through what was sent and not through the run.
     *
     * @param from the first
     * @param to the last
     */
    void range(long from, long to);
}
