package org.stratocumulus.benchmarks.engine;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.stratocumulus.application.internal.app.Applications;
import org.stratocumulus.application.internal.connection.Limits;
import org.stratocumulus.application.internal.connection.NetConnections;
import org.stratocumulus.crypto.flash.FlashOptions;
import org.stratocumulus.crypto.flash.FlashProfile;
import org.stratocumulus.crypto.flash.Identity;
import org.stratocumulus.crypto.flash.IdentityTraits;
import org.stratocumulus.session.Endpoint;
import org.stratocumulus.session.EndpointOptions;
import org.stratocumulus.streams.internal.StreamSettings;
import org.stratocumulus.streams.internal.Streams;

/** A server, its clients, and a meter of what the server's loop takes. */
final class Scene {
    private static final int FIRST_PORT = 10_000;
    private static final int PATIENCE = 20_000;
    private static final int ENOUGH = 1_000_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long thread = Thread.currentThread().getId();
    private final SecureRandom random = new SecureRandom();
    private final Wire wire = new Wire();
    private final HandLoop server = wire.loop(new InetSocketAddress("127.0.0.2", 1935));
    private final List<Wire.Datagram> toServer = new ArrayList<>();
    private final List<HandClient> clients = new ArrayList<>();
    private final FlashOptions options;
    private long nanos;
    private long bytes;

    /** @param options of the clients; the server gives what they ask for */
    Scene(FlashOptions options) {
        this.options = options;
        Executor here = Runnable::run;
        NetConnections connections = new NetConnections(new Applications(here, 1), here, Limits.DEFAULT);
        connections.streamFactory(new Streams(StreamSettings.DEFAULT));
        FlashProfile profile = new FlashProfile(Identity.ephemeral(IdentityTraits.SERVER, random), FlashOptions.DEFAULT, random);
        EndpointOptions unlimited = EndpointOptions.defaults().withHandshakesPerSecond(ENOUGH).withHellosPerSecond(ENOUGH);
        new Endpoint(List.of(server), profile, unlimited, here, random, () -> connections::accept, List::of);
    }

    HandLoop server() {
        return server;
    }

    Wire wire() {
        return wire;
    }

    /** A client that has not begun. */
    HandClient client() {
        HandLoop loop = wire.loop(new InetSocketAddress("127.0.0.1", FIRST_PORT + clients.size()));
        HandClient client = new HandClient(loop, options, server.address(), random);
        clients.add(client);
        return client;
    }

    HandClient connected() {
        HandClient client = client();
        until("the session opens", client::isOpen);
        client.connect();
        until("connect is answered", client::isConnected);
        return client;
    }

    void forget(HandClient client) {
        clients.remove(client);
        wire.remove(client.loop());
    }

    /** Lets time pass. */
    void pass(long millis) {
        for (long i = 0; i < millis; i++) {
            exchange();
            wire.pass(1);
        }
    }

    void until(String what, BooleanSupplier holds) {
        for (int i = 0; i < PATIENCE && !holds.getAsBoolean(); i++) {
            pass(1);
        }
        if (!holds.getAsBoolean()) {
            throw new IllegalStateException("in vain: " + what);
        }
    }

    /** Has everybody take what came until nobody sends any more. */
    private void exchange() {
        boolean any = true;
        while (any) {
            any = server.drain(this::toClient);
            for (HandClient client : clients) {
                client.loop().turn(List.of());
                any |= client.loop().drain(toServer::add);
            }
            if (!toServer.isEmpty() || server.isDue()) { // to read the meter takes as long as a small turn
                serve(toServer);
            }
            toServer.forEach(wire::done);
            toServer.clear();
        }
    }

    private void toClient(Wire.Datagram datagram) {
        HandLoop loop = wire.at(datagram.to());
        if (loop != null) { // it has left
            loop.turn(List.of(datagram));
        }
        wire.done(datagram);
    }

    /** A turn of the server, which is what is measured. */
    void serve(List<Wire.Datagram> arrived) {
        long allocated = threads.getThreadAllocatedBytes(thread);
        long begun = threads.getCurrentThreadCpuTime();
        server.turn(arrived);
        nanos += threads.getCurrentThreadCpuTime() - begun;
        bytes += threads.getThreadAllocatedBytes(thread) - allocated;
    }

    void resetMeter() {
        nanos = 0;
        bytes = 0;
    }

    /** Processor time of the server's loop since {@link #resetMeter}. */
    long nanos() {
        return nanos;
    }

    /** Bytes that it has allocated. */
    long bytes() {
        return bytes;
    }
}
