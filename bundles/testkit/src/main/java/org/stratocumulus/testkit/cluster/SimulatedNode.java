package org.stratocumulus.testkit.cluster;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import org.stratocumulus.api.cluster.Cluster;
import org.stratocumulus.api.cluster.ClusterListener;
import org.stratocumulus.api.cluster.ClusterMessageHandler;
import org.stratocumulus.api.cluster.ClusterStatus;
import org.stratocumulus.api.cluster.NodeRegistry;
import org.stratocumulus.api.cluster.ServerNode;
import org.stratocumulus.api.settings.SettingsReader;
import org.stratocumulus.cluster.internal.config.ServersReader;
import org.stratocumulus.cluster.internal.config.ServersSettings;
import org.stratocumulus.cluster.internal.node.ClusterNode;
import org.stratocumulus.cluster.internal.node.LocalFacts.Figures;

/** One life of one node. What bundles get as services of cluster-link is here. */
public final class SimulatedNode {
    private final SimulatedCluster servers;
    private final Machine machine;
    private final ClusterNode node;
    private final String id;
    private final long incarnation;
    private final Map<String, String> text = new TreeMap<>();
    private final ClusterRecorder recorder = new ClusterRecorder();
    private ServersSettings settings = ServersSettings.DEFAULT;
    private Figures figures = Figures.NONE;

    SimulatedNode(SimulatedCluster servers, int number, long incarnation) {
        this.servers = servers;
        this.id = SimulatedCluster.id(number);
        this.incarnation = incarnation;
        machine = new Machine(servers, number);
        Random random = new Random(servers.random().nextLong());
        node = new ClusterNode(id, incarnation, machine, machine.loop(), () -> figures, random);
        node.add((ClusterListener) recorder);
        servers.time().schedule(random.nextInt((int) ClusterNode.TICK), this::tick);
    }

    private void tick() {
        if (!machine.isFrozen()) {
            machine.when(node::tick);
        }
        if (!machine.isDead()) {
            servers.time().schedule(ClusterNode.TICK, this::tick);
        }
    }

    /** Its number, from 1. */
    public int number() {
        return machine.number;
    }

    /** Its identity. */
    public String id() {
        return id;
    }

    /** Which life of the node this is. */
    public long incarnation() {
        return incarnation;
    }

    /** The links, as applications see them. */
    public Cluster cluster() {
        return node;
    }

    /** The reports of all nodes. */
    public NodeRegistry registry() {
        return node.registry();
    }

    /** The links, as operators see them. */
    public ClusterStatus status() {
        return node.status();
    }

    /** The node's threads: tasks run one after another at the moment they were given, and wait while it is frozen. */
    public Executor executor() {
        return machine.loop();
    }

    /** What the listener heard that each node has, and handlers made of it. */
    public ClusterRecorder recorder() {
        return recorder;
    }

    /** Adds a handler of messages of the root application, as if it had been registered as a service. */
    public void add(ClusterMessageHandler handler, String... topics) {
        node.add(handler, List.of(topics), "/", 0);
    }

    /** Removes a handler. */
    public void remove(ClusterMessageHandler handler) {
        node.remove(handler);
    }

    /** Adds a listener, as if it had been registered as a service. */
    public void add(ClusterListener listener) {
        node.add(listener);
    }

    /** Removes a listener. */
    public void remove(ClusterListener listener) {
        node.remove(listener);
    }

    /** Changes one of the settings {@code servers.*}, as an operator does. */
    public SimulatedNode set(String key, String value) {
        text.put(key, value);
        SettingsReader in = new SettingsReader(text);
        settings = ServersReader.read(in, settings);
        node.apply(settings, in.problems());
        return this;
    }

    Map<String, String> settings() {
        return text;
    }

    /** What the node finds when it looks at its own load, from now on. */
    public void figures(Figures found) {
        figures = found;
    }

    /** Ids of the linked nodes, sorted. */
    public List<String> linked() {
        return node.servers().list().stream().map(ServerNode::nodeId).sorted().toList();
    }

    /** Another node as this one knows it; an exception when it is not linked. */
    public ServerNode other(int number) {
        return node.servers().list().stream().filter(s -> s.nodeId().equals(SimulatedCluster.id(number))).findFirst().orElseThrow();
    }

    /** Whether it has neither crashed nor stopped. */
    public boolean isRunning() {
        return !machine.isDead();
    }

    /** Whether it is between {@link #freeze} and {@link #thaw}. */
    public boolean isFrozen() {
        return machine.isFrozen();
    }

    /** As kill -9: it says nothing more, and its connections are reset. */
    public void crash() {
        machine.kill();
    }

    /** Stops in order: links are closed with a reason. */
    public void stop() {
        node.close();
        machine.kill();
    }

    /** As SIGSTOP: connections stay, nothing is read or said. */
    public void freeze() {
        machine.freeze();
    }

    /** As SIGCONT: what it missed happens now. */
    public void thaw() {
        machine.thaw();
    }

    @Override
    public String toString() {
        return id + " of incarnation " + incarnation;
    }
}
