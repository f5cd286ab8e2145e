package org.stratocumulus.cluster.internal.node;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stratocumulus.amf.AmfNumber;
import org.stratocumulus.amf.AmfString;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.cluster.Cluster;
import org.stratocumulus.api.cluster.ClusterListener;
import org.stratocumulus.api.cluster.ClusterMessageHandler;
import org.stratocumulus.api.cluster.ClusterStatus;
import org.stratocumulus.api.cluster.ClusterStatus.Problem;
import org.stratocumulus.api.cluster.Direction;
import org.stratocumulus.api.cluster.LocalNode;
import org.stratocumulus.api.cluster.NodeRegistry;
import org.stratocumulus.api.cluster.Servers;
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
    private static final Set<String> CAPABILITIES = Set.of("heartbeat", "peers", "reports", "requests");
    private static final long REPORT_EVERY = 1_000;
    private static final long ASLEEP = 1_000;

    private final LinkTransport transport;
    private final Executor pool;
    private final LocalFacts facts;
    private final Listeners listeners;
    private final Requests requests;
    private final Handlers handlers;
    private final Admission admission = new Admission();
    private final Nodes nodes;
    private final Targets targets;
    private final PeerExchange peers;
    private final Reports reports;
    private final Announcements announcements;
    private final Snapshots snapshots;
    private final QuietLog quiet = new QuietLog(LOG);
    private final Map<Link, Target> links = new HashMap<>();
    private final Set<Link> silent = new LinkedHashSet<>();
    private volatile LocalNode self;
    private ServersSettings settings = ServersSettings.DEFAULT;
    private LinkLimits limits = LinkLimits.DEFAULT;
    private int rtmfpPort;
    private int listening;
    private long nextReport;
    private long nextListen;
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
        this.self = new LocalNode(nodeId, incarnation, "", List.of(), 0, CAPABILITIES);
        this.requests = new Requests(transport::now, pool);
        this.handlers = new Handlers(pool);
        this.nodes = new Nodes(nodeId, requests, this::changed);
        this.listeners = new Listeners(pool, nodes::linked);
        this.targets = new Targets(transport, admission, nodes, random, this::dialled);
        this.peers = new PeerExchange(nodeId, nodes, targets);
        this.reports = new Reports(self, nodes, () -> transport.loop().execute(this::report));
        this.announcements = new Announcements(nodes);
        this.snapshots = new Snapshots(nodes, targets, handlers, requests, admission);
    }

    /** Puts settings in force, touching only what differs. */
    public void apply(ServersSettings next, List<Problem> refused) {
        if (closed) {
            return;
        }
        ServersSettings before = settings;
        settings = next;
        limits = new LinkLimits(5_000, next.heartbeatMillis(), next.timeoutMillis(), 30_000, next.maxFrame(), next.maxQueue());
        self = new LocalNode(self.nodeId(), self.incarnation(), next.cluster(), next.publicAddresses(), listening, CAPABILITIES);
        snapshots.refused(refused);
        admission.allow(next.allow());
        if (next.port() != before.port()) {
            listen(next.port());
        }
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

    private void listen(int port) {
        nextListen = transport.now() + settings.retryMillis();
        transport.listen(port, this, (bound, problem) -> {
            snapshots.listening(bound, problem == null ? null
                : new Problem("servers.port", Integer.toString(port), "servers.port: cannot listen on " + port + ": " + problem));
            if (problem != null) {
                quiet.warn(transport.now(), "servers.port: cannot listen on " + port + ": " + problem);
            }
            listening = bound;
            self = new LocalNode(self.nodeId(), self.incarnation(), self.cluster(), self.publicAddresses(), bound, CAPABILITIES);
        });
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
        if (settings.port() != listening && now >= nextListen) {
            listen(settings.port());
        }
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
        if (rtmfpPort != figures.rtmfpPort()) {
            rtmfpPort = figures.rtmfpPort();
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
        SortedMap<String, String> properties = new TreeMap<>();
        Target target = links.get(link);
        if (target != null) {
            properties.putAll(target.properties);
        }
        if (own) {
            properties.putAll(FarEnd.describe(self));
        }
        List<String> addresses = self.publicAddresses();
        return addresses.isEmpty() ? Hello.of(rtmfpPort, properties) : Hello.of(addresses.get(0), properties);
    }

    @Override
    public String refusal(Link link, FarEnd far) {
        spoken(link);
        if (!far.isOurs()) {
            return null;
        }
        if (far.nodeId().equals(self.nodeId())) {
            Target target = links.get(link);
            if (target != null) {
                targets.self(target, transport.now());
            }
            return "this is the same server at both ends";
        }
        if (far.version() < FarEnd.SINCE || far.since() > FarEnd.VERSION) {
            return "protocol versions " + far.since() + " to " + far.version() + " there, " + FarEnd.SINCE + " to " + FarEnd.VERSION + " here";
        }
        if (!far.cluster().equals(self.cluster())) {
            return "servers.cluster is '" + printable(far.cluster()) + "' there and '" + self.cluster() + "' here";
        }
        return nodes.refusal(far);
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
    public void control(Link link, String name, List<AmfValue> values) {
        KnownNode node = nodes.of(link);
        if (node == null) {
            return;
        }
        switch (name) {
            case PeerExchange.PEERS -> peers.heard(values, transport.now());
            case Reports.REPORT -> reports.heard(node, values);
            case Requests.REPLY -> requests.reply(node, values);
            case Requests.REQUEST -> request(node, values);
            case Nodes.SUPERSEDED -> nodes.superseded(link, transport.now());
            default -> LOG.debug("{} says {}, which this version does not know", link, name);
        }
    }

    private void request(KnownNode from, List<AmfValue> values) {
        if (values.size() >= 2 && values.get(0) instanceof AmfNumber number && values.get(1) instanceof AmfString name) {
            handlers.request(from, name.text(), values.subList(2, values.size()), requests.answer(from, number));
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

    private static String printable(String text) {
        String shown = text.length() > 64 ? text.substring(0, 64) : text;
        return shown.replaceAll("[^ -~]", "?");
    }

    @Override
    public LocalNode self() {
        return self;
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
