package org.stratocumulus.rendezvous.internal;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.cluster.ServerNode;
import org.stratocumulus.api.directory.OwnedIds;

/** Which other servers have a peer, as far as the directory of the moment knows; nobody has any without one. Any thread. */
final class PeerOwners {
    private static final CompletionStage<List<ServerNode>> NOBODY = CompletableFuture.completedStage(List.of());

    private volatile OwnedIds<PeerId> directory;

    /** @param peers null without a directory */
    void directory(OwnedIds<PeerId> peers) {
        directory = peers;
    }

    /** Without asking anybody. */
    List<ServerNode> known(PeerId peer) {
        OwnedIds<PeerId> peers = directory;
        return peers == null ? List.of() : peers.known(peer);
    }

    /** Asks who keeps this part of the directory. Completes after a second at the latest; at once where nobody has to be asked. */
    CompletionStage<List<ServerNode>> find(PeerId peer) {
        OwnedIds<PeerId> peers = directory;
        return peers == null ? NOBODY : peers.find(peer);
    }

    /** Whether {@link #known} is all that there is to know, so that {@link #find} asks nobody. */
    boolean isComplete() {
        OwnedIds<PeerId> peers = directory;
        return peers == null || peers.isComplete();
    }

    boolean isThere() {
        return directory != null;
    }
}
