package org.stratocumulus.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.stratocumulus.crypto.CryptographyProfile;
import org.stratocumulus.crypto.EndpointDiscriminator;
import org.stratocumulus.session.Endpoint;
import org.stratocumulus.session.EndpointOptions;
import org.stratocumulus.session.Session;
import org.stratocumulus.session.spi.HelloRouter;
import org.stratocumulus.session.spi.SessionAcceptor;

/** An {@link Endpoint} on a {@link SimulatedHost}, with what it accepted and heard. */
public final class SimulatedEnd {
    private final SimulatedHost host;
    private final CryptographyProfile profile;
    private final Endpoint endpoint;
    private final List<Session> accepted = new ArrayList<>();
    private final List<Recorder> recorders = new ArrayList<>();
    private final List<HelloRouter> routers = new ArrayList<>();
    private SessionAcceptor acceptor = this::accept;

    /**
     * @param keyingPool runs public-key arithmetic, in virtual time
     * @param seed of all random numbers of this end
     */
    public SimulatedEnd(SimulatedHost host, CryptographyProfile profile, EndpointOptions options, Executor keyingPool, long seed) {
        this.host = host;
        this.profile = profile;
        this.endpoint = new Endpoint(host.loops(), profile, options, keyingPool, SeededRandom.of(seed), () -> acceptor,
                () -> List.copyOf(routers));
    }

    public SimulatedHost host() {
        return host;
    }

    public CryptographyProfile profile() {
        return profile;
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    /** Sessions that far ends opened, in order. */
    public List<Session> accepted() {
        return List.copyOf(accepted);
    }

    /** What was heard of the accepted sessions, in the same order; of another acceptor's sessions nothing. */
    public List<Recorder> recorders() {
        return List.copyOf(recorders);
    }

    /** Routers that decide about hellos, in order; may be changed. */
    public List<HelloRouter> routers() {
        return routers;
    }

    /** Lets another acceptor, or none, take sessions from now on. */
    public void acceptor(SessionAcceptor other) {
        acceptor = other;
    }

    /** Begins a session with another end. */
    public CompletableFuture<Session> connect(EndpointDiscriminator discriminator, SimulatedEnd other, Recorder recorder) {
        return endpoint.connect(discriminator, List.of(other.host.address()), recorder);
    }

    /** Runs something on the loop that owns a session, at this moment. */
    public void on(Session session, Runnable task) {
        session.loop().execute(task);
    }

    /** What a counter has counted. */
    public long count(String counter) {
        Long value = endpoint.counters().get(counter);
        if (value == null) {
            throw new IllegalArgumentException("there is no counter " + counter);
        }
        return value;
    }

    private Recorder accept(Session session) {
        accepted.add(session);
        Recorder recorder = new Recorder();
        recorders.add(recorder);
        return recorder;
    }
}
