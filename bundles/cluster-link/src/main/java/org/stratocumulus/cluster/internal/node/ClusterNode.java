package org.stratocumulus.cluster.internal.node;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.cluster.Cluster;
import org.stratocumulus.api.cluster.ClusterListener;
import org.stratocumulus.api.cluster.ClusterMessageHandler;
import org.stratocumulus.api.cluster.ClusterStatus;
import org.stratocumulus.api.cluster.Direction;
import org.stratocumulus.api.cluster.LocalNode;
import org.stratocumulus.api.cluster.NodeRegistry;
import org.stratocumulus.api.cluster.Servers;
import org.stratocumulus.api.settings.Problem;
import org.stratocumulus.cluster.internal.config.ServersSettings;
import org.stratocumulus.cluster.internal.link.Carrier;
import org.stratocumulus.cluster.internal.link.FarEnd;
import org.stratocumulus.cluster.internal.link.HostPort;
import org.stratocumulus.cluster.internal.link.Link;
import org.stratocumulus.cluster.internal.link.LinkLimits;
import org.stratocumulus.cluster.internal.link.LinkOwner;
import org.stratocumulus.cluster.internal.wire.Hello;

/**
 * This node: puts links, targets, nodes and messages together. It is fed by a {@link LinkTransport} and by {@link #tick}; everything
 * but the {@link Cluster} and the registrations runs on the transport's thread.
 */
public final class ClusterNode implements Cluster, LinkOwner, LinkTransport.Acceptor {
    /** How often {@link #tick} is to be called, in milliseconds. */
    public static final long TICK = 100;

    private static final Logger LOG = LoggerFactory.getLogger(ClusterNode.class);
    private static final long REPORT_EVERY = 1_000;
    private static final long ASLEEP = 1_000;

    private final LinkTransport transport;
    private final Executor pool;
    private final LocalFacts facts;
    private final Introduction introduction;
    private final Listeners listeners;
    private final Requests requests;
    private final Handlers handlers;
    private final Admission admission = new Admission();
    private final Nodes nodes;
    private final Targets targets;
    private final PeerExchange peers;
    private final Reports reports;
    private final Announcements announcements;
    private final Control control;
    private final Snapshots snapshots;
    private final Listening listening;
    private final QuietLog quiet = new QuietLog(LOG);
    private final Map<Link, Target> links = new HashMap<>();
    private final Set<Link> silent = new LinkedHashSet<>();
    private ServersSettings settings = ServersSettings.DEFAULT;
    private LinkLimits limits = LinkLimits.DEFAULT;
    private long nextReport;
    private long lastTick = -1;
    private int loopDelay;
    private boolean reading;
    private boolean closed;

    /**
     * @param nodeId stable identity, up to 64 characters
     * @param incarnation greater at each start
     * @param pool runs handlers, listeners and whatever may block
     */
    public ClusterNode(String nodeId, long incarnation, LinkTransport transport, Executor pool, LocalFacts facts, RandomGenerator random) {
        this.transport = transport;
        this.pool = pool;
        this.facts = facts;
        this.introduction = new Introduction(nodeId, incarnation);
        this.requests = new Requests(transport::now, pool);
        this.handlers = new Handlers(pool);
        this.nodes = new Nodes(nodeId, requests, this::changed);
        this.listeners = new Listeners(pool, nodes::linked);
        this.targets = new Targets(transport, admission, nodes, random, this::dialled);
        this.peers = new PeerExchange(nodeId, nodes, targets);
        this.reports = new Reports(introduction.self(), nodes, () -> transport.loop().execute(this::report));
        this.announcements = new Announcements(nodes);
        this.control = new Control(nodes, peers, reports, requests, handlers);
        this.snapshots = new Snapshots(nodes, targets, handlers, requests, admission);
        this.listening = new Listening(transport, this, introduction, snapshots);
    }

    /** Puts settings in force, touching only what differs. */
    public void apply(ServersSettings next, List<Problem> refused) {
        if (closed) {
            return;
        }
        ServersSettings before = settings;
        settings = next;
        limits = new LinkLimits(5_000, next.heartbeatMillis(), next.timeoutMillis(), 30_000, next.maxFrame(), next.maxQueue());
        introduction.configure(next);
        snapshots.refused(refused);
        admission.allow(next.allow());
        listening.apply(next.port(), next.retryMillis());
        if (!next.cluster().equals(before.cluster())) {
            nodes.linked().stream().filter(KnownNode::isOurs).flatMap(n -> List.copyOf(n.links()).stream()).toList()
                .forEach(link -> link.close("servers.cluster has changed"));
        }
        if (!next.publicAddresses().equals(before.publicAddresses())) {
            List.copyOf(links.keySet()).forEach(Link::helloAgain);
        }
        peers.apply(next.peerExchange());
        targets.apply(next.targets(), next.retryMillis(), transport.now());
    }

    /** Time has passed. */
    public void tick() {
        if (closed) {
            return;
        }
        long now = transport.now();
        boolean slept = lastTick >= 0 && now - lastTick > ASLEEP;
        loopDelay = lastTick < 0 ? 0 : (int) Math.max(0, now - lastTick - TICK);
        lastTick = now;
        for (Link link : List.copyOf(links.keySet())) {
            if (slept) {
                link.excuse(now);
            }
            link.tick(now);
        }
        nodes.tick(now);
        requests.tick(now);
        targets.tick(now);
        snapshots.take(links.keySet(), now);
        listening.tick(now, settings.retryMillis());
        if (now >= nextReport) {
            nextReport = now + REPORT_EVERY;
            report();
        }
    }

    /** Closes every link and the listener. */
    public void close() {
        closed = true;
        targets.apply(List.of(), settings.retryMillis(), transport.now());
        targets.forgetLearned();
        List.copyOf(links.keySet()).forEach(link -> link.close("this server stops"));
        transport.listen(0, this, (bound, problem) -> { });
    }

    private void report() {
        if (reading || closed) {
            return;
        }
        reading = true;
        try {
            pool.execute(() -> {
                LocalFacts.Figures figures = facts.read();
                transport.loop().execute(() -> reported(figures));
            });
        } catch (RejectedExecutionException e) { // too much to do there: the next second is soon enough
            reading = false;
        }
    }

    private void reported(LocalFacts.Figures figures) {
        reading = false;
        if (introduction.rtmfpPort(figures.rtmfpPort())) {
            List.copyOf(links.keySet()).forEach(Link::helloAgain);
        }
        announcements.update(figures.applications());
        reports.publish(figures, transport.now(), loopDelay);
    }

    private void changed() {
        listeners.changed();
    }

    private Link dialled(Target target, InetSocketAddress to, Carrier carrier) {
        Link link = new Link(Direction.TARGET, to, target.properties, limits, this, carrier);
        links.put(link, target);
        link.open(transport.now());
        return link;
    }

    @Override
    public Link accept(InetSocketAddress from, Carrier carrier) {
        String refusal = closed ? "this server stops" : admission.refusal(from.getAddress(), links.size());
        if (refusal != null) {
            quiet.warn(transport.now(), "link from " + HostPort.of(from) + " closed: " + refusal);
            return null;
        }
        Link link = new Link(Direction.INITIATOR, from, Map.of(), limits, this, carrier);
        links.put(link, null);
        silent.add(link);
        link.open(transport.now());
        return link;
    }

    @Override
    public Hello hello(Link link, boolean own) {
        Target target = links.get(link);
        return introduction.hello(target == null ? Map.of() : target.properties, own);
    }

    @Override
    public String refusal(Link link, FarEnd far) {
        spoken(link);
        if (!far.isOurs()) {
            return null;
        }
        Target target = links.get(link);
        if (target != null && introduction.isSelf(far)) {
            targets.self(target, transport.now());
        }
        String refusal = introduction.refusal(far);
        return refusal != null ? refusal : nodes.refusal(far);
    }

    @Override
    public void up(Link link) {
        announcements.greet(link);
        boolean isNew = nodes.up(link, transport.now());
        KnownNode node = nodes.of(link);
        LOG.info("{} is up: {} {}", link, node, node.nodeId());
        if (isNew && node.isOurs()) {
            peers.joined(node);
            reports.greet(node);
        }
    }

    @Override
    public void message(Link link, String name, byte[] data, int offset, int length) {
        KnownNode node = nodes.of(link);
        if (node != null) {
            handlers.message(node, name, data, offset, length);
        }
    }

    @Override
    public void read() {
        handlers.flush();
    }

    @Override
    public void control(Link link, String name, List<AmfValue> values) {
        KnownNode node = nodes.of(link);
        if (node != null) {
            control.heard(link, node, name, values, transport.now());
        }
    }

    @Override
    public void services(Link link, Set<String> paths) {
        KnownNode node = nodes.of(link);
        if (node != null) {
            node.addServices(paths);
        }
    }

    @Override
    public void down(Link link, String reason) {
        boolean wasUp = nodes.of(link) != null;
        spoken(link);
        Target target = links.remove(link);
        nodes.down(link, reason, transport.now());
        if (target != null) {
            targets.down(target, link, wasUp, reason, transport.now());
        }
        if (wasUp) {
            LOG.info("{} is down: {}", link, reason);
        } else if (target == null) {
            quiet.warn(transport.now(), link + " closed: " + reason);
        }
    }

    private void spoken(Link link) {
        if (silent.remove(link)) {
            admission.spoken(link.address().getAddress());
        }
    }

    @Override
    public LocalNode self() {
        return introduction.self();
    }

    @Override
    public Servers servers() {
        return new ServerSet(nodes::linked, null);
    }

    @Override
    public Servers targets() {
        return new ServerSet(nodes::linked, Direction.TARGET);
    }

    @Override
    public Servers initiators() {
        return new ServerSet(nodes::linked, Direction.INITIATOR);
    }

    /** The reports. Any thread. */
    public NodeRegistry registry() {
        return reports;
    }

    /** What the console shows. Any thread. */
    public ClusterStatus status() {
        return snapshots;
    }

    /** Adds a message handler. Any thread. */
    public void add(ClusterMessageHandler handler, List<String> topics, String path, int ranking) {
        handlers.add(handler, topics, path, ranking);
    }

    /** Removes a message handler. Any thread. */
    public void remove(ClusterMessageHandler handler) {
        handlers.remove(handler);
    }

    /** Adds a listener. Any thread. */
    public void add(ClusterListener listener) {
        listeners.add(listener);
    }

    /** Removes a listener. Any thread. */
    public void remove(ClusterListener listener) {
        listeners.remove(listener);
    }
}
