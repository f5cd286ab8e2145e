package org.stratocumulus.balancing.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.cluster.Cluster;
import org.stratocumulus.api.cluster.ClusterListener;
import org.stratocumulus.api.cluster.ClusterMessageHandler;
import org.stratocumulus.api.cluster.ServerNode;

/**
 * What this node says to the others, and they to it, for balancing: what it is, and which client is about to come. Safe for all threads.
 */
public final class ClusterTies implements ClusterListener, ClusterMessageHandler, HelloBalancer.Announcer {
    /** The topic of an announced client, whose hello may be forwarded: {@link Arrival}. */
    public static final String ARRIVAL = "balancing.arrival";

    private final FactsReader facts;
    private final Arrivals arrivals;
    private final BiConsumer<String, Arrival> forwarded;
    private volatile NodeNews own = NodeNews.NONE;
    private volatile Map<String, ServerNode> nodes = Map.of();

    /** @param forwarded takes hellos that other nodes forward: the id of the node, and the hello */
    public ClusterTies(FactsReader facts, Arrivals arrivals, BiConsumer<String, Arrival> forwarded) {
        this.facts = facts;
        this.arrivals = arrivals;
        this.forwarded = forwarded;
    }

    /**
     * The links of this moment, and what to say on them.
     *
     * @param cluster null without one
     */
    public synchronized void update(Cluster cluster, NodeNews news) {
        Map<String, ServerNode> linked = new HashMap<>();
        if (cluster != null) {
            for (ServerNode node : cluster.servers()) {
                if (!node.nodeId().isEmpty()) {
                    linked.put(node.nodeId(), node);
                }
            }
        }
        nodes = Map.copyOf(linked);
        if (!news.equals(own)) {
            own = news;
            linked.values().forEach(this::greet);
        }
    }

    @Override
    public void announce(List<String> ids, Arrival client) {
        for (String id : ids) {
            ServerNode node = nodes.get(id);
            if (node != null) {
                node.send(ARRIVAL, client.encode());
            }
        }
    }

    @Override
    public synchronized void connected(ServerNode server) {
        if (!server.nodeId().isEmpty()) {
            greet(server);
        }
    }

    @Override
    public void disconnected(ServerNode server, String reason) {
        facts.forget(server.nodeId());
    }

    @Override
    public void message(ServerNode from, String topic, List<AmfValue> values) {
        if (from.nodeId().isEmpty()) {
            return; // only nodes of this kind say such things
        }
        if (topic.equals(NodeNews.TOPIC)) {
            facts.heard(from.nodeId(), NodeNews.decode(values));
        } else if (topic.equals(ARRIVAL)) {
            arrived(from.nodeId(), Arrival.decode(values));
        }
    }

    private void arrived(String sender, Arrival client) {
        if (client != null) {
            arrivals.expect(client.tag(), sender);
            if (client.isForwarded()) {
                forwarded.accept(sender, client);
            }
        }
    }

    private void greet(ServerNode server) {
        server.send(NodeNews.TOPIC, own.encode());
    }
}
