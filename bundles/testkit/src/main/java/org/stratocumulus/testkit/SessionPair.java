package org.stratocumulus.testkit;

import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.stratocumulus.crypto.CryptographyProfile;
import org.stratocumulus.crypto.EndpointDiscriminator;
import org.stratocumulus.crypto.flash.FlashDiscriminator;
import org.stratocumulus.crypto.flash.FlashOptions;
import org.stratocumulus.crypto.flash.FlashProfile;
import org.stratocumulus.crypto.flash.Identity;
import org.stratocumulus.crypto.flash.IdentityTraits;
import org.stratocumulus.session.EndpointOptions;
import org.stratocumulus.session.Session;

/**
 * A client and a server on one network, in one thread and virtual time: the whole of RFC 7016 section 3 without a socket.
 *
 * <pre>
 * SessionPair pair = SessionPair.plain(seed);
 * pair.network().conditions(Conditions.BAD);
 * Session near = pair.open();
 * </pre>
 */
public final class SessionPair {
    /** Long enough for any handshake that succeeds. */
    public static final long OPEN_LIMIT_MILLIS = 95_000;

    private static final int CLIENT = 10;
    private static final int SERVER = 20;
    private static final int PORT = 1935;
    private static final long KEYING_MILLIS = 2;

    private final VirtualTime time = new VirtualTime();
    private final SimulatedNetwork network;
    private final SimulatedEnd client;
    private final SimulatedEnd server;
    private final EndpointDiscriminator discriminator;
    private final Recorder recorder = new Recorder();

    /**
     * @param clientLoops event loops of the client
     * @param serverLoops event loops of the server
     * @param discriminator selects the server
     */
    public SessionPair(long seed, CryptographyProfile clientProfile, int clientLoops, CryptographyProfile serverProfile,
            int serverLoops, EndpointOptions options, EndpointDiscriminator discriminator) {
        this.network = new SimulatedNetwork(time, seed);
        this.discriminator = discriminator;
        this.client = new SimulatedEnd(network.host(SimulatedNetwork.address(CLIENT, 50_000), clientLoops), clientProfile, options,
                time.executor(KEYING_MILLIS), 2 * seed);
        this.server = new SimulatedEnd(network.host(SimulatedNetwork.address(SERVER, PORT), serverLoops), serverProfile, options,
                time.executor(KEYING_MILLIS), 2 * seed + 1);
    }

    /** In the clear; one loop each. */
    public static SessionPair plain(long seed) {
        return plain(seed, EndpointOptions.defaults());
    }

    /** In the clear, with other options for both ends. */
    public static SessionPair plain(long seed, EndpointOptions options) {
        return plain(seed, options, 1, 1);
    }

    /** In the clear, with several loops. */
    public static SessionPair plain(long seed, EndpointOptions options, int clientLoops, int serverLoops) {
        return new SessionPair(seed, new PlainProfile("client", SeededRandom.of(3 * seed)), clientLoops,
                new PlainProfile("server", SeededRandom.of(3 * seed + 1)), serverLoops, options, PlainProfile.discriminator("server"));
    }

    /** With the Flash profile of RFC 7425. */
    public static SessionPair flash(long seed, EndpointOptions options, FlashOptions flash) {
        Identity server = Identity.ephemeral(IdentityTraits.SERVER, SeededRandom.of(5 * seed));
        Identity client = Identity.ephemeral(IdentityTraits.CLIENT, SeededRandom.of(5 * seed + 1));
        return new SessionPair(seed, new FlashProfile(client, flash, SeededRandom.of(5 * seed + 2)), 1,
                new FlashProfile(server, flash, SeededRandom.of(5 * seed + 3)), 1, options,
                FlashDiscriminator.forUri("rtmfp://server/app"));
    }

    public VirtualTime time() {
        return time;
    }

    public SimulatedNetwork network() {
        return network;
    }

    public SimulatedEnd client() {
        return client;
    }

    public SimulatedEnd server() {
        return server;
    }

    /** Selects the server. */
    public EndpointDiscriminator discriminator() {
        return discriminator;
    }

    /** What the client heard of sessions that it began. */
    public Recorder recorder() {
        return recorder;
    }

    /** The client begins a session with the server. */
    public CompletableFuture<Session> connect() {
        return client.connect(discriminator, server, recorder);
    }

    /** The client opens a session with the server. @throws AssertionError when it does not open */
    public Session open() {
        CompletableFuture<Session> opening = connect();
        runUntil("the session opens", OPEN_LIMIT_MILLIS, opening::isDone);
        return opening.join();
    }

    /** The server's end of the newest session. */
    public Session accepted() {
        return server.accepted().get(server.accepted().size() - 1);
    }

    /** What the server heard of the newest session. */
    public Recorder acceptedRecorder() {
        return server.recorders().get(server.recorders().size() - 1);
    }

    /** See {@link VirtualTime#runUntil}. */
    public void runUntil(String what, long limitMillis, BooleanSupplier holds) {
        time.runUntil(what, limitMillis, holds);
    }
}
