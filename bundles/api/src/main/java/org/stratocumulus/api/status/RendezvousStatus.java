package org.stratocumulus.api.status;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.cluster.ServerNode;

/** Introductions of this node. One service. */
@ProviderType
public interface RendezvousStatus {
    /** What is known of a peer that is connected to this node. */
    Optional<PeerInfo> find(PeerId peer);

    /**
     * Other servers of the cluster that the peer is connected to.
     *
     * @return completes on any thread, after one second at the latest, never exceptionally; empty when it is on none of them
     */
    CompletionStage<List<ServerNode>> elsewhere(PeerId peer);

    /** Counters by name, in order. */
    Map<String, Long> counters();

    /**
     * One peer.
     *
     * @param path the application that it is connected to
     * @param observed where it was last verified to be
     * @param reported what it said of its own addresses (RFC 7425 section 5.3.3)
     * @param roundTripMillis smoothed, -1 before it was measured
     */
    record PeerInfo(PeerId peer, String path, InetSocketAddress observed, List<InetSocketAddress> reported, int roundTripMillis) {
        /** Whether it is behind a translator: what it reported does not have its observed address (RFC 7425 section 5.3.3). */
        public boolean isBehindNat() {
            return !reported.contains(observed);
        }
    }
}
