package org.stratocumulus.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.application.internal.app.Applications;
import org.stratocumulus.crypto.flash.DhGroup;
import org.stratocumulus.crypto.flash.FlashOptions;
import org.stratocumulus.testkit.Conditions;
import org.stratocumulus.testkit.SeededRandom;
import org.stratocumulus.testkit.SimulatedHost;
import org.stratocumulus.testkit.SimulatedNetwork;
import org.stratocumulus.testkit.VirtualTime;

/** This project's server and its clients in one thread and in virtual time. */
final class SimulatedServer {
    private static final long LIMIT_MILLIS = 60_000;

    final VirtualTime time = new VirtualTime();
    final Applications applications = new Applications(time.executor(1), 100);
    final SimulatedNetwork network;
    final SimulatedHost host;
    ReportedAddresses reported = bound -> bound;
    private final long seed;
    private final List<SimulatedHost> clients = new ArrayList<>();

    SimulatedServer(long seed, Conditions conditions) {
        this.seed = seed;
        network = new SimulatedNetwork(time, seed);
        network.conditions(conditions);
        host = network.host(SimulatedNetwork.address(1, 1935), 2);
        LocalServer.endpoint(host.loops(), applications, time.executor(1), SeededRandom.of(seed));
    }

    /** A client, each connection of which is on a host of its own. */
    RtmfpClient client() {
        return new RtmfpClient(this::endpoint, time.executor(1), () -> { });
    }

    /** The host of the latest connection. */
    SimulatedHost lastHost() {
        return clients.get(clients.size() - 1);
    }

    private ClientEndpoint endpoint() {
        SimulatedHost its = network.host(SimulatedNetwork.address(10 + clients.size(), 40_000), 1);
        clients.add(its);
        // the smallest group: these tests are not about arithmetic
        ClientOptions options = ClientOptions.DEFAULT.withCrypto(FlashOptions.DEFAULT.withGroups(DhGroup.MODP_1024))
            .withReported(reported);
        return new ClientEndpoint(its.loops().get(0), () -> List.of(its.address()), () -> { }, options,
            SeededRandom.of(seed + 1000 * clients.size()),
            time.executor(1));
    }

    CompletableFuture<NetConnection> connecting(RtmfpClient client, NetConnectionListener listener, Object... arguments) {
        return client.connect(RtmfpUri.parse("rtmfp://server.example/app"), List.of(host.address()), new AmfObject(), listener, arguments);
    }

    NetConnection connect(NetConnectionListener listener) {
        return get(connecting(client(), listener));
    }

    NetStream stream(NetConnection connection, NetStreamListener listener) {
        return get(connection.createStream(listener));
    }

    /** Lets time pass until the future is done. @return its value */
    <T> T get(CompletableFuture<T> future) {
        time.runUntil("a future completes", LIMIT_MILLIS, future::isDone);
        return future.join();
    }

    /** Lets time pass until the future is done. @return what it failed with */
    Throwable failure(CompletableFuture<?> future) {
        time.runUntil("a future fails", LIMIT_MILLIS, future::isDone);
        try {
            throw new AssertionError("completed with " + future.get());
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
