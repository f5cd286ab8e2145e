package org.stratocumulus.rendezvous.internal;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.cluster.ServerNode;
import org.stratocumulus.api.rendezvous.LookupAnswer;
import org.stratocumulus.api.rendezvous.PeerLookup;
import org.stratocumulus.application.spi.ClientConnection;
import org.stratocumulus.protocol.Address;
import org.stratocumulus.rendezvous.internal.RendezvousCounters.Counter;

/**
 * Lookups of other servers for peers of this one: the hello is forwarded as if it had come in here, and the peer's addresses are returned. This
 * server's listeners are asked, too. For a peer that is not here nobody else is asked. The same for ways of their relays. Any thread.
 */
final class LookupDesk {
    private final Function<PeerId, ClientConnection> connected;
    private final Listeners listeners;
    private final Forwarder forwarder;
    private final LinkBudget perServer;
    private final BorrowedWays borrowed;
    private final LongSupplier clock;
    private final RendezvousCounters counters;

    /**
     * @param connected the peer; null when it is not here
     * @param perServer limits the lookups of one server
     * @param borrowed ways of other servers' relays
     */
    LookupDesk(Function<PeerId, ClientConnection> connected, Listeners listeners, Forwarder forwarder, LinkBudget perServer,
            BorrowedWays borrowed, LongSupplier clock, RendezvousCounters counters) {
        this.connected = connected;
        this.listeners = listeners;
        this.forwarder = forwarder;
        this.perServer = perServer;
        this.borrowed = borrowed;
        this.clock = clock;
        this.counters = counters;
    }

    /** Another server has a hello for a peer that it believes to be here. */
    void lookup(ServerNode from, LinkMessage.Lookup lookup) {
        if (take(from)) {
            counters.count(Counter.SERVED_LOOKUPS);
            serve(lookup.hello(), peer -> answer -> introduce(from, lookup, peer, answer),
                () -> answer(from, lookup, LinkMessage.Status.NOT_HERE, List.of()));
        }
    }

    /** Another server's relay has a way for a peer that it believes to be here. */
    void way(ServerNode from, LinkMessage.Way way) {
        if (take(from)) {
            serve(way.hello(), peer -> answer -> introduce(from, way, peer, answer), () -> decline(from, way));
        }
    }

    /** A way of another server's relay is over. */
    void over(ServerNode from, LinkMessage.Over over) {
        borrowed.over(from, over);
    }

    private boolean take(ServerNode from) {
        boolean taken = perServer.take(from, clock.getAsLong());
        if (!taken) {
            counters.count(Counter.REMOTE_LIMITED);
        }
        return taken;
    }

    /**
     * Asks the listeners, if there are any.
     *
     * @param answered takes the peer and what they say
     * @param missing is done when the peer is not here
     */
    private void serve(Hello hello, Function<ClientConnection, Consumer<LookupAnswer>> answered, Runnable missing) {
        ClientConnection peer = connected.apply(hello.wanted());
        if (peer == null) {
            missing.run();
            return;
        }
        if (listeners.isEmpty()) {
            answered.apply(peer).accept(LookupAnswer.USUAL);
            return;
        }
        CompletableFuture<LookupAnswer> asked = listeners.ask(new PeerLookup(hello.wanted(), peer, hello.from(), null));
        if (asked == null) {
            counters.count(Counter.LOOKUPS_DROPPED);
        } else {
            asked.thenAccept(answered.apply(peer));
        }
    }

    private void introduce(ServerNode from, LinkMessage.Way way, ClientConnection peer, LookupAnswer answer) {
        if (answer instanceof LookupAnswer.Refused) {
            counters.count(Counter.REFUSED);
            decline(from, way);
            return;
        }
        borrowed.take(from, way, peer).thenAccept(may -> {
            if (may) {
                counters.count(Counter.SERVED_WAYS);
                forwarder.forward(way.hello(), peer, Candidates.relayed(way.relayed()));
            } else {
                decline(from, way);
            }
        });
    }

    private void decline(ServerNode to, LinkMessage.Way way) {
        counters.count(Counter.DECLINED_WAYS);
        new LinkMessage.Decline(way.asker(), way.hello().wanted()).sendTo(to);
    }

    private void introduce(ServerNode from, LinkMessage.Lookup lookup, ClientConnection peer, LookupAnswer answer) {
        if (answer instanceof LookupAnswer.Refused) {
            counters.count(Counter.REFUSED);
            answer(from, lookup, LinkMessage.Status.REFUSED, List.of());
            return;
        }
        forwarder.forward(lookup.hello(), peer, lookup.reported(), lookup.attempt());
        List<Address> addresses = new ArrayList<>();
        addresses.add(new Address(peer.address(), Address.Origin.OBSERVED));
        peer.reportedAddresses().forEach(address -> addresses.add(new Address(address, Address.Origin.REPORTED)));
        List<InetSocketAddress> servers = answer instanceof LookupAnswer.Elsewhere elsewhere ? elsewhere.addresses() : List.of();
        servers.forEach(server -> addresses.add(new Address(server, Address.Origin.RELAY)));
        answer(from, lookup, LinkMessage.Status.HERE, addresses);
    }

    private void answer(ServerNode to, LinkMessage.Lookup lookup, LinkMessage.Status status, List<Address> addresses) {
        if (lookup.number() != 0) {
            // one that is dropped is made up for by the asking server when its time is over
            new LinkMessage.Answer(lookup.number(), status, listeners.isEmpty(), addresses).sendTo(to);
        }
    }

    /** Time has passed. */
    void tick() {
        perServer.tick();
        borrowed.tick();
    }
}
