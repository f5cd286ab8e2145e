package org.stratocumulus.cluster.internal.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.cluster.ClusterListener;
import org.stratocumulus.api.cluster.ClusterMessageHandler;
import org.stratocumulus.api.cluster.ServerNode;
import org.stratocumulus.cluster.internal.config.ServersSettings;
import org.stratocumulus.cluster.internal.config.SettingsReader;
import org.stratocumulus.cluster.internal.node.LocalFacts.Figures;

/** A node on a simulated machine, and what its listener and handler were told. */
final class SimulatedServer implements ClusterListener, ClusterMessageHandler {
    final SimulatedServers.Host host;
    final ClusterNode node;
    final List<String> events = new ArrayList<>();
    final List<String> messages = new ArrayList<>();
    final Map<String, String> text = new TreeMap<>();
    Figures figures = Figures.NONE;
    private ServersSettings settings = ServersSettings.DEFAULT;

    SimulatedServer(SimulatedServers servers, int number, long incarnation) {
        host = servers.new Host(number);
        node = new ClusterNode(id(number), incarnation, host, host.loop(), () -> figures, new Random(servers.random.nextLong()));
        node.add(this);
        node.add(this, List.of("topic"), "/", 0);
        tick(servers);
    }

    private void tick(SimulatedServers servers) {
        if (!host.dead) {
            host.when(node::tick);
            servers.after(ClusterNode.TICK, () -> tick(servers));
        }
    }

    static String id(int number) {
        return String.format("id%03d", number);
    }

    SimulatedServer set(String key, String value) {
        text.put(key, value);
        SettingsReader reader = new SettingsReader(text, settings);
        settings = reader.settings();
        node.apply(settings, reader.problems());
        return this;
    }

    /** Ids of the linked nodes, sorted. */
    List<String> linked() {
        List<String> ids = new ArrayList<>();
        node.servers().forEach(server -> ids.add(server.nodeId()));
        ids.sort(null);
        return ids;
    }

    ServerNode other(int number) {
        return node.servers().list().stream().filter(server -> server.nodeId().equals(id(number))).findFirst().orElseThrow();
    }

    @Override
    public void connected(ServerNode server) {
        events.add("+" + server.nodeId());
    }

    @Override
    public void disconnected(ServerNode server, String reason) {
        events.add("-" + server.nodeId());
    }

    @Override
    public void message(ServerNode from, String topic, List<AmfValue> values) {
        messages.add(from.nodeId() + " " + topic + " " + values);
    }

    @Override
    public Object request(ServerNode from, String topic, List<AmfValue> values) {
        if (values.isEmpty()) {
            throw new IllegalStateException("nothing asked");
        }
        return "re: " + values.get(0).asString();
    }
}
