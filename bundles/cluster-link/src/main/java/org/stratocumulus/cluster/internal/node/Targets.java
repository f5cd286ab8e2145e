package org.stratocumulus.cluster.internal.node;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stratocumulus.cluster.internal.config.TargetAddress;
import org.stratocumulus.cluster.internal.link.Carrier;
import org.stratocumulus.cluster.internal.link.HostPort;
import org.stratocumulus.cluster.internal.link.Link;

/**
 * Whom to dial and when: a target at once, then every {@code servers.retry} with a tenth of jitter; a link that had lasted is dialled
 * again within a second of its loss. A target whose node is linked by another way stands by.
 */
final class Targets {
    /** Nodes learned from others. */
    static final int MAX_LEARNED = 256;
    /** How long a learned node is dialled without being heard of. */
    static final long FORGET_MILLIS = 600_000;

    private static final Logger LOG = LoggerFactory.getLogger(Targets.class);
    private static final long AT_ONCE = 1_000;

    private final LinkTransport transport;
    private final Admission admission;
    private final Nodes nodes;
    private final RandomGenerator random;
    private final Linker linker;
    private final Map<TargetAddress, Target> configured = new LinkedHashMap<>();
    private final Map<String, Target> learned = new LinkedHashMap<>();
    private long retry = 10_000;

    /** Makes the link of a dial that has succeeded. */
    interface Linker {
        Link link(Target target, InetSocketAddress to, Carrier carrier);
    }

    Targets(LinkTransport transport, Admission admission, Nodes nodes, RandomGenerator random, Linker linker) {
        this.transport = transport;
        this.admission = admission;
        this.nodes = nodes;
        this.random = random;
        this.linker = linker;
    }

    /** Adds and removes what has changed, and touches nothing else. */
    void apply(List<TargetAddress> wanted, long retryMillis, long now) {
        retry = retryMillis;
        for (TargetAddress gone : List.copyOf(configured.keySet())) {
            if (!wanted.contains(gone)) {
                drop(configured.remove(gone), "removed from servers.targets");
            }
        }
        for (TargetAddress target : wanted) {
            configured.computeIfAbsent(target, t -> new Target(List.of(t.address()), t.properties(), "", now));
        }
        admitTargets();
        tick(now);
    }

    /** A node of ours is said to be reachable at these places. It is dialled after a delay unless it is linked by then. */
    void learn(String nodeId, List<HostPort> places, long delay, long now) {
        Target known = learned.get(nodeId);
        if (known != null && (known.places.equals(places) || known.state != Target.State.WAITING && known.state != Target.State.STANDBY)) {
            known.seen = now;
            return;
        }
        if (known == null && learned.size() >= MAX_LEARNED) {
            return;
        }
        Target target = new Target(places, Map.of(), nodeId, now);
        target.due = now + delay;
        learned.put(nodeId, target);
    }

    /** Forgets every learned node and closes the links to them. */
    void forgetLearned() {
        List<Target> all = List.copyOf(learned.values());
        learned.clear();
        all.forEach(target -> drop(target, "servers.peerExchange was switched off"));
    }

    void tick(long now) {
        for (Target target : all()) {
            boolean standby = target.state == Target.State.STANDBY;
            if ((standby || target.isLearned() && target.state == Target.State.WAITING) && covers(target, now)) {
                continue;
            }
            if (standby) {
                target.enter(Target.State.WAITING, now);
                // whoever had the other link will dial it again; this one is for the case that nobody does
                target.due = target.isLearned() ? now + 3 * retry : now + jitter(AT_ONCE);
            }
            if (target.isLearned() && target.state == Target.State.WAITING && now - target.seen > FORGET_MILLIS) {
                learned.remove(target.learned, target);
            } else if (target.state == Target.State.WAITING && now >= target.due) {
                resolve(target, now);
            }
        }
    }

    /** The link of a target is closed. */
    void down(Target target, Link link, boolean wasUp, String reason, long now) {
        boolean lasted = wasUp && now - target.since >= retry;
        target.link = null;
        if (wasUp && nodes.byId(link.far().nodeId()) != null) { // another link to the same node is kept
            target.lastError = "";
            target.standbyFor = link.far().nodeId();
            target.enter(Target.State.STANDBY, now);
        } else {
            failed(target, reason, lasted ? jitter(AT_ONCE) : retry(), now);
        }
    }

    /** The target is this very server. It is not dialled again. */
    void self(Target target, long now) {
        target.enter(Target.State.SELF, now);
    }

    List<Target> all() {
        List<Target> all = new ArrayList<>(configured.values());
        all.addAll(learned.values());
        return all;
    }

    private boolean covers(Target target, long now) {
        String id = target.isLearned() ? target.learned : target.standbyFor;
        if (nodes.byId(id) == null) {
            return false;
        }
        target.standbyFor = id;
        target.seen = now;
        target.enter(Target.State.STANDBY, now);
        return true;
    }

    private void drop(Target target, String reason) {
        target.dropped = true;
        if (target.link != null) {
            target.link.close(reason);
        }
    }

    private void resolve(Target target, long now) {
        target.enter(Target.State.RESOLVING, now);
        HostPort place = target.current();
        transport.resolve(place.host(), (addresses, problem) -> {
            if (target.dropped) {
                return;
            }
            long then = transport.now();
            target.addresses = addresses.stream().filter(a -> !target.isLearned() || admission.admits(a)).toList();
            target.address = 0;
            admitTargets();
            if (target.addresses.isEmpty()) {
                failed(target, addresses.isEmpty() ? "'" + place.host() + "' does not resolve: " + problem
                    : "learned from another node, but not in servers.allow", retry(), then);
            } else {
                dial(target, place, then);
            }
        });
    }

    private void dial(Target target, HostPort place, long now) {
        target.enter(Target.State.DIALLING, now);
        InetSocketAddress to = new InetSocketAddress(target.addresses.get(target.address), place.port());
        transport.dial(to, new LinkTransport.Dialled() {
            @Override
            public Link connected(Carrier carrier) {
                if (target.dropped) {
                    return null;
                }
                target.enter(Target.State.LINKED, transport.now());
                target.seen = transport.now();
                target.link = linker.link(target, to, carrier);
                return target.link;
            }

            @Override
            public void failed(String reason) {
                if (target.dropped) {
                    return;
                }
                if (++target.address < target.addresses.size()) {
                    dial(target, place, transport.now());
                } else {
                    Targets.this.failed(target, reason, retry(), transport.now());
                }
            }
        });
    }

    private void failed(Target target, String reason, long delay, long now) {
        if (!target.dropped && !reason.equals(target.lastError)) {
            LOG.warn("target {}: {}; next attempt in {} ms", target, reason, delay);
        }
        target.lastError = reason;
        target.place++;
        target.due = now + delay;
        if (target.state != Target.State.SELF) {
            target.enter(Target.State.WAITING, now);
        }
    }

    private void admitTargets() {
        Set<InetAddress> addresses = new HashSet<>();
        configured.values().forEach(target -> addresses.addAll(target.addresses));
        admission.targets(addresses);
    }

    private long retry() {
        return retry - retry / 10 + jitter(retry / 5);
    }

    private long jitter(long bound) {
        return random.nextLong(Math.max(1, bound));
    }
}
