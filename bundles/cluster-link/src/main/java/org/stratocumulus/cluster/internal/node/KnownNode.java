package org.stratocumulus.cluster.internal.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.cluster.Direction;
import org.stratocumulus.api.cluster.NodeReport;
import org.stratocumulus.api.cluster.SendResult;
import org.stratocumulus.api.cluster.ServerNode;
import org.stratocumulus.cluster.internal.link.HostPort;
import org.stratocumulus.cluster.internal.link.Link;
import org.stratocumulus.cluster.internal.wire.Payload;

/** A linked server. Its links are the link thread's; the rest may be read and used by any thread. */
final class KnownNode implements ServerNode {
    private static final int MAX_SERVICES = 1024;

    private final Requests requests;
    private final List<Link> links = new ArrayList<>(1);
    private volatile Link primary;
    private volatile Map<String, String> properties = Map.of();
    private volatile Set<String> services = Set.of();
    private volatile NodeReport report;
    private volatile String lostBecause;

    KnownNode(Link first, Requests requests) {
        this.primary = first;
        this.requests = requests;
        add(first);
    }

    /** A further link to the same node. The properties of all its links are the node's: two that dialled each other label each other. */
    void add(Link link) {
        links.add(link);
        Map<String, String> all = new TreeMap<>(properties);
        link.properties().forEach(all::putIfAbsent);
        properties = Collections.unmodifiableMap(all);
    }

    @Override
    public String nodeId() {
        return primary.far().nodeId();
    }

    @Override
    public long incarnation() {
        return primary.far().incarnation();
    }

    @Override
    public String address() {
        return HostPort.of(primary.address());
    }

    @Override
    public List<String> publicAddresses() {
        return primary.far().publicAddresses();
    }

    @Override
    public Direction direction() {
        return primary.direction();
    }

    @Override
    public Map<String, String> properties() {
        return properties;
    }

    @Override
    public Set<String> capabilities() {
        return primary.far().capabilities();
    }

    @Override
    public Set<String> services() {
        return services;
    }

    @Override
    public boolean isConnected() {
        return lostBecause == null;
    }

    @Override
    public int roundTripMillis() {
        return primary.roundTripMillis();
    }

    @Override
    public Optional<NodeReport> report() {
        return isConnected() ? Optional.ofNullable(report) : Optional.empty();
    }

    @Override
    public SendResult send(String handler, AmfValue... values) {
        HandlerNames.check(handler);
        try (Payload payload = Payload.of(values)) {
            return sendEncoded(handler, payload);
        }
    }

    SendResult sendEncoded(String handler, Payload payload) {
        return isConnected() ? primary.send(handler, payload) : SendResult.NOT_CONNECTED;
    }

    @Override
    public CompletionStage<AmfValue> request(String handler, Duration timeout, AmfValue... values) {
        HandlerNames.check(handler);
        return requests.send(this, handler, timeout, values);
    }

    /** Says what the link has to say. */
    SendResult control(String name, AmfValue... values) {
        return primary.control(name, values);
    }

    /** Says what a bundle wants to know or answers. */
    SendResult ask(String name, AmfValue... values) {
        return primary.ask(name, values);
    }

    boolean isOurs() {
        return primary.far().isOurs();
    }

    Link primary() {
        return primary;
    }

    void primary(Link link) {
        primary = link;
    }

    List<Link> links() {
        return links;
    }

    void report(NodeReport newest) {
        report = newest;
    }

    void addServices(Set<String> paths) {
        Set<String> all = new TreeSet<>(services);
        all.addAll(paths);
        if (all.size() <= MAX_SERVICES) {
            services = Set.copyOf(all);
        }
    }

    void lost(String reason) {
        lostBecause = reason;
    }

    /** Why it is not connected; null while it is. */
    String lostBecause() {
        return lostBecause;
    }

    @Override
    public String toString() {
        return publicAddresses().isEmpty() ? address() : publicAddresses().get(0);
    }
}
