package org.stratocumulus.session;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.status.SessionInfo;
import org.stratocumulus.crypto.CryptographyProfile;
import org.stratocumulus.crypto.EndpointDiscriminator;
import org.stratocumulus.session.internal.Counter;
import org.stratocumulus.session.internal.Directory;
import org.stratocumulus.session.internal.EndpointParts;
import org.stratocumulus.session.internal.LoopDriver;
import org.stratocumulus.session.internal.OpenSession;
import org.stratocumulus.session.internal.TimeCriticalLoops;
import org.stratocumulus.session.internal.startup.CookieJar;
import org.stratocumulus.session.internal.startup.Opening;
import org.stratocumulus.session.internal.startup.Openings;
import org.stratocumulus.session.spi.HelloRouter;
import org.stratocumulus.session.spi.SessionAcceptor;
import org.stratocumulus.transport.DatagramLoop;

/**
 * An RTMFP endpoint (RFC 7016 section 3.2): one identity on a set of loops. Answers hellos, opens sessions, and knows the
 * open ones. Every method may be called from any thread; sessions themselves belong to their loops.
 */
public final class Endpoint implements AutoCloseable {
    private static final int SECRET_LENGTH = 32;
    private static final int TAG_LENGTH = 16;

    private final EndpointParts parts;
    private final List<LoopDriver> drivers = new ArrayList<>();
    private final SecureRandom random;
    private final AtomicInteger nextLoop = new AtomicInteger();
    private volatile EndpointOptions options;
    private volatile boolean closed;

    /**
     * Starts on the loops, whose datagram handler it becomes.
     *
     * @param loops with the indexes 0 to their count minus one, in order
     * @param keyingPool runs public-key arithmetic; bounds its own threads, need not bound its queue
     * @param random for session ids, cookies, tags and secrets
     * @param acceptor asked for every hello and session: who takes sessions now; null answered means nobody, and hellos
     *     then find no answer
     * @param routers asked for every hello: the routers of the moment, in order
     */
    public Endpoint(List<? extends DatagramLoop> loops, CryptographyProfile profile, EndpointOptions options, Executor keyingPool,
            SecureRandom random, Supplier<SessionAcceptor> acceptor, Supplier<List<HelloRouter>> routers) {
        this.options = Objects.requireNonNull(options, "options");
        this.random = random;
        this.parts = new EndpointParts(loops.size(), profile, keyingPool, () -> closed ? null : acceptor.get(), routers,
                new Directory(), new Openings(), new TimeCriticalLoops(loops.size()));
        byte[] cookieSeed = new byte[SECRET_LENGTH];
        random.nextBytes(cookieSeed);
        long origin = loops.get(0).now();
        for (DatagramLoop loop : loops) {
            drivers.add(new LoopDriver(parts, loop, options, random, new CookieJar(cookieSeed, origin)));
        }
        for (int i = 0; i < drivers.size(); i++) {
            loops.get(i).handler(drivers.get(i));
        }
    }

    /** The identity of this endpoint. */
    public PeerId peerId() {
        return parts.profile().nearCertificate().fingerprint();
    }

    /** The limits of the moment. */
    public EndpointOptions options() {
        return options;
    }

    /** Replaces limits and habits; what is open stays open. */
    public void options(EndpointOptions replacement) {
        options = Objects.requireNonNull(replacement, "replacement");
        for (LoopDriver driver : drivers) {
            driver.context().post(() -> driver.engine().options(replacement));
        }
    }

    /**
     * Opens a session (RFC 7016 section 3.5.1.1.1).
     *
     * @param candidates where to say hello, resolved; at most 24 are used
     * @param listener becomes the session's listener; hears {@code opened}, and nothing of a session that never opens
     * @return completes on the session's loop, after {@code opened}; exceptionally with {@link OpenFailedException}: after the
     *     ultimate open timeout, or at once when no candidate is left that may answer and has a key agreement in common with this
     *     end. Cancelling it ends the attempt
     */
    public CompletableFuture<Session> connect(EndpointDiscriminator discriminator, Collection<InetSocketAddress> candidates,
            SessionListener listener) {
        CompletableFuture<Session> result = new CompletableFuture<>();
        if (closed) {
            result.completeExceptionally(new OpenFailedException(CloseReason.SHUTDOWN, "the endpoint is closed"));
            return result;
        }
        byte[] tag = new byte[TAG_LENGTH];
        random.nextBytes(tag);
        List<InetSocketAddress> addresses = List.copyOf(candidates);
        LoopDriver driver = drivers.get(Math.floorMod(nextLoop.getAndIncrement(), drivers.size()));
        Opening opening = new Opening(driver.engine(), discriminator, tag, listener, result);
        driver.context().post(() -> opening.begin(addresses));
        return result;
    }

    /** The open session with this peer; the newest, if there are several. */
    public Optional<Session> find(PeerId peer) {
        return Optional.ofNullable(parts.directory().find(peer));
    }

    /** Sessions that take room now: open and closing ones. */
    public int sessionCount() {
        return parts.directory().size();
    }

    /** Descriptions of open sessions, each made on its session's loop. The path is the listener's label. */
    public CompletableFuture<List<SessionInfo>> sessions(int limit) {
        List<CompletableFuture<SessionInfo>> infos = new ArrayList<>();
        for (OpenSession session : parts.directory().some(limit)) {
            CompletableFuture<SessionInfo> info = new CompletableFuture<>();
            session.loop().execute(() -> info.complete(describe(session)));
            infos.add(info);
        }
        return CompletableFuture.allOf(infos.toArray(CompletableFuture[]::new))
                .thenApply(all -> infos.stream().map(CompletableFuture::join).toList());
    }

    /** Closes the session with this receive session identifier reliably and in order (RFC 7016 section 3.5.5), if it is open. */
    public void closeSession(int id) {
        LoopDriver owner = drivers.get(Integer.remainderUnsigned(id, drivers.size()));
        owner.context().post(() -> {
            if (owner.context().sessions().get(id) instanceof OpenSession session) {
                session.close();
            }
        });
    }

    /**
     * Answers a hello that another end has forwarded outside any session (RFC 7016 section 3.5.1.6), by an RHello as though it had come
     * from the reply address. Counts as every other hello against {@link EndpointOptions#hellosPerSecond}.
     *
     * @return false when too much waits for the loops, and there will be no answer
     */
    public boolean answerForwarded(InetSocketAddress replyAddress, byte[] discriminator, byte[] tag) {
        LoopDriver driver = drivers.get(Math.floorMod(nextLoop.getAndIncrement(), drivers.size()));
        return driver.context().handOver(
                () -> driver.engine().startupInput().responder().answerForwarded(replyAddress, discriminator, tag));
    }

    /** Everything that is counted, summed over the loops, by name. */
    public Map<String, Long> counters() {
        Map<String, Long> sums = new LinkedHashMap<>();
        for (Counter counter : Counter.values()) {
            long sum = 0;
            for (LoopDriver driver : drivers) {
                sum += driver.context().counters().get(counter);
            }
            sums.put(counter.label(), sum);
        }
        return sums;
    }

    /** Begins {@link #shutdown} and does not wait for it. */
    @Override
    public void close() {
        shutdown();
    }

    /**
     * Closes every session abruptly, telling the far ends (RFC 7016 section 3.5.5), gives up all openings, and answers no
     * hello any more. The loops stay: they are the transport's.
     *
     * @return completes when the last close was handed to the transport
     */
    public CompletableFuture<Void> shutdown() {
        closed = true;
        List<CompletableFuture<Void>> done = new ArrayList<>();
        for (LoopDriver driver : drivers) {
            CompletableFuture<Void> one = new CompletableFuture<>();
            driver.context().post(() -> {
                driver.engine().shutdown();
                one.complete(null);
            });
            done.add(one);
        }
        return CompletableFuture.allOf(done.toArray(CompletableFuture[]::new));
    }

    private static SessionInfo describe(OpenSession session) {
        SessionStats stats = session.stats();
        return new SessionInfo(session.id(), session.farPeerId(), address(session.farAddress()), session.state().name(), session.label(),
                stats.ageMillis(), stats.roundTripMillis(), stats.bytesIn(), stats.bytesOut(), stats.bufferedBytes(),
                stats.sendFlows() + stats.recvFlows());
    }

    private static String address(InetSocketAddress address) {
        String ip = address.getAddress().getHostAddress();
        return (ip.indexOf(':') >= 0 ? "[" + ip + "]" : ip) + ":" + address.getPort();
    }
}
