package org.stratocumulus.rendezvous.internal;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.cluster.ServerNode;
import org.stratocumulus.api.rendezvous.LookupAnswer;
import org.stratocumulus.api.rendezvous.PeerLookup;
import org.stratocumulus.api.status.RendezvousStatus;
import org.stratocumulus.application.spi.ClientConnection;
import org.stratocumulus.application.spi.ConnectionDirectory;
import org.stratocumulus.crypto.EndpointDiscriminator;
import org.stratocumulus.protocol.Address;
import org.stratocumulus.rendezvous.internal.RendezvousCounters.Counter;
import org.stratocumulus.session.spi.HelloDecision;
import org.stratocumulus.session.spi.HelloRouter;

/**
 * Redirector and Forwarder in one (RFC 7016 section 3.5.1.6): an IHello for a peer that is connected here is forwarded to that peer, and
 * its sender gets the peer's addresses. One hello in, at most one forwarded. Any thread.
 */
public final class Introducer implements HelloRouter, RendezvousStatus {
    /** How long a tag is known as one that was seen: longer than the longest pause between two hellos of one attempt. */
    static final long ATTEMPT_MILLIS = 30_000;
    /** How long listeners are not asked again for a peer that they did not know either. */
    static final long UNKNOWN_MILLIS = 2_000;

    private final ConnectionDirectory directory;
    private final Listeners listeners;
    private final LongSupplier clock;
    private final RecentLookups attempts;
    private final RecentLookups unknown;
    private final ForwardBudget budget;
    private final RendezvousCounters counters = new RendezvousCounters();

    /**
     * @param clock milliseconds, monotonic
     * @param seed of the tables; not to be foreseen
     * @param forwardsPerPeer hellos forwarded to one peer per second
     */
    public Introducer(ConnectionDirectory directory, Listeners listeners, LongSupplier clock, long seed, int forwardsPerPeer) {
        this.directory = directory;
        this.listeners = listeners;
        this.clock = clock;
        SeededHash hash = new SeededHash(seed);
        this.attempts = new RecentLookups(hash, ATTEMPT_MILLIS);
        this.unknown = new RecentLookups(hash, UNKNOWN_MILLIS);
        this.budget = new ForwardBudget(hash, forwardsPerPeer);
    }

    /** Sets how many hellos are forwarded to one peer per second. */
    public void forwardsPerPeer(int perSecond) {
        budget.rate(perSecond);
    }

    @Override
    public HelloDecision route(InetSocketAddress from, EndpointDiscriminator discriminator, byte[] tag, boolean selectsUs) {
        // a discriminator with ancillary data names a server, not one of its peers (RFC 7425 section 4.4)
        if (selectsUs || discriminator.fingerprint().isEmpty() || discriminator.ancillaryData().isPresent()) {
            return HelloDecision.PASS;
        }
        counters.count(Counter.LOOKUPS);
        Hello hello = new Hello(from, discriminator.encoded(), discriminator.fingerprint().get(), tag.clone());
        return listeners.isEmpty() ? answer(hello, LookupAnswer.USUAL) : consult(hello);
    }

    private record Hello(InetSocketAddress from, byte[] discriminator, PeerId wanted, byte[] tag) {
    }

    private HelloDecision consult(Hello hello) {
        ClientConnection peer = connected(hello.wanted());
        if (peer == null && unknown.contains(hello.wanted(), clock.getAsLong())) {
            return noAnswer(Counter.UNKNOWN);
        }
        PeerLookup lookup = new PeerLookup(hello.wanted(), peer, hello.from(), directory.at(hello.from()));
        CompletableFuture<LookupAnswer> answer = listeners.ask(lookup);
        return answer == null ? noAnswer(Counter.LOOKUPS_DROPPED) : new HelloDecision.Later(answer.thenApply(a -> answer(hello, a)));
    }

    private HelloDecision answer(Hello hello, LookupAnswer answer) {
        if (answer instanceof LookupAnswer.Refused) {
            return noAnswer(Counter.REFUSED);
        }
        List<InetSocketAddress> servers = answer instanceof LookupAnswer.Elsewhere elsewhere ? elsewhere.addresses() : List.of();
        ClientConnection peer = connected(hello.wanted());
        if (peer != null) {
            return introduce(hello, peer, servers);
        }
        if (servers.isEmpty()) {
            // no answer: the asker has other candidates, and a stranger learns nothing
            unknown.add(hello.wanted(), clock.getAsLong());
            return noAnswer(Counter.UNKNOWN);
        }
        counters.count(Counter.ELSEWHERE);
        return new HelloDecision.Redirect(Candidates.ofServers(servers));
    }

    private HelloDecision introduce(Hello hello, ClientConnection peer, List<InetSocketAddress> servers) {
        int attempt = attempts.count(hello.wanted(), hello.tag(), clock.getAsLong());
        if (attempt > 0) {
            counters.count(Counter.RETRIES);
        }
        counters.count(Counter.INTRODUCED);
        InetSocketAddress observed = peer.address();
        forward(hello, peer, observed, attempt);
        return new HelloDecision.Redirect(Candidates.ofPeer(observed, peer.reportedAddresses(), hello.from(), attempt > 0, servers));
    }

    private void forward(Hello hello, ClientConnection peer, InetSocketAddress observed, int attempt) {
        if (!budget.take(hello.wanted(), clock.getAsLong())) {
            counters.count(Counter.FORWARDS_LIMITED);
            return;
        }
        counters.count(Counter.FORWARDED);
        ClientConnection asker = directory.at(hello.from());
        List<InetSocketAddress> reported = asker == null ? List.of() : asker.reportedAddresses();
        Address reply = Candidates.ofAsker(hello.from(), reported, observed, attempt);
        // RFC 7016 section 3.5.1.5: with the tag and discriminator of the IHello
        peer.loop().execute(() -> peer.session().forwardHello(hello.discriminator(), reply, hello.tag()));
    }

    /** Null for one that is leaving, too: it is not to be found any more. */
    private ClientConnection connected(PeerId wanted) {
        ClientConnection peer = directory.find(wanted);
        return peer == null || !peer.isConnected() ? null : peer;
    }

    private HelloDecision noAnswer(Counter why) {
        counters.count(why);
        return HelloDecision.IGNORE;
    }

    @Override
    public Optional<PeerInfo> find(PeerId wanted) {
        return Optional.ofNullable(connected(wanted)).map(peer ->
            new PeerInfo(wanted, peer.path(), peer.address(), peer.reportedAddresses(), peer.roundTripMillis()));
    }

    @Override
    public CompletionStage<List<ServerNode>> elsewhere(PeerId peer) {
        return CompletableFuture.completedStage(List.of());
    }

    @Override
    public Map<String, Long> counters() {
        return counters.snapshot();
    }
}
