package org.stratocumulus.rendezvous.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.cluster.ServerNode;

/** What other servers told of their peers, for a short time: who repeats a hello is answered at once. Any thread. */
final class RecentAnswers {
    /** Peers of which the answer is kept; of more, the oldest is forgotten. */
    static final int MAX_PEERS = 4096;
    static final long KEEP_MILLIS = 5_000;

    private record Kept(ServerNode owner, LinkMessage.Answer answer, long since) {
    }

    private final Map<PeerId, Kept> kept = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PeerId, Kept> eldest) {
            return size() > MAX_PEERS;
        }
    };

    synchronized void put(PeerId peer, ServerNode owner, LinkMessage.Answer answer, long now) {
        kept.remove(peer); // to become the youngest
        kept.put(peer, new Kept(owner, answer, now));
    }

    synchronized void forget(PeerId peer) {
        kept.remove(peer);
    }

    /** The answer of this owner; null when there is none that is young enough, or the owner is linked no more. */
    synchronized LinkMessage.Answer get(PeerId peer, ServerNode owner, long now) {
        Kept found = kept.get(peer);
        return found != null && found.owner == owner && owner.isConnected() && now - found.since < KEEP_MILLIS ? found.answer : null;
    }
}
