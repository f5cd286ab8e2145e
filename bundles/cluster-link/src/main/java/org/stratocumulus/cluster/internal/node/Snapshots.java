package org.stratocumulus.cluster.internal.node;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.stratocumulus.api.cluster.ClusterStatus;
import org.stratocumulus.api.cluster.Direction;
import org.stratocumulus.cluster.internal.link.FarEnd;
import org.stratocumulus.cluster.internal.link.HostPort;
import org.stratocumulus.cluster.internal.link.Link;
import org.stratocumulus.cluster.internal.link.Traffic;

/** What the console shows: taken on the link thread at each tick, read by any thread. */
final class Snapshots implements ClusterStatus {
    private final Nodes nodes;
    private final Targets targets;
    private final Handlers handlers;
    private final Requests requests;
    private final Admission admission;
    private volatile List<LinkInfo> links = List.of();
    private volatile List<Problem> problems = List.of();
    private volatile List<Problem> refused = List.of();
    private volatile Problem listenProblem;
    private volatile int port;
    private volatile int silent;

    Snapshots(Nodes nodes, Targets targets, Handlers handlers, Requests requests, Admission admission) {
        this.nodes = nodes;
        this.targets = targets;
        this.handlers = handlers;
        this.requests = requests;
        this.admission = admission;
    }

    void refused(List<org.stratocumulus.api.settings.Problem> settings) {
        refused = settings.stream().map(one -> new Problem(one.key(), one.value(), one.sentence())).toList();
    }

    void listening(int bound, Problem problem) {
        port = bound;
        listenProblem = problem;
    }

    void take(Collection<Link> all, long now) {
        List<LinkInfo> infos = new ArrayList<>();
        List<Problem> found = new ArrayList<>();
        for (Target target : targets.all()) {
            if (!target.isLearned() || target.state != Target.State.STANDBY) { // a learned node on standby is the link below
                infos.add(info(target, now));
            }
            if (target.state == Target.State.SELF) {
                found.add(new Problem("servers.targets", target.toString(), "servers.targets = " + target + ": this server itself"));
            } else if (!target.isLearned() && target.lastError.contains("does not resolve")) {
                found.add(new Problem("servers.targets", target.toString(), "servers.targets = " + target + ": " + target.lastError));
            }
        }
        for (Link link : all) {
            if (link.direction() == Direction.INITIATOR) {
                infos.add(info(link, HostPort.of(link.address()), "accepted", state(link), link.since(), "", now));
            }
        }
        links = List.copyOf(infos);
        problems = List.copyOf(found);
        silent = admission.silent();
    }

    private LinkInfo info(Target target, long now) {
        String origin = target.isLearned() ? "learned" : "configured";
        if (target.link != null) {
            return info(target.link, target.toString(), origin, state(target.link), target.link.since(), target.lastError, now);
        }
        String state = target.state == Target.State.SELF ? "refused" : target.state.name().toLowerCase(Locale.ROOT);
        return new LinkInfo(target.toString(), Direction.TARGET, origin, state, target.learned, List.of(), target.properties, List.of(),
            now - target.since, -1, 0, 0, 0, 0, 0, target.lastError);
    }

    private LinkInfo info(Link link, String address, String origin, String state, long since, String error, long now) {
        FarEnd far = link.far();
        KnownNode node = nodes.of(link);
        Traffic traffic = link.traffic();
        return new LinkInfo(address, link.direction(), origin, state, far == null ? "" : far.nodeId(),
            far == null ? List.of() : far.publicAddresses(), link.properties(),
            node == null ? List.of() : node.services().stream().sorted().toList(), now - since,
            link.roundTripMillis(), traffic.messagesIn(), traffic.messagesOut(), traffic.bytesIn(), traffic.bytesOut(),
            link.outbox().dropped(), error);
    }

    private static String state(Link link) {
        return link.state().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String listening() {
        return port == 0 ? "" : "*:" + port;
    }

    @Override
    public List<LinkInfo> links() {
        return links;
    }

    @Override
    public List<Problem> problems() {
        List<Problem> all = new ArrayList<>(refused);
        Problem listener = listenProblem;
        if (listener != null) {
            all.add(listener);
        }
        all.addAll(problems);
        return all;
    }

    @Override
    public Map<String, Long> counters() {
        Map<String, Long> out = new LinkedHashMap<>();
        out.put("cluster.servers", (long) nodes.linked().size());
        out.put("cluster.silent", (long) silent);
        out.put("cluster.requestsPending", (long) requests.pending());
        out.put("cluster.messagesUnhandled", handlers.unhandled());
        out.put("cluster.messagesDropped", handlers.dropped());
        return out;
    }
}
