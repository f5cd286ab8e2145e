package org.stratocumulus.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import org.stratocumulus.api.application.Application;
import org.stratocumulus.application.internal.app.Applications;
import org.stratocumulus.application.internal.connection.Limits;
import org.stratocumulus.application.internal.connection.NetConnections;
import org.stratocumulus.crypto.flash.FlashOptions;
import org.stratocumulus.crypto.flash.FlashProfile;
import org.stratocumulus.crypto.flash.Identity;
import org.stratocumulus.crypto.flash.IdentityTraits;
import org.stratocumulus.netgroup.internal.NetGroupNode;
import org.stratocumulus.netgroup.internal.NetGroupSettings;
import org.stratocumulus.rendezvous.internal.Introducer;
import org.stratocumulus.rendezvous.internal.Listeners;
import org.stratocumulus.session.Endpoint;
import org.stratocumulus.session.EndpointOptions;
import org.stratocumulus.session.spi.SessionAcceptor;
import org.stratocumulus.streams.internal.StreamSettings;
import org.stratocumulus.streams.internal.Streams;
import org.stratocumulus.transport.DatagramLoop;
import org.stratocumulus.transport.UdpTransport;
import org.stratocumulus.transport.UdpTransportOptions;

/** This project's own server without OSGi: sessions, NetConnections, streams, introductions, groups. */
public final class LocalServer implements AutoCloseable {
    private final UdpTransport transport;
    private final Endpoint endpoint;

    /** A server on the loopback address. */
    public LocalServer() throws IOException {
        transport = new UdpTransport(UdpTransportOptions.defaults().withThreads(1).withThreadName("server-"));
        Applications applications = new Applications(ForkJoinPool.commonPool(), 100);
        endpoint = endpoint(transport.loops(), applications, ForkJoinPool.commonPool(), new SecureRandom());
        transport.bind(List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
    }

    /** An endpoint that serves NetConnections and streams. @param pool for keying and applications */
    static Endpoint endpoint(List<? extends DatagramLoop> loops, Applications applications, Executor pool, SecureRandom random) {
        NetConnections connections = new NetConnections(applications, pool, Limits.DEFAULT);
        connections.streamFactory(new Streams(StreamSettings.DEFAULT));
        connections.add(new NetGroupNode(NetGroupSettings.DEFAULT, random::nextLong));
        Introducer introducer = new Introducer(connections, new Listeners(List::of, pool), loops.get(0)::now, random.nextLong(), 50);
        SessionAcceptor acceptor = connections;
        FlashProfile profile = new FlashProfile(Identity.ephemeral(IdentityTraits.SERVER, random), FlashOptions.DEFAULT, random);
        return new Endpoint(loops, profile, EndpointOptions.defaults(), pool, random, () -> acceptor, () -> List.of(introducer));
    }

    /** An application for everything below its path. */
    static void serve(Applications applications, String path, Application application) {
        applications.add(application, List.of(path), 0, 1, "test 1.0.0");
    }

    /** The URI of an application of it. */
    public String uri(String app) {
        InetSocketAddress address = transport.localAddresses().get(0);
        return "rtmfp://" + address.getAddress().getHostAddress() + ":" + address.getPort() + "/" + app;
    }

    /** Sessions that take room. */
    public int sessions() {
        return endpoint.sessionCount();
    }

    @Override
    public void close() {
        endpoint.close();
        transport.close();
    }
}
