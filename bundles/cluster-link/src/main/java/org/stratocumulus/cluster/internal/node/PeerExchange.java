package org.stratocumulus.cluster.internal.node;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.stratocumulus.amf.AmfString;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.cluster.internal.link.FarEnd;
import org.stratocumulus.cluster.internal.link.HostPort;
import org.stratocumulus.cluster.internal.link.Link;

/**
 * Nodes of ours tell each other of those they are linked with, so that a new one needs a single target to join all:
 * {@code :peers} id, places, id, places... A node that comes is told of all others, and all others of it.
 */
final class PeerExchange {
    static final String PEERS = ":peers";
    /** Most nodes believed from one message. */
    static final int MAX_PEERS = 256;

    private static final int MAX_PLACES = 4;
    private static final int MAX_ID = 64;
    private static final long COURTESY = 3_000;

    private final String selfId;
    private final Nodes nodes;
    private final Targets targets;
    private boolean on = true;

    PeerExchange(String selfId, Nodes nodes, Targets targets) {
        this.selfId = selfId;
        this.nodes = nodes;
        this.targets = targets;
    }

    void apply(boolean wanted) {
        if (on && !wanted) {
            targets.forgetLearned();
        }
        on = wanted;
    }

    /** A node of ours has come. */
    void joined(KnownNode node) {
        if (!on) {
            return;
        }
        List<AmfValue> others = new ArrayList<>();
        AmfValue[] itself = entry(node);
        for (KnownNode other : nodes.linked()) {
            if (other == node || !other.isOurs()) {
                continue;
            }
            if (others.size() < 2 * MAX_PEERS) {
                others.addAll(List.of(entry(other)));
            }
            if (itself.length > 0) {
                other.control(PEERS, itself);
            }
        }
        if (!others.isEmpty()) {
            node.control(PEERS, others.toArray(new AmfValue[0]));
        }
    }

    /** A node of ours tells of others. Of two nodes that hear of each other, the one with the smaller id dials first. */
    void heard(List<AmfValue> values, long now) {
        int count = on ? Math.min(values.size() / 2, MAX_PEERS) : 0;
        for (int i = 0; i < count; i++) {
            if (values.get(2 * i) instanceof AmfString id && values.get(2 * i + 1) instanceof AmfString places) {
                List<HostPort> parsed = List.of(places.text().split(",", MAX_PLACES + 1)).stream().limit(MAX_PLACES)
                    .flatMap(place -> HostPort.parse(place).stream()).toList();
                if (!parsed.isEmpty() && !id.text().equals(selfId) && id.length() > 0 && id.length() <= MAX_ID) {
                    targets.learn(id.text(), parsed, selfId.compareTo(id.text()) < 0 ? 0 : COURTESY, now);
                }
            }
        }
    }

    /** Where others might reach a node: empty when it has no listener. */
    private static AmfValue[] entry(KnownNode node) {
        Link link = node.primary();
        FarEnd far = link.far();
        if (far.port() == 0) {
            return new AmfValue[0];
        }
        InetSocketAddress seen = link.address();
        boolean loopback = seen.getAddress() != null && seen.getAddress().isLoopbackAddress();
        Set<String> places = new LinkedHashSet<>();
        if (!loopback) {
            places.add(HostPort.host(seen) + ":" + far.port());
        }
        for (String address : far.publicAddresses()) {
            HostPort.parse(address).ifPresent(a -> places.add(new HostPort(a.host(), far.port()).toString()));
        }
        if (loopback) {
            places.add(HostPort.host(seen) + ":" + far.port());
        }
        return new AmfValue[] {AmfString.of(far.nodeId()), AmfString.of(String.join(",", places.stream().limit(MAX_PLACES).toList()))};
    }
}
