package org.stratocumulus.rendezvous.internal;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.cluster.ClusterListener;
import org.stratocumulus.api.cluster.ClusterMessageHandler;
import org.stratocumulus.api.cluster.ServerNode;
import org.stratocumulus.api.directory.ClusterDirectory;
import org.stratocumulus.api.rendezvous.LookupAnswer;
import org.stratocumulus.api.rendezvous.PeerLookup;
import org.stratocumulus.api.rendezvous.PeerRelay;
import org.stratocumulus.api.rendezvous.RelayedPeer;
import org.stratocumulus.api.status.RendezvousStatus;
import org.stratocumulus.application.spi.ClientConnection;
import org.stratocumulus.application.spi.ConnectionDirectory;
import org.stratocumulus.crypto.EndpointDiscriminator;
import org.stratocumulus.protocol.Address;
import org.stratocumulus.protocol.WireException;
import org.stratocumulus.rendezvous.internal.RendezvousCounters.Counter;
import org.stratocumulus.session.spi.HelloDecision;
import org.stratocumulus.session.spi.HelloRouter;

/**
 * Redirector and Forwarder in one (RFC 7016 section 3.5.1.6): an IHello for a peer that is connected here is forwarded to that peer, and
 * its sender gets the peer's addresses. One hello in, at most one forwarded. For peers of other servers see {@link OtherServers}. Any thread.
 */
public final class Introducer implements HelloRouter, RendezvousStatus, ClusterListener, ClusterMessageHandler {
    /** The topic of messages between introducers. */
    public static final String TOPIC = LinkMessage.TOPIC;
    /** How long a tag is known as one that was seen: longer than the longest pause between two hellos of one attempt. */
    static final long ATTEMPT_MILLIS = 30_000;
    /** How long listeners are not asked again for a peer that they did not know either. */
    static final long UNKNOWN_MILLIS = 2_000;
    /** How often {@link #tick} is to be called, in milliseconds. */
    public static final long TICK = 100;

    /** What passes between this server and each other one per second, unless it is configured. */
    public static final int LOOKUPS_PER_SERVER = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(Introducer.class);

    private final ConnectionDirectory directory;
    private final Listeners listeners;
    private final LongSupplier clock;
    private final RecentLookups attempts;
    private final RecentLookups unknown;
    private final PeerBudget budget;
    private final LinkBudget asking = new LinkBudget(LOOKUPS_PER_SERVER);
    private final LinkBudget serving = new LinkBudget(LOOKUPS_PER_SERVER);
    private final RendezvousCounters counters = new RendezvousCounters();
    private final LastResort lastResort = new LastResort();
    private final Forwarder forwarder;
    private final ServerAddresses addresses;
    private final PeerOwners owners = new PeerOwners();
    private final LentWays lent;
    private final OtherServers others;
    private final LookupDesk desk;
    private OwnPeers telling;

    /** Without other servers, or with none that has to be known by name. */
    public Introducer(ConnectionDirectory directory, Listeners listeners, LongSupplier clock, long seed, int forwardsPerPeer) {
        this(directory, listeners, new ServerAddresses(Runnable::run), clock, seed, forwardsPerPeer);
    }

    /**
     * @param addresses of other servers
     * @param clock milliseconds, monotonic
     * @param seed of the tables; not to be foreseen
     * @param forwardsPerPeer hellos forwarded to one peer per second
     */
    public Introducer(ConnectionDirectory directory, Listeners listeners, ServerAddresses addresses, LongSupplier clock, long seed,
            int forwardsPerPeer) {
        this.directory = directory;
        this.listeners = listeners;
        this.addresses = addresses;
        this.clock = clock;
        SeededHash hash = new SeededHash(seed);
        this.attempts = new RecentLookups(hash, ATTEMPT_MILLIS);
        this.unknown = new RecentLookups(hash, UNKNOWN_MILLIS);
        this.budget = new PeerBudget(hash, forwardsPerPeer);
        this.forwarder = new Forwarder(budget, clock, counters);
        this.lent = new LentWays(directory::at, lastResort, clock);
        this.others = new OtherServers(clock, owners, attempts, unknown, budget, asking, new SearchBudget(hash),
            addresses, lent, counters);
        this.desk = new LookupDesk(this::connected, listeners, forwarder, serving, new BorrowedWays(lastResort, clock), clock, counters);
    }

    /** Lets another relay, or with null none, be the last resort from now on. */
    public void relay(PeerRelay relay) {
        lastResort.relay(relay);
        lent.clear();
    }

    /** Sets how many hellos are forwarded to one peer per second. */
    public void forwardsPerPeer(int perSecond) {
        budget.rate(perSecond);
    }

    /** Sets how many lookups are sent to, and answered for, one other server per second. */
    public void lookupsPerServer(int perSecond) {
        asking.rate(perSecond);
        serving.rate(perSecond);
    }

    /** Sets the directory that knows the peers of other servers and is told of those that are here; null for none. */
    public synchronized void directory(ClusterDirectory cluster) {
        if (telling != null) {
            telling.close();
        }
        owners.directory(cluster == null ? null : cluster.peers());
        telling = cluster == null ? null : new OwnPeers(directory, cluster.peers());
        if (telling != null) {
            telling.open();
        }
    }

    /** Time has passed. */
    public void tick() {
        others.tick();
        lent.tick();
        desk.tick();
    }

    @Override
    public void connected(ServerNode server) {
        addresses.connected(server);
    }

    @Override
    public void disconnected(ServerNode server, String reason) {
        addresses.disconnected(server);
    }

    @Override
    public void message(ServerNode from, String topic, List<AmfValue> values) {
        try {
            LinkMessage message = LinkMessage.decode(values);
            if (message instanceof LinkMessage.Lookup lookup) {
                desk.lookup(from, lookup);
            } else if (message instanceof LinkMessage.Answer answer) {
                others.answered(from, answer);
            } else if (message instanceof LinkMessage.Way way) {
                desk.way(from, way);
            } else if (message instanceof LinkMessage.Over over) {
                desk.over(from, over);
            } else if (message instanceof LinkMessage.Decline decline) {
                lent.declined(from, decline);
            }
        } catch (WireException e) {
            LOG.debug("no message of an introducer from {}: {}", from, e.getMessage());
        }
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

    private HelloDecision consult(Hello hello) {
        ClientConnection peer = connected(hello.wanted());
        if (peer == null && unknown.contains(hello.wanted(), clock.getAsLong()) && owners.known(hello.wanted()).isEmpty()) {
            return noAnswer(Counter.UNKNOWN);
        }
        PeerLookup lookup = new PeerLookup(hello.wanted(), peer, hello.from(), directory.at(hello.from()));
        CompletableFuture<LookupAnswer> answer = listeners.ask(lookup);
        return answer == null ? noAnswer(Counter.LOOKUPS_DROPPED)
            : new HelloDecision.Later(answer.thenCompose(a -> OtherServers.stage(answer(hello, a))));
    }

    private HelloDecision answer(Hello hello, LookupAnswer answer) {
        if (answer instanceof LookupAnswer.Refused) {
            return noAnswer(Counter.REFUSED);
        }
        List<InetSocketAddress> servers = answer instanceof LookupAnswer.Elsewhere elsewhere ? elsewhere.addresses() : List.of();
        ClientConnection peer = connected(hello.wanted());
        ClientConnection asker = directory.at(hello.from());
        return peer != null ? introduce(hello, asker, peer, servers) : others.lookup(hello, Asker.of(asker), servers);
    }

    /** @param asker null for a stranger */
    private HelloDecision introduce(Hello hello, ClientConnection asker, ClientConnection peer, List<InetSocketAddress> servers) {
        int attempt = attempts.count(hello.wanted(), hello.tag(), clock.getAsLong());
        if (attempt > 0) {
            counters.count(Counter.RETRIES);
        }
        counters.count(Counter.INTRODUCED);
        CompletionStage<PeerRelay.Way> way = lastResort.isDue(asker, attempt) ? lastResort.way(asker, RelayedPeer.of(peer)) : null;
        return way == null ? introduce(hello, asker, peer, servers, attempt, null)
            : new HelloDecision.Later(way.handle((found, failure) -> introduce(hello, asker, peer, servers, attempt, found)));
    }

    /** @param way through a relay; null without one */
    private HelloDecision introduce(Hello hello, ClientConnection asker, ClientConnection peer, List<InetSocketAddress> servers, int attempt,
            PeerRelay.Way way) {
        List<Address> ofPeer = Candidates.ofPeer(peer.address(), peer.reportedAddresses(), hello.from(), attempt > 0, servers);
        if (way == null) {
            forwarder.forward(hello, peer, Asker.of(asker).reported(), attempt);
            return new HelloDecision.Redirect(ofPeer);
        }
        counters.count(Counter.RELAYED);
        forwarder.forward(hello, peer, Candidates.relayed(way.forPeer()));
        return new HelloDecision.Redirect(Candidates.withRelay(ofPeer, way.forAsker()));
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
        return owners.find(peer);
    }

    @Override
    public Map<String, Long> counters() {
        return counters.snapshot();
    }
}
