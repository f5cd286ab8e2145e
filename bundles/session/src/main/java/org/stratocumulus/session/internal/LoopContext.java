package org.stratocumulus.session.internal;

import java.util.ArrayDeque;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stratocumulus.protocol.chunk.UserDataView;
import org.stratocumulus.session.EndpointOptions;
import org.stratocumulus.session.internal.flow.DataAssembly;
import org.stratocumulus.session.internal.time.Alarms;
import org.stratocumulus.transport.DatagramLoop;

/**
 * What everything on one loop's engine needs: the moment, alarms, counters, the session table and the lists of what is to
 * be done before the engine returns to its caller. Confined to the loop except where said.
 */
public final class LoopContext {
    /** Tasks of other threads that may wait for this loop; more is refused where the work is for strangers. */
    static final int HANDOVER_LIMIT = 4_096;

    private static final Logger LOG = LoggerFactory.getLogger("org.stratocumulus.session");
    private static final long LOG_EVERY_MILLIS = 1_000;

    private final EndpointParts parts;
    private final DatagramLoop loop;
    private final Alarms alarms = new Alarms();
    private final Counters counters = new Counters();
    private final IdTable sessions;
    private final PacketOutput output;
    private final UserDataView userData = new UserDataView();
    private final DataAssembly assembly = new DataAssembly();
    private final TimeCritical timeCritical;
    private final ArrayDeque<OpenSession> ready = new ArrayDeque<>();
    private final ArrayDeque<OpenSession> ended = new ArrayDeque<>();
    private final AtomicInteger handovers = new AtomicInteger();
    private final Runnable turn;
    private volatile EndpointOptions options;
    private boolean working;
    private boolean turnPosted;
    private long now;
    private long loggedAt = Long.MIN_VALUE;

    LoopContext(EndpointParts parts, DatagramLoop loop, EndpointOptions options, long seed, Runnable turn) {
        this.parts = parts;
        this.loop = loop;
        this.options = options;
        this.turn = turn;
        this.timeCritical = new TimeCritical(parts.timeCritical(), loop.index());
        SplittableRandom random = new SplittableRandom(seed);
        this.sessions = new IdTable(loop.index(), parts.loops(), random.nextLong());
        this.output = new PacketOutput(this, parts.profile().newDefaultCipher(), random.nextLong());
    }

    public EndpointParts parts() {
        return parts;
    }

    /** The loop. Any thread. */
    public DatagramLoop loop() {
        return loop;
    }

    public Alarms alarms() {
        return alarms;
    }

    public Counters counters() {
        return counters;
    }

    public void count(Counter counter) {
        counters.count(counter);
    }

    /** Everything that can receive on this loop, by session id. */
    public IdTable sessions() {
        return sessions;
    }

    public PacketOutput output() {
        return output;
    }

    UserDataView userData() {
        return userData;
    }

    DataAssembly assembly() {
        return assembly;
    }

    TimeCritical timeCritical() {
        return timeCritical;
    }

    /** The options of the moment. Any thread. */
    public EndpointOptions options() {
        return options;
    }

    void options(EndpointOptions replacement) {
        options = replacement;
    }

    /** Milliseconds of the moment that is being worked on. */
    public long now() {
        return working ? now : loop.now();
    }

    /** The share of an endpoint-wide rate that one loop has. */
    public int share(int perSecond) {
        return (perSecond + parts.loops() - 1) / parts.loops();
    }

    /** Posts work of this endpoint's own; it runs as a part of a turn. Any thread. */
    public void post(Runnable work) {
        loop.execute(() -> perform(work));
    }

    /** Posts work that a stranger caused, unless too much of it waits already. Any thread. @return whether it was posted */
    public boolean handOver(Runnable work) {
        if (handovers.incrementAndGet() > HANDOVER_LIMIT) {
            handovers.decrementAndGet();
            return false;
        }
        post(() -> {
            handovers.decrementAndGet();
            work.run();
        });
        return true;
    }

    /** Something was set or queued by a caller from outside: sees to it that a turn follows. */
    public void wake() {
        if (!working && !turnPosted) {
            turnPosted = true;
            loop.execute(turn);
        }
    }

    void wantsTransmit(OpenSession session) {
        ready.add(session);
        wake();
    }

    OpenSession nextReady() {
        return ready.poll();
    }

    boolean hasReady() {
        return !ready.isEmpty();
    }

    /** The session has left OPEN: its flows and listeners hear of it as soon as nothing of it is being worked on. */
    void hasEnded(OpenSession session) {
        ended.add(session);
        if (!working) {
            settle();
            wake();
        }
    }

    void settle() {
        for (OpenSession session = ended.poll(); session != null; session = ended.poll()) {
            session.settle();
        }
    }

    /** Runs the work with the clock held, then a turn. */
    private void perform(Runnable work) {
        begin(loop.now());
        guard(work);
        turn.run();
    }

    void begin(long moment) {
        now = moment;
        working = true;
    }

    void end() {
        working = false;
        turnPosted = false;
        counters.publish();
    }

    /** Runs what may call listeners or routers; what they throw is a defect that must not reach the transport. */
    public void guard(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    /** Counts and reports an exception that nobody expected. */
    void failed(RuntimeException e) {
        count(Counter.FAILURES);
        if (now - LOG_EVERY_MILLIS >= loggedAt) {
            loggedAt = now;
            LOG.error("a listener, router or the engine failed; the session concerned goes on or is closed", e);
        }
    }
}
