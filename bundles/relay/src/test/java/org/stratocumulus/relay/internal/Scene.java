package org.stratocumulus.relay.internal;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.stratocumulus.api.rendezvous.RelayedPeer;
import org.stratocumulus.rendezvous.internal.Introducer;
import org.stratocumulus.testkit.SimulatedNetwork;
import org.stratocumulus.testkit.Translator;
import org.stratocumulus.testkit.VirtualTime;

/** A server that introduces and relays, and its clients behind translators, in one thread and virtual time. */
final class Scene {
    static final PortRange PORTS = new PortRange(23_000, 23_007);
    static final RelaySettings SETTINGS =
        new RelaySettings(PORTS, List.of(), 2, 4, 2, 1_000_000, 100_000, 1_000_000, 20, 300);

    final VirtualTime time;
    final SimulatedNetwork network;
    final RelayingServer server;
    final Introducer introducer;
    final SimulatedPorts ports;
    final RelayNode relay;
    private final Ends ends;

    Scene(long seed, RelaySettings settings) {
        ends = new Ends(seed);
        time = ends.time;
        network = ends.network;
        server = new RelayingServer(ends, 1, settings);
        introducer = server.introducer;
        ports = server.ports;
        relay = server.relay;
    }

    /** A client that has connected, behind a translator of its own; null for none. */
    Peer peer(Translator.Kind kind) {
        return ends.peer(kind, server.address);
    }

    void until(String what, BooleanSupplier holds) {
        time.runUntil(what, 60_000, holds);
    }

    <T> T await(String what, CompletableFuture<T> future) {
        until(what, future::isDone);
        return future.join();
    }

    /** A client of this server as the relay sees it. */
    RelayedPeer client(Peer peer) {
        return server.relayed(peer);
    }

    long count(String counter) {
        return server.count(counter);
    }
}
