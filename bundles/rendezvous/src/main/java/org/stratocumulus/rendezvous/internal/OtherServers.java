package org.stratocumulus.rendezvous.internal;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.cluster.ServerNode;
import org.stratocumulus.api.rendezvous.PeerRelay;
import org.stratocumulus.application.spi.ClientConnection;
import org.stratocumulus.protocol.Address;
import org.stratocumulus.rendezvous.internal.PendingLookups.Pending;
import org.stratocumulus.rendezvous.internal.RendezvousCounters.Counter;
import org.stratocumulus.session.spi.HelloDecision;

/**
 * Hellos for peers of other servers. The owner is asked over its link; it forwards the hello to its peer and returns the peer's addresses, so the
 * asker gets its answer from here, in one round trip. An owner that does not answer in time is what the asker is told instead. An owner never
 * asks further, so a lookup takes one step. Any thread.
 */
final class OtherServers {
    private final LongSupplier clock;
    private final PeerOwners owners;
    private final RecentLookups attempts;
    private final RecentLookups unknown;
    private final PeerBudget perPeer;
    private final LinkBudget perServer;
    private final SearchBudget searches;
    private final ServerAddresses addresses;
    private final LentWays lent;
    private final RendezvousCounters counters;
    private final RecentAnswers recent = new RecentAnswers();
    private final PendingLookups pending = new PendingLookups();

    /**
     * @param owners who has which peer
     * @param attempts counts hellos of one tag
     * @param unknown peers that nobody knew a moment ago
     * @param perPeer limits hellos for one peer
     * @param perServer limits lookups of one server
     * @param searches limits what the directory asks other servers
     * @param lent ways of this server's relay
     */
    OtherServers(LongSupplier clock, PeerOwners owners, RecentLookups attempts, RecentLookups unknown, PeerBudget perPeer,
            LinkBudget perServer, SearchBudget searches, ServerAddresses addresses, LentWays lent, RendezvousCounters counters) {
        this.clock = clock;
        this.owners = owners;
        this.attempts = attempts;
        this.unknown = unknown;
        this.perPeer = perPeer;
        this.perServer = perServer;
        this.searches = searches;
        this.addresses = addresses;
        this.lent = lent;
        this.counters = counters;
    }

    /**
     * A hello for a peer that is not here.
     *
     * @param servers that listeners named
     */
    HelloDecision lookup(Hello hello, Asker asker, List<InetSocketAddress> servers) {
        if (!owners.isThere() || !LinkMessage.fits(hello)) {
            return nowhere(hello, servers);
        }
        List<ServerNode> known = owners.known(hello.wanted());
        if (!known.isEmpty()) {
            return ask(hello, asker.reported(), servers, known);
        }
        // a client's searches are counted anyway, and a home that was too busy to answer may answer when it asks again
        if (owners.isComplete() || asker.id() == null && unknown.contains(hello.wanted(), clock.getAsLong())) {
            return nowhere(hello, servers);
        }
        if (!searches.take(asker, clock.getAsLong())) {
            // not unknown: nobody was asked, and the next one may be
            counters.count(Counter.SEARCHES_LIMITED);
            return servers.isEmpty() ? HelloDecision.IGNORE : new HelloDecision.Redirect(Candidates.ofServers(servers, List.of()));
        }
        CompletionStage<List<ServerNode>> found = owners.find(hello.wanted());
        if (found.toCompletableFuture().isDone()) {
            return decide(hello, asker, servers, found.toCompletableFuture().join());
        }
        return new HelloDecision.Later(found.thenCompose(late -> stage(decide(hello, asker, servers, late))));
    }

    /** A decision as something that can be waited for. */
    static CompletionStage<HelloDecision> stage(HelloDecision decision) {
        return decision instanceof HelloDecision.Later later ? later.decision() : CompletableFuture.completedStage(decision);
    }

    private HelloDecision decide(Hello hello, Asker asker, List<InetSocketAddress> servers, List<ServerNode> known) {
        return known.isEmpty() ? nowhere(hello, servers) : ask(hello, asker.reported(), servers, known);
    }

    /** Nobody is known to have the peer. Servers that say of nobody whether they have him may have this one, too. */
    private HelloDecision nowhere(Hello hello, List<InetSocketAddress> servers) {
        List<Address> others = Candidates.ofServers(servers, addresses.ofPlain());
        if (!others.isEmpty()) {
            counters.count(Counter.ELSEWHERE);
            return new HelloDecision.Redirect(others);
        }
        // no answer: the asker has other candidates, and a stranger learns nothing
        unknown.add(hello.wanted(), clock.getAsLong());
        counters.count(Counter.UNKNOWN);
        return HelloDecision.IGNORE;
    }

    /** Of several owners each is asked in turn: all but one know the peer from a session that has yet to be found dead. */
    private HelloDecision ask(Hello hello, List<InetSocketAddress> reported, List<InetSocketAddress> servers, List<ServerNode> known) {
        long now = clock.getAsLong();
        int attempt = attempts.count(hello.wanted(), hello.tag(), now);
        if (attempt > 0) {
            counters.count(Counter.RETRIES);
        }
        Asked asked = new Asked(hello, attempt, known.get(attempt % known.size()), reported, servers);
        LinkMessage.Answer kept = recent.get(hello.wanted(), asked.owner(), now);
        if (!perPeer.take(hello.wanted(), now)) {
            counters.count(Counter.FORWARDS_LIMITED);
            return kept == null ? HelloDecision.IGNORE : introduction(asked, kept);
        }
        if (!perServer.take(asked.owner(), now)) {
            counters.count(Counter.REMOTE_LIMITED);
            return kept == null ? instead(asked) : introduction(asked, kept);
        }
        counters.count(Counter.REMOTE_LOOKUPS);
        return kept == null ? await(asked) : introduce(asked, kept, () -> asked.lookup(0).sendTo(asked.owner())); // it hears of each attempt
    }

    private HelloDecision await(Asked asked) {
        if (pending.isFull()) {
            return instead(asked);
        }
        Pending waiting = new Pending(asked, clock.getAsLong() + PendingLookups.ANSWER_MILLIS, new CompletableFuture<>());
        int number = pending.add(waiting);
        if (!asked.lookup(number).sendTo(asked.owner())) {
            pending.remove(number);
            return instead(asked);
        }
        return new HelloDecision.Later(waiting.decision());
    }

    /** The owner itself, which can introduce its peer to who comes there. */
    private HelloDecision instead(Asked asked) {
        List<Address> others = Candidates.ofServers(addresses.of(asked.owner()), asked.servers());
        if (others.isEmpty() || !asked.owner().isConnected()) {
            counters.count(Counter.UNKNOWN);
            return HelloDecision.IGNORE;
        }
        counters.count(Counter.REMOTE_REDIRECTED);
        return new HelloDecision.Redirect(others);
    }

    /** An owner has answered. */
    void answered(ServerNode from, LinkMessage.Answer answer) {
        Pending waiting = pending.take(answer.number(), from);
        if (waiting != null) {
            stage(decision(waiting.asked(), answer)).thenAccept(waiting.decision()::complete);
        }
    }

    private HelloDecision decision(Asked asked, LinkMessage.Answer answer) {
        PeerId peer = asked.hello().wanted();
        if (answer.status() == LinkMessage.Status.REFUSED) {
            counters.count(Counter.REFUSED);
            return HelloDecision.IGNORE;
        }
        if (answer.status() == LinkMessage.Status.NOT_HERE || answer.of(Address.Origin.OBSERVED).isEmpty()) {
            recent.forget(peer);
            return nowhere(asked.hello(), asked.servers());
        }
        if (answer.keep()) {
            recent.put(peer, asked.owner(), answer, clock.getAsLong());
        }
        return introduce(asked, answer, () -> { });
    }

    /**
     * Who has tried in vain is told of a way through this server's relay, too, and so is the peer, by its owner.
     *
     * @param forward lets the owner forward the hello as it came, if it has not; done when there is no way
     */
    private HelloDecision introduce(Asked asked, LinkMessage.Answer answer, Runnable forward) {
        Hello hello = asked.hello();
        ClientConnection asker = lent.due(hello, asked.attempt());
        CompletionStage<PeerRelay.Way> way = asker == null ? null
            : lent.way(asker, hello.wanted(), asked.owner(), answer.of(Address.Origin.OBSERVED).get(0).getAddress());
        HelloDecision.Redirect direct = introduction(asked, answer);
        if (way == null) {
            forward.run();
            return direct;
        }
        return new HelloDecision.Later(way.handle((found, failure) -> {
            if (found == null || !new LinkMessage.Way(asker.id(), hello, found.forPeer()).sendTo(asked.owner())) {
                forward.run();
                return direct;
            }
            counters.count(Counter.REMOTE_RELAYED);
            return new HelloDecision.Redirect(Candidates.withRelay(direct.destinations(), found.forAsker()));
        }));
    }

    private HelloDecision.Redirect introduction(Asked asked, LinkMessage.Answer answer) {
        counters.count(Counter.REMOTE_INTRODUCED);
        List<InetSocketAddress> others = asked.servers().isEmpty() ? answer.of(Address.Origin.RELAY) : asked.servers();
        return new HelloDecision.Redirect(Candidates.ofPeer(answer.of(Address.Origin.OBSERVED).get(0), answer.of(Address.Origin.REPORTED),
            asked.hello().from(), asked.attempt() > 0, others));
    }

    /** Time has passed. */
    void tick() {
        long now = clock.getAsLong();
        pending.tick(now, waiting -> {
            counters.count(Counter.REMOTE_UNANSWERED);
            waiting.decision().complete(instead(waiting.asked()));
        });
        perServer.tick();
        addresses.tick(now);
    }
}
