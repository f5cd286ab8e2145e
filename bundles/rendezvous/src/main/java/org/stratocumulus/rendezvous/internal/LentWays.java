package org.stratocumulus.rendezvous.internal;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.cluster.ServerNode;
import org.stratocumulus.api.rendezvous.PeerRelay;
import org.stratocumulus.application.spi.ClientConnection;

/**
 * Ways that this server's relay has between a client of this server and a peer of another one. The other is told of each, may take its peer
 * back, and hears when the way is over. Any thread.
 */
final class LentWays {
    /** Ways of which the peers are remembered; for more there is none. */
    static final int MAX_WAYS = 32_768;
    /** How long the relay may take to open a way; what is not open then is forgotten. */
    static final long OPENING_MILLIS = 10_000;

    private final Function<InetSocketAddress, ClientConnection> clients;
    private final LastResort lastResort;
    private final LongSupplier clock;
    private final Map<Two, Lent> ways = new ConcurrentHashMap<>();

    /** Who asked for whom. */
    private record Two(PeerId asker, PeerId peer) {
    }

    private record Lent(FarPeer peer, boolean open, long since) {
    }

    /** @param clients the client that was last seen at an address; null when there is none */
    LentWays(Function<InetSocketAddress, ClientConnection> clients, LastResort lastResort, LongSupplier clock) {
        this.clients = clients;
        this.lastResort = lastResort;
        this.clock = clock;
    }

    /** Who has sent the hello and has tried in vain long enough for the relay. @return null for nobody whose address is proved */
    ClientConnection due(Hello hello, int attempt) {
        ClientConnection asker = clients.apply(hello.from());
        return lastResort.isDue(asker, attempt) ? asker : null;
    }

    /**
     * Asks for a way to the peer that the hello wants.
     *
     * @param host where the owner has proved the peer to be
     * @return completes with null for none; null when there is nothing to wait for
     */
    CompletionStage<PeerRelay.Way> way(ClientConnection asker, PeerId wanted, ServerNode owner, InetAddress host) {
        if (ways.size() >= MAX_WAYS) {
            return null;
        }
        Two two = new Two(asker.id(), wanted);
        FarPeer peer = ways.compute(two, (key, known) -> same(known, owner, host) ? known : another(key, known, owner, host)).peer();
        CompletionStage<PeerRelay.Way> way = lastResort.way(asker, peer);
        if (way == null) {
            ways.computeIfPresent(two, (key, known) -> known.open() ? known : null);
            return null;
        }
        return way.thenApply(found -> {
            if (found != null) {
                ways.put(two, new Lent(peer, true, clock.getAsLong()));
            }
            return found;
        });
    }

    private static boolean same(Lent known, ServerNode owner, InetAddress host) {
        return known != null && known.peer().isConnected() && known.peer().server() == owner && known.peer().host().equals(host);
    }

    /** The former one, of another server or address, is not relayed any more. */
    private Lent another(Two two, Lent former, ServerNode owner, InetAddress host) {
        if (former != null) {
            former.peer().leave();
        }
        return new Lent(new FarPeer(two.peer(), host, owner, peer -> over(two, peer)), false, clock.getAsLong());
    }

    /** The relay has ended a way. */
    private void over(Two two, FarPeer peer) {
        ways.computeIfPresent(two, (key, known) -> known.peer() == peer ? null : known);
        new LinkMessage.Over(two.asker(), two.peer()).sendTo(peer.server());
    }

    /** An owner takes its peer back. */
    void declined(ServerNode from, LinkMessage.Decline decline) {
        Lent known = ways.get(new Two(decline.asker(), decline.peer()));
        if (known != null && known.peer().server() == from) {
            known.peer().leave(); // the relay ends the way when it looks next
        }
    }

    /** The relay is gone, and all ways with it. */
    void clear() {
        ways.forEach((two, known) -> {
            known.peer().leave();
            over(two, known.peer());
        });
    }

    /** Time has passed. */
    void tick() {
        long now = clock.getAsLong();
        ways.values().removeIf(known -> !known.open() && now - known.since() >= OPENING_MILLIS);
    }
}
