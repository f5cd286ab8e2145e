package org.stratocumulus.netgroup.internal;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
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
import org.stratocumulus.testkit.VirtualTime;

/** A server with groups and introductions on several loops, and its clients, in one thread and virtual time. */
final class Scene {
    /** Small enough to be reached. */
    static final NetGroupSettings SETTINGS = new NetGroupSettings(3, 5, 3, 3, 2, 1);
    static final long LIMIT_MILLIS = 60_000;

    final VirtualTime time = new VirtualTime();
    final SimulatedNetwork network;
    final SimulatedEnd server;
    final Applications applications = new Applications(time.executor(1), 1_000);
    final NetConnections connections = new NetConnections(applications, time.executor(1), Limits.DEFAULT);
    final NetGroupNode groups;
    final Introducer introducer;
    final List<Peer> peers = new ArrayList<>();
    private final long seed;

    Scene(long seed, NetGroupSettings settings) {
        this.seed = seed;
        network = new SimulatedNetwork(time, seed);
        groups = new NetGroupNode(settings, () -> seed);
        introducer = new Introducer(connections, new Listeners(List::of, Runnable::run), time::now, seed, 50);
        server = end(SimulatedNetwork.address(1, 1935), 4, IdentityTraits.SERVER, EndpointOptions.defaults(), seed);
        server.acceptor(connections);
        server.routers().add(introducer);
        connections.add(groups);
    }

    SimulatedEnd end(InetSocketAddress address, int loops, IdentityTraits traits, EndpointOptions options, long itsSeed) {
        Identity identity = Identity.ephemeral(traits, SeededRandom.of(itsSeed));
        // the smallest group: these tests are not about arithmetic
        FlashOptions crypto = FlashOptions.DEFAULT.withGroups(DhGroup.MODP_1024);
        FlashProfile profile = new FlashProfile(identity, crypto, SeededRandom.of(itsSeed + 1));
        return new SimulatedEnd(network.host(address, loops), profile, options, time.executor(1), itsSeed + 2);
    }

    /** A client that has connected, at an address of its own. */
    Peer peer() {
        Peer peer = new Peer(this, 10 + peers.size(), seed + 1_000L * (1 + peers.size()));
        peers.add(peer);
        return peer;
    }

    void until(String what, BooleanSupplier holds) {
        time.runUntil(what, LIMIT_MILLIS, holds);
    }

    long count(String counter) {
        return groups.counters().snapshot().get("netgroup." + counter);
    }
}
