package org.stratocumulus.balancing.internal;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.stratocumulus.api.balancing.Balancing.Decision;
import org.stratocumulus.api.balancing.Balancing.Explanation;
import org.stratocumulus.api.balancing.Balancing.NodeVerdict;
import org.stratocumulus.api.balancing.Choice;
import org.stratocumulus.api.balancing.ClusterView;
import org.stratocumulus.api.balancing.Elsewhere;
import org.stratocumulus.api.balancing.Hello;
import org.stratocumulus.api.cluster.NodeState;
import org.stratocumulus.balancing.internal.Strategies.Ranked;
import org.stratocumulus.crypto.EndpointDiscriminator;
import org.stratocumulus.protocol.Address;
import org.stratocumulus.session.spi.HelloDecision;
import org.stratocumulus.session.spi.HelloRouter;

/**
 * Asks the active strategy about every hello that looks for a server (RFC 7016 section 3.5.1.7) and answers for it. Runs on all event
 * loops at once; what it keeps of hellos is bounded, since nothing about their senders is proved.
 */
public final class HelloBalancer implements HelloRouter, Elsewhere {
    /** Hellos whose verdict is remembered; the oldest make room. */
    static final int REMEMBERED = 65_536;
    /** For how long; an initiator has given up by then (RFC 7016 section 3.5.1.1.1: 95 seconds). */
    static final long REMEMBER_MILLIS = 120_000;

    private record Seen(int attempts, Verdict verdict) {
        private static final Verdict SERVED = Verdict.serve(Decider.RULES, "served before");
        private static final Seen SERVED_AT_ONCE = new Seen(1, SERVED);

        /** Of those that are served, which are many, nothing is kept but that they are. */
        static Seen of(int attempts, Verdict verdict) {
            if (verdict.outcome() != Verdict.Outcome.SERVE) {
                return new Seen(attempts, verdict);
            }
            return attempts == 1 ? SERVED_AT_ONCE : new Seen(attempts, SERVED);
        }

        boolean serves() {
            return verdict.outcome() == Verdict.Outcome.SERVE;
        }
    }

    /** Tells other nodes that a client was sent to them. */
    @FunctionalInterface
    public interface Announcer {
        /** Called on event loops: must not block. @param nodes ids of the nodes @param client whose arrays are not to be changed */
        void announce(List<String> nodes, Arrival client);
    }

    private final NodeTable table;
    private final Strategies strategies;
    private final Arrivals arrivals;
    private final Announcer announcer;
    private final LongSupplier millis;
    private final LongSupplier epochMillis;
    private final long secret;
    private final AdmissionGate gate = new AdmissionGate();
    private final AdmissionGate forwards = new AdmissionGate();
    private final Recent<Seen> recent = new Recent<>(REMEMBERED, REMEMBER_MILLIS);
    private final TurnedAway turnedAway = new TurnedAway();
    private final DecisionLog log = new DecisionLog();
    private final HelloUrl.Parser urls = new HelloUrl.Parser();
    private final LongAdder served = new LongAdder();
    private final LongAdder redirected = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private final LongAdder arrived = new LongAdder();
    private final LongAdder unanswered = new LongAdder();
    private final LongAdder forwarded = new LongAdder();
    private final LongAdder forwardsAnswered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private volatile BalancingSettings settings;
    private volatile ShadowRun shadow;

    /**
     * @param arrivals clients that are served because another node has sent them
     * @param millis a monotonic clock
     * @param epochMillis the time of day, for the log
     * @param secret makes {@link Hello#seed} unforeseeable
     */
    public HelloBalancer(NodeTable table, Strategies strategies, Arrivals arrivals, Announcer announcer, BalancingSettings settings,
            LongSupplier millis, LongSupplier epochMillis, long secret) {
        this.table = table;
        this.strategies = strategies;
        this.arrivals = arrivals;
        this.announcer = announcer;
        this.settings = settings;
        this.millis = millis;
        this.epochMillis = epochMillis;
        this.secret = secret;
    }

    /** New settings hold from the next hello on. */
    public void settings(BalancingSettings next) {
        settings = next;
    }

    /** Lets a strategy run in the shadow; null ends it. */
    void shadow(ShadowRun next) {
        shadow = next;
    }

    ShadowRun shadow() {
        return shadow;
    }

    @Override
    public HelloDecision route(InetSocketAddress from, EndpointDiscriminator discriminator, byte[] tag, boolean selectsUs) {
        if (!selectsUs) {
            return HelloDecision.PASS; // a peer is looked for, not a server: rendezvous goes on whatever state this node is in
        }
        try {
            long now = millis.getAsLong();
            if (discriminator.fingerprint().isPresent()) { // this very node is wanted, no other will do
                return view(now).self().state() == NodeState.DRAINING ? HelloDecision.IGNORE : HelloDecision.PASS;
            }
            return route(from, discriminator, tag, now);
        } catch (RuntimeException e) { // whatever a stranger sent: the endpoint answers as if there were no balancing
            failed.increment();
            return HelloDecision.PASS;
        }
    }

    /** What would become of a client; nothing is changed or counted. */
    Explanation explain(InetSocketAddress client, String url, long seed) {
        ClusterView view = view(millis.getAsLong());
        HelloUrl wanted = HelloUrl.parse(url);
        Hello hello = new Hello(client, wanted.path(), wanted.query(), 1, seed);
        Ranked active = strategies.active();
        Verdict verdict = Decider.decide(hello, view, null, null, active.name(), (h, v) -> active.guard().peek(h, v), settings);
        return new Explanation(DecisionLog.decision(epochMillis.getAsLong(), hello, verdict),
            verdict.addresses().stream().map(Address::socketAddress).map(HelloBalancer::text).toList(),
            Decider.nodes(view).stream().map(node -> new NodeVerdict(node, RedirectRules.verdict(node))).toList());
    }

    /** Why nobody had room for the client that asked from this address; null when somebody had. Any thread. */
    String turnedAway(InetSocketAddress client) {
        return turnedAway.reason(client, millis.getAsLong());
    }

    /** This node has room, after all, for a client that was turned away. @return false when too many come in this second. Any thread. */
    boolean admitAfterAll(InetSocketAddress client) {
        long now = millis.getAsLong();
        boolean open = gate.isOpen(settings.admission(), now);
        if (open) {
            turnedAway.admit(client, now);
            gate.admitted(settings.admission(), now);
        }
        return open;
    }

    @Override
    public String find(InetSocketAddress client) {
        return RedirectRules.leastLoaded(view(millis.getAsLong()), client).map(HelloBalancer::text).orElse("");
    }

    /** Newest first. */
    List<Decision> log(int limit) {
        return log.list(limit);
    }

    /** What has been counted. */
    Map<String, Long> counters() {
        return new TreeMap<>(Map.of("balancing.served", served.sum(), "balancing.redirected", redirected.sum(),
            "balancing.refused", refused.sum(), "balancing.repeated", repeated.sum(), "balancing.arrivals", arrived.sum(),
            "balancing.forwarded", forwarded.sum(), "balancing.forwardsAnswered", forwardsAnswered.sum(),
            "balancing.unanswered", unanswered.sum(), "balancing.failed", failed.sum(), "balancing.remembered", (long) recent.size()));
    }

    /**
     * A node has forwarded the hello of a client that it sends here (RFC 7016 section 3.5.1.6). The client's own hello, if one follows,
     * is a repetition. Any thread.
     *
     * @return whether this node serves the client, and the hello is to be answered
     */
    boolean forwarded(InetSocketAddress client, String url, byte[] tag, String sender) {
        long now = millis.getAsLong();
        ClusterView view = view(now);
        if (!view.self().isOpen()) {
            return false; // the client's own hello is sent on; a forwarded one is not forwarded again
        }
        Verdict verdict = Verdict.serve(Decider.RULES, "sent here by " + sender + ", which forwarded the hello");
        HelloKey key = HelloKey.of(client, tag);
        Seen seen = recent.update(key, now, former -> former != null && former.serves() ? former
            : new Seen(former == null ? 1 : former.attempts(), verdict));
        if (seen.verdict() == verdict) {
            HelloUrl wanted = HelloUrl.parse(url);
            carryOut(verdict, new Hello(client, wanted.path(), wanted.query(), seen.attempts(), seed(key.bytes())), view, now);
            arrived.increment();
        }
        forwardsAnswered.increment();
        return true;
    }

    private HelloDecision route(InetSocketAddress from, EndpointDiscriminator discriminator, byte[] tag, long now) {
        HelloKey key = HelloKey.of(from, tag);
        Seen former = recent.find(key, now);
        Verdict earlier = former == null ? null : former.verdict();
        int attempt = former == null ? 1 : Math.min(former.attempts() + 1, Integer.MAX_VALUE - 1);
        ClusterView view = view(now);
        HelloUrl wanted = urls.parse(discriminator.ancillaryData().orElse(""));
        String sender = sender(tag, wanted);
        if (earlier != null && Decider.stands(earlier, attempt, sender, view)) {
            recent.update(key, now, any -> new Seen(attempt, earlier));
            repeated.increment();
            if (settings.forwardHello()) { // the answer to the forwarded one may have been lost
                announce(earlier, from, discriminator, tag, now);
            }
            return earlier.decision();
        }
        Hello hello = new Hello(from, wanted.path(), wanted.query(), attempt, seed(key.bytes()));
        Ranked active = strategies.active();
        Verdict verdict = Decider.decide(hello, view, earlier, sender, active.name(), (h, v) -> ask(active, h, v), settings);
        recent.update(key, now, any -> Seen.of(attempt, verdict));
        boolean answered = carryOut(verdict, hello, view, now);
        announce(verdict, from, discriminator, tag, now);
        if (sender != null) {
            arrived.increment();
        }
        return verdict.outcome() == Verdict.Outcome.REFUSE && answered ? HelloDecision.PASS : verdict.decision();
    }

    /**
     * Who has redirected this client here. A node that did so has announced it; its message may be slower than the client, so a URL that
     * names another node is as good: nobody comes here with it unless he was sent.
     */
    private String sender(byte[] tag, HelloUrl wanted) {
        String announced = arrivals.sender(tag);
        return announced != null || wanted.server().isEmpty() ? announced : table.nodeAt(wanted.server());
    }

    private Choice ask(Ranked active, Hello hello, ClusterView view) {
        Choice choice = active.guard().ask(hello, view, settings.budgetMicros());
        if (choice == null) {
            unanswered.increment();
            return null;
        }
        ShadowRun beside = shadow;
        if (beside != null) {
            beside.compare(choice, hello, view, settings.budgetMicros());
        }
        return choice;
    }

    /** @return whether the client hears of it */
    private boolean carryOut(Verdict verdict, Hello hello, ClusterView view, long now) {
        log.add(epochMillis.getAsLong(), hello, verdict);
        switch (verdict.outcome()) {
            case SERVE -> {
                served.increment();
                turnedAway.admit(hello.client(), now);
                gate.admitted(settings.admission(), now);
                table.sent(view.self().id(), now);
            }
            case REDIRECT -> {
                redirected.increment();
                table.sent(verdict.nodes().get(0), now);
            }
            case REFUSE -> {
                refused.increment();
                return turnedAway.refuse(hello.client(), verdict.reason(), now);
            }
        }
        return true;
    }

    /** Tells the nodes that a client is sent to, and where the setting says so and the limit has room, has them answer its hello. */
    private void announce(Verdict verdict, InetSocketAddress from, EndpointDiscriminator discriminator, byte[] tag, long now) {
        if (verdict.outcome() != Verdict.Outcome.REDIRECT || !Arrivals.isFit(tag)) {
            return;
        }
        byte[] wanted = discriminator.encoded();
        boolean forward = settings.forwardHello() && wanted.length <= Arrival.MAX_DISCRIMINATOR
            && forwards.isOpen(ForwardedHellos.LIMIT, now);
        if (forward) {
            verdict.nodes().forEach(node -> forwards.admitted(ForwardedHellos.LIMIT, now));
            forwarded.increment();
        }
        announcer.announce(verdict.nodes(), forward ? new Arrival(tag, wanted, from) : Arrival.announced(tag));
    }

    private ClusterView view(long now) {
        return table.view(now, settings.staleMillis(), !gate.isOpen(settings.admission(), now));
    }

    static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }

    /** FNV-1a with the secret, and a last mixing so that every bit depends on all. */
    private long seed(byte[] bytes) {
        long hash = secret ^ 0xcbf29ce484222325L;
        for (byte b : bytes) {
            hash = (hash ^ b & 0xff) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        return hash ^ hash >>> 33;
    }
}
