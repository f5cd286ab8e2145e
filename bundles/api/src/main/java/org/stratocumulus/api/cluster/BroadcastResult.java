package org.stratocumulus.api.cluster;

import java.util.Map;

/**
 * What became of a broadcast.
 *
 * @param queued servers in whose queue the message is
 * @param dropped the servers that will not get it, each with the reason; empty when all will
 */
public record BroadcastResult(int queued, Map<ServerNode, SendResult> dropped) {
    public BroadcastResult {
        dropped = Map.copyOf(dropped);
    }

    /** Whether no server was left out. */
    public boolean isComplete() {
        return dropped.isEmpty();
    }
}
