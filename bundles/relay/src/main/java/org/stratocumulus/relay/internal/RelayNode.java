package org.stratocumulus.relay.internal;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.loop.EventLoop;
import org.stratocumulus.api.rendezvous.PeerRelay;
import org.stratocumulus.api.rendezvous.RelayedPeer;
import org.stratocumulus.api.status.RelayStatus;
import org.stratocumulus.relay.internal.PortPool.Taken;
import org.stratocumulus.relay.internal.RelayCounters.Counter;

/**
 * The relay of this node: opens a way for two peers, and ends it when it is not used, too old, or of a peer that has left. Public methods
 * are for any thread; pairs and accounts are confined to the relay's loop, ports to the executor that may block.
 */
public final class RelayNode implements PeerRelay, RelayStatus, AutoCloseable {
    /** Seconds after which a way ends by which nothing was ever forwarded. */
    static final int UNUSED_SECONDS = 30;

    private static final long SWEEP_MILLIS = 1_000;

    private final RelayPorts ports;
    private final EventLoop loop;
    private final Executor blocking;
    private final PublicAddresses addresses;
    private final PortPool pool;
    private final RelayCounters counters = new RelayCounters();
    private final Map<Couple, Opened> pairs = new ConcurrentHashMap<>();
    private final Map<Couple, CompletableFuture<RelayedPair>> openings = new HashMap<>();
    private final Accounts accounts = new Accounts();
    private final PairsElsewhere elsewhere = new PairsElsewhere(accounts, counters);
    private final Allowance all;
    private volatile RelaySettings settings;
    private volatile boolean closed;

    private record Opened(RelayedPair pair, Taken askers, Taken peers) {
    }

    /**
     * @param ports closed with the relay
     * @param blocking one thread that may block; at most two tasks for each pair wait for it
     */
    public RelayNode(RelayPorts ports, Executor blocking, PublicAddresses addresses, RelaySettings settings) {
        this.ports = ports;
        this.loop = ports.loop();
        this.blocking = blocking;
        this.addresses = addresses;
        this.settings = settings;
        this.pool = new PortPool(ports);
        this.all = new Allowance(settings.bitsPerSecond(), 1_000, loop.now());
        blocking.execute(() -> pool.range(settings.ports()));
        loop.schedule(SWEEP_MILLIS, this::sweep);
    }

    /** Other settings; pairs stay, quotas hold at once. */
    public void settings(RelaySettings changed) {
        settings = changed;
        blocking.execute(() -> pool.range(changed.ports()));
        loop.execute(() -> {
            long now = loop.now();
            all.units(changed.bitsPerSecond(), now);
            accounts.settings(changed, now);
        });
    }

    @Override
    public int afterAttempts() {
        return settings.afterAttempts();
    }

    @Override
    public CompletionStage<Way> offer(RelayedPeer asker, RelayedPeer peer) {
        if (!isOn() || asker.id().equals(peer.id())) {
            return null;
        }
        CompletableFuture<RelayedPair> pair = new CompletableFuture<>();
        loop.execute(() -> find(asker, peer, pair));
        PeerId id = asker.id();
        return pair.thenApply(found -> found == null ? null : found.asker.peer.id().equals(id)
            ? new Way(found.asker.relayed, found.peer.relayed) : new Way(found.peer.relayed, found.asker.relayed));
    }

    @Override
    public CompletionStage<Boolean> admit(RelayedPeer asker, RelayedPeer peer) {
        if (!isOn()) {
            return null;
        }
        CompletableFuture<Boolean> whether = new CompletableFuture<>();
        loop.execute(() -> whether.complete(elsewhere.admit(asker, peer, settings, loop.now())));
        return whether;
    }

    private void find(RelayedPeer asker, RelayedPeer peer, CompletableFuture<RelayedPair> result) {
        Couple couple = Couple.of(asker.id(), peer.id());
        Opened known = pairs.get(couple);
        if (known != null && known.pair.isOver(settings, loop.now())) {
            end(couple, known);
            known = null;
        }
        if (known != null) {
            result.complete(known.pair);
            return;
        }
        CompletableFuture<RelayedPair> opening = openings.get(couple);
        if (opening == null) {
            opening = new CompletableFuture<>();
            openings.put(couple, opening);
            open(couple, asker, peer);
        }
        opening.thenAccept(result::complete);
    }

    private void open(Couple couple, RelayedPeer asker, RelayedPeer peer) {
        RelaySettings now = settings;
        Account askers = accounts.withRoom(asker.id(), now, loop.now());
        Account peers = accounts.withRoom(peer.id(), now, loop.now());
        if (askers == null || peers == null || pairs.size() + openings.size() > now.pairs()) {
            fail(couple, Counter.FULL);
            return;
        }
        askers.pairs++;
        peers.pairs++;
        blocking.execute(() -> openPorts(couple, asker, askers, peer, peers));
    }

    /** On the executor that may block. */
    private void openPorts(Couple couple, RelayedPeer asker, Account askers, RelayedPeer peer, Account peers) {
        InetAddress askerHost = asker.host();
        InetAddress peerHost = peer.host();
        Taken first = openPort(askerHost);
        Taken second = first == null ? null : openPort(peerHost);
        if (second == null && first != null) {
            pool.close(first);
        }
        loop.execute(() -> {
            if (second == null) {
                release(askers, peers);
                fail(couple, Counter.NO_ADDRESS);
                return;
            }
            Side asking = new Side(asker, askerHost, first.relayed(), askers);
            Side asked = new Side(peer, peerHost, second.relayed(), peers);
            RelayedPair pair = new RelayedPair(asking, asked, all, counters, loop.now());
            asking.loop = first.port().loop();
            asked.loop = second.port().loop();
            asking.loop.handler(pair.handler(asking));
            asked.loop.handler(pair.handler(asked));
            pairs.put(couple, new Opened(pair, first, second));
            counters.count(Counter.OPENED);
            if (!peer.node().isEmpty()) {
                counters.count(Counter.OPENED_ACROSS);
            }
            openings.remove(couple).complete(pair);
        });
    }

    private Taken openPort(InetAddress peer) {
        InetAddress address = closed ? null : addresses.toward(peer);
        return address == null ? null : pool.open(address);
    }

    private void fail(Couple couple, Counter why) {
        counters.count(why);
        openings.remove(couple).complete(null);
    }

    private static void release(Account askers, Account peers) {
        askers.pairs--;
        peers.pairs--;
    }

    private void end(Couple couple, Opened opened) {
        pairs.remove(couple);
        release(opened.pair.asker.account, opened.pair.peer.account);
        opened.pair.asker.loop.handler(null);
        opened.pair.peer.loop.handler(null);
        counters.count(Counter.CLOSED);
        opened.pair.asker.peer.released();
        opened.pair.peer.peer.released();
        blocking.execute(() -> {
            pool.close(opened.askers);
            pool.close(opened.peers);
        });
    }

    private void sweep() {
        long now = loop.now();
        pairs.forEach((couple, opened) -> {
            if (opened.pair.isOver(settings, now)) {
                end(couple, opened);
            }
        });
        elsewhere.sweep(settings, now);
        accounts.sweep(now);
        if (!closed) {
            loop.schedule(SWEEP_MILLIS, this::sweep);
        }
    }

    @Override
    public boolean isOn() {
        return !closed && settings.isOn();
    }

    @Override
    public List<PairInfo> pairs() {
        long now = loop.now();
        return pairs.values().stream().map(opened -> opened.pair.info(now))
            .sorted(Comparator.comparingLong(PairInfo::ageMillis).reversed()).toList();
    }

    @Override
    public Map<String, Long> counters() {
        return counters.snapshot();
    }

    /** Ends all pairs and frees the ports. Blocks; not on the loop. */
    @Override
    public void close() {
        closed = true;
        pairs.values().forEach(opened -> {
            opened.askers.port().close();
            opened.peers.port().close();
        });
        ports.close();
    }
}
