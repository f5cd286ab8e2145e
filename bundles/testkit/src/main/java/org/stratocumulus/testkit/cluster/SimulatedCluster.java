package org.stratocumulus.testkit.cluster;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.stratocumulus.testkit.VirtualTime;

/**
 * Nodes and what lies between them. Node N has the id {@link #id}, the address 10.0.0.N and the name {@code nodeN}, and accepts links
 * on port {@value #PORT}. Chance comes from one seed. One thread.
 */
public final class SimulatedCluster {
    /** TCP port of every node. */
    public static final int PORT = 1936;

    private static final int MAX_NODES = 65_535;

    private final VirtualTime time;
    private final Random random;
    private final Map<Integer, SimulatedNode> nodes = new TreeMap<>();
    private final Map<InetSocketAddress, Machine> listeners = new HashMap<>();
    private final Set<List<Integer>> cut = new HashSet<>();
    private final Set<Pipe> pipes = new LinkedHashSet<>();
    private int minLatency = 5;
    private int maxLatency = 5;

    public SimulatedCluster(long seed) {
        this(new VirtualTime(), seed);
    }

    /** @param time shared with whatever else is simulated */
    public SimulatedCluster(VirtualTime time, long seed) {
        this.time = time;
        this.random = new Random(seed);
    }

    /** Id of node N: sorts as N does. */
    public static String id(int number) {
        return String.format("id%03d", number);
    }

    /** The clock of all nodes. */
    public VirtualTime time() {
        return time;
    }

    /** Lets time pass. */
    public void run(long millis) {
        time.advance(millis);
    }

    /** Lets time pass until something holds; an AssertionError when it does not within the limit. */
    public void runUntil(String what, long limitMillis, BooleanSupplier holds) {
        time.runUntil(what, limitMillis, holds);
    }

    /** Starts node N, from 1, with a listener and no target; with an incarnation later than any N had. */
    public SimulatedNode start(int number) {
        return start(number, nodes.containsKey(number) ? nodes.get(number).incarnation() + 1 : 1);
    }

    /** Starts node N in a certain incarnation. One that runs already goes on beside it, unreachable for new links. */
    public SimulatedNode start(int number, long incarnation) {
        if (number < 1 || number > MAX_NODES) {
            throw new IllegalArgumentException("nodes are numbered from 1 to " + MAX_NODES);
        }
        SimulatedNode node = new SimulatedNode(this, number, incarnation);
        nodes.put(number, node);
        return node.set("servers.port", Integer.toString(PORT));
    }

    /** Starts nodes 1 to N; every one but the first has the first as its target, and they find each other through it. */
    public List<SimulatedNode> startAll(int count) {
        List<SimulatedNode> all = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            SimulatedNode node = start(number);
            all.add(number == 1 ? node : node.set("servers.targets", "node1:" + PORT));
        }
        return all;
    }

    /** Starts a node anew after {@link SimulatedNode#crash}: the settings are those it had, all else is gone. */
    public SimulatedNode restart(int number) {
        Map<String, String> settings = node(number).settings();
        SimulatedNode again = start(number);
        settings.forEach(again::set);
        return again;
    }

    /** The latest life of node N. */
    public SimulatedNode node(int number) {
        return nodes.get(number);
    }

    /** The latest life of each node that runs, by number. */
    public List<SimulatedNode> running() {
        return nodes.values().stream().filter(SimulatedNode::isRunning).toList();
    }

    /** What each piece of a stream takes, one way, in milliseconds; pieces of one stream stay in order. */
    public void latency(int shortest, int longest) {
        minLatency = shortest;
        maxLatency = longest;
    }

    /** Nothing passes from one node to the other any more; what is sent waits, as TCP has it. New connections fail both ways. */
    public void cut(int from, int to) {
        cut.add(List.of(from, to));
    }

    /** Cuts every two nodes of different groups off from each other, both ways. */
    @SafeVarargs
    public final void split(Set<Integer>... groups) {
        for (Set<Integer> here : groups) {
            for (Set<Integer> there : groups) {
                if (here != there) {
                    here.forEach(from -> there.forEach(to -> cut(from, to)));
                }
            }
        }
    }

    /** Ends every cut; what waited passes. */
    public void heal() {
        cut.clear();
        List.copyOf(pipes).forEach(Pipe::resume);
    }

    /** Whether nothing passes from one node to the other. */
    public boolean isCut(int from, int to) {
        return !cut.isEmpty() && cut.contains(List.of(from, to));
    }

    long latency() {
        return minLatency + random.nextInt(maxLatency - minLatency + 1);
    }

    Random random() {
        return random;
    }

    Map<InetSocketAddress, Machine> listeners() {
        return listeners;
    }

    void add(Pipe pipe) {
        pipes.add(pipe);
    }

    void remove(Pipe pipe) {
        pipes.remove(pipe);
    }

    static InetAddress address(int number) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, (byte) (number >> 8), (byte) number});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    static int number(InetAddress address) {
        byte[] ip = address.getAddress();
        return (ip[2] & 0xff) << 8 | ip[3] & 0xff;
    }
}
