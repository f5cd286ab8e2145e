package org.stratocumulus.rendezvous.internal;

import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.cluster.ServerNode;
import org.stratocumulus.application.spi.ClientConnection;

/**
 * Ways that other servers' relays have for clients of this one. A client that has left, or moved to another address, is taken back from them.
 * Any thread.
 */
final class BorrowedWays {
    /** Ways that are remembered; more are declined. */
    static final int MAX_WAYS = 32_768;

    private static final long SWEEP_MILLIS = 1_000;
    private static final CompletionStage<Boolean> NO = CompletableFuture.completedStage(false);
    private static final CompletionStage<Boolean> YES = CompletableFuture.completedStage(true);

    private final LastResort lastResort;
    private final LongSupplier clock;
    private final Map<Key, Borrowed> ways = new ConcurrentHashMap<>();
    private volatile long swept;

    private record Key(ServerNode server, PeerId asker, PeerId peer) {
        void decline() {
            new LinkMessage.Decline(asker, peer).sendTo(server);
        }
    }

    private record Borrowed(FarPeer asker, ClientConnection peer, InetAddress host) {
        boolean isThere() {
            return peer.isConnected() && peer.address().getAddress().equals(host);
        }
    }

    BorrowedWays(LastResort lastResort, LongSupplier clock) {
        this.lastResort = lastResort;
        this.clock = clock;
    }

    /**
     * Another server's relay has a way for this peer.
     *
     * @return completes with whether the peer may have it
     */
    CompletionStage<Boolean> take(ServerNode from, LinkMessage.Way way, ClientConnection peer) {
        Key key = new Key(from, way.asker(), peer.id());
        if (ways.size() >= MAX_WAYS) {
            return NO;
        }
        InetAddress host = peer.address().getAddress();
        Borrowed borrowed = ways.compute(key, (same, known) -> {
            if (known != null && known.peer() == peer && known.host().equals(host)) {
                return known;
            }
            release(known);
            return new Borrowed(new FarPeer(way.asker(), way.hello().from().getAddress(), from, asker -> { }), peer, host);
        });
        CompletionStage<Boolean> admitted = lastResort.admit(borrowed.asker(), peer);
        return admitted == null ? YES : admitted.thenApply(may -> {
            if (!may && ways.remove(key, borrowed)) {
                release(borrowed);
            }
            return may;
        });
    }

    private static void release(Borrowed known) {
        if (known != null) {
            known.asker().leave(); // the relay counts it no more when it looks next
        }
    }

    /** A way is over. */
    void over(ServerNode from, LinkMessage.Over over) {
        release(ways.remove(new Key(from, over.asker(), over.peer())));
    }

    /** Time has passed. */
    void tick() {
        long now = clock.getAsLong();
        if (now - swept < SWEEP_MILLIS) {
            return;
        }
        swept = now;
        ways.forEach((key, borrowed) -> {
            boolean linked = borrowed.asker().isConnected();
            if ((!linked || !borrowed.isThere()) && ways.remove(key, borrowed)) {
                release(borrowed);
                if (linked) {
                    key.decline();
                }
            }
        });
    }

    int count() {
        return ways.size();
    }
}
