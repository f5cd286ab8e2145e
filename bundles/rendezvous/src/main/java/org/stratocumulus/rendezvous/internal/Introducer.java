package org.stratocumulus.rendezvous.internal;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.application.spi.ClientConnection;
import org.stratocumulus.crypto.EndpointDiscriminator;
import org.stratocumulus.protocol.Address;
import org.stratocumulus.session.spi.HelloDecision;
import org.stratocumulus.session.spi.HelloRouter;

/**
 * Redirector and Forwarder in one (RFC 7016 section 3.5.1.6): an IHello for a peer that is connected here is forwarded to
 * that peer, and its sender gets the peer's addresses. Keeps no state; runs on event loops.
 */
public final class Introducer implements HelloRouter {
    /** The most addresses an answer names; Adobe-derived clients take no more. */
    static final int MAX_ADDRESSES = 7;

    private final Function<PeerId, ClientConnection> connected;
    private final LongAdder introduced = new LongAdder();
    private final LongAdder unknown = new LongAdder();

    /** @param connected finds the connection of a peer, null when it is not here; any thread */
    public Introducer(Function<PeerId, ClientConnection> connected) {
        this.connected = connected;
    }

    @Override
    public HelloDecision route(InetSocketAddress from, EndpointDiscriminator discriminator, byte[] tag, boolean selectsUs) {
        // a discriminator with ancillary data names a server, not one of its peers (RFC 7425 section 4.4)
        if (selectsUs || discriminator.fingerprint().isEmpty() || discriminator.ancillaryData().isPresent()) {
            return HelloDecision.PASS;
        }
        ClientConnection peer = connected.apply(discriminator.fingerprint().get());
        if (peer == null || !peer.isConnected()) {
            // no answer: the asker has other candidates, and a stranger learns nothing
            unknown.increment();
            return HelloDecision.IGNORE;
        }
        introduced.increment();
        byte[] echo = tag.clone();
        // RFC 7016 section 3.5.1.5: with the tag and discriminator of the IHello and its source address
        peer.loop().execute(() -> peer.session().forwardHello(discriminator.encoded(), new Address(from, Address.Origin.OBSERVED), echo));
        return new HelloDecision.Redirect(addresses(peer, from));
    }

    /** What has been counted. */
    public Map<String, Long> counters() {
        return Map.of("rendezvous.introduced", introduced.sum(), "rendezvous.unknown", unknown.sum());
    }

    /**
     * RFC 7016 section 3.5.1.6: the observed address first, then what the peer reported of itself. Reported addresses go only to askers
     * that show the same public address, behind one NAT with the peer; to others they would be of no use, and would disclose.
     */
    private static List<Address> addresses(ClientConnection peer, InetSocketAddress asker) {
        InetSocketAddress observed = peer.address();
        Set<InetSocketAddress> seen = new LinkedHashSet<>();
        seen.add(observed);
        List<Address> out = new ArrayList<>();
        out.add(new Address(observed, Address.Origin.OBSERVED));
        if (observed.getAddress().equals(asker.getAddress())) {
            for (InetSocketAddress reported : peer.reportedAddresses()) {
                if (out.size() < MAX_ADDRESSES && seen.add(reported)) {
                    out.add(new Address(reported, Address.Origin.REPORTED));
                }
            }
        }
        return out;
    }
}
