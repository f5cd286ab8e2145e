package org.stratocumulus.relay.internal;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.stratocumulus.api.application.Client;
import org.stratocumulus.application.internal.app.Applications;
import org.stratocumulus.application.internal.connection.Limits;
import org.stratocumulus.application.internal.connection.NetConnections;
import org.stratocumulus.crypto.flash.DhGroup;
import org.stratocumulus.crypto.flash.FlashOptions;
import org.stratocumulus.crypto.flash.FlashProfile;
import org.stratocumulus.crypto.flash.Identity;
import org.stratocumulus.crypto.flash.IdentityTraits;
import org.stratocumulus.rendezvous.internal.Introducer;
import org.stratocumulus.rendezvous.internal.Listeners;
import org.stratocumulus.session.EndpointOptions;
import org.stratocumulus.testkit.SeededRandom;
import org.stratocumulus.testkit.SimulatedEnd;
import org.stratocumulus.testkit.SimulatedNetwork;
import org.stratocumulus.testkit.Translator;
import org.stratocumulus.testkit.VirtualTime;

/** A server that introduces and relays, and its clients behind translators, in one thread and virtual time. */
final class Scene {
    static final InetSocketAddress SERVER = SimulatedNetwork.address(1, 1935);
    static final PortRange PORTS = new PortRange(23_000, 23_007);
    static final RelaySettings SETTINGS =
        new RelaySettings(PORTS, List.of(), 2, 4, 2, 1_000_000, 100_000, 1_000_000, 20, 300);

    final VirtualTime time = new VirtualTime();
    final SimulatedNetwork network;
    final SimulatedEnd server;
    final Introducer introducer;
    final SimulatedPorts ports;
    final RelayNode relay;
    private final long seed;
    private final NetConnections connections;
    private int peers;

    Scene(long seed, RelaySettings settings) {
        this.seed = seed;
        network = new SimulatedNetwork(time, seed);
        connections = new NetConnections(new Applications(time.executor(1), 1_000), time.executor(1), Limits.DEFAULT);
        introducer = new Introducer(connections, new Listeners(List::of, Runnable::run), time::now, seed, 50);
        server = end(SERVER, 2, IdentityTraits.SERVER, EndpointOptions.defaults(), seed);
        server.acceptor(connections);
        server.routers().add(introducer);
        ports = new SimulatedPorts(network, SimulatedNetwork.address(1, 9));
        InetAddress host = SERVER.getAddress();
        relay = new RelayNode(ports, time.executor(1), new PublicAddresses(() -> List.of(host)), settings);
        introducer.relay(relay);
    }

    private SimulatedEnd end(InetSocketAddress address, int loops, IdentityTraits traits, EndpointOptions options, long itsSeed) {
        Identity identity = Identity.ephemeral(traits, SeededRandom.of(itsSeed));
        // the smallest group: these tests are not about arithmetic
        FlashProfile profile = new FlashProfile(identity, FlashOptions.DEFAULT.withGroups(DhGroup.MODP_1024), SeededRandom.of(itsSeed + 1));
        return new SimulatedEnd(network.host(address, loops), profile, options, time.executor(1), itsSeed + 2);
    }

    /** A client that has connected, behind a translator of its own; null for none. */
    Peer peer(Translator.Kind kind) {
        peers++;
        InetSocketAddress inside = kind == null ? SimulatedNetwork.address(100 + peers, 50_000)
            : new InetSocketAddress("10.0.0." + peers, 50_000);
        EndpointOptions options = EndpointOptions.defaults().withForwardedHello(EndpointOptions.ForwardedHello.RESPOND);
        SimulatedEnd end = end(inside, 1, IdentityTraits.CLIENT, options, seed + 1_000L * peers);
        if (kind != null) {
            network.behind(new Translator(kind, SimulatedNetwork.address(10 + peers, 1).getAddress()), end.host());
        }
        return new Peer(this, end);
    }

    void until(String what, BooleanSupplier holds) {
        time.runUntil(what, 60_000, holds);
    }

    <T> T await(String what, CompletableFuture<T> future) {
        until(what, future::isDone);
        return future.join();
    }

    /** A client of this server as others see it. */
    Client client(Peer peer) {
        return connections.find(peer.id);
    }

    long count(String counter) {
        return relay.counters().get("relay." + counter);
    }
}
