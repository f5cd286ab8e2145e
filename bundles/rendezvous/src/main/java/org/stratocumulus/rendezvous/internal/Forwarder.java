package org.stratocumulus.rendezvous.internal;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.LongSupplier;
import org.stratocumulus.application.spi.ClientConnection;
import org.stratocumulus.protocol.Address;
import org.stratocumulus.rendezvous.internal.RendezvousCounters.Counter;

/** Forwards hellos to peers of this server inside their sessions (RFC 7016 section 3.5.1.5), to each so many a second. Any thread. */
final class Forwarder {
    private final PeerBudget budget;
    private final LongSupplier clock;
    private final RendezvousCounters counters;

    Forwarder(PeerBudget budget, LongSupplier clock, RendezvousCounters counters) {
        this.budget = budget;
        this.clock = clock;
        this.counters = counters;
    }

    /**
     * Forwards a hello if the peer had not its share already.
     *
     * @param reported what the asker said of its own addresses
     * @param attempt how many hellos with this tag came before
     */
    void forward(Hello hello, ClientConnection peer, List<InetSocketAddress> reported, int attempt) {
        forward(hello, peer, Candidates.ofAsker(hello.from(), reported, peer.address(), attempt));
    }

    /** The same with the address that the peer is to answer, such as a relay's. */
    void forward(Hello hello, ClientConnection peer, Address reply) {
        if (!budget.take(hello.wanted(), clock.getAsLong())) {
            counters.count(Counter.FORWARDS_LIMITED);
            return;
        }
        counters.count(Counter.FORWARDED);
        // with the tag and discriminator of the IHello
        peer.loop().execute(() -> peer.session().forwardHello(hello.discriminator(), reply, hello.tag()));
    }
}
