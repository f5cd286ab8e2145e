package org.stratocumulus.api.status;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** The RTMFP endpoint of this node. One service. */
@ProviderType
public interface NodeStatus {
    /** The figures of this moment. */
    Snapshot snapshot();

    /** The open sessions, at most the given number, in no particular order. */
    List<SessionInfo> sessions(int limit);

    /**
     * @param peerId the server's own fingerprint in hexadecimal
     * @param listening bound addresses; empty while none could be bound
     * @param transport {@code epoll} or {@code nio}
     * @param loops event loops
     * @param uptimeMillis since the endpoint started
     * @param problem why the node does not listen, or which setting was refused; empty when all is well
     * @param sessions open sessions
     * @param maxSessions how many may be open at the same time
     * @param counters everything that is counted, by name, in order
     */
    record Snapshot(String peerId, List<String> listening, String transport, int loops, long uptimeMillis, String problem,
            int sessions, int maxSessions, Map<String, Long> counters) {
    }
}
