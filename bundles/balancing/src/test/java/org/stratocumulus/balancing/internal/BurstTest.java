package org.stratocumulus.balancing.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.Test;
import org.stratocumulus.api.balancing.BalancingStrategy;
import org.stratocumulus.api.cluster.NodeState;
import org.stratocumulus.session.spi.HelloDecision;

/** 10,000 clients join within ten seconds, and ten nodes know of each other what was true up to five seconds ago. */
public class BurstTest {
    private static final long SEED = Long.getLong("burst.seed", 20261123);
    private static final int NODES = 10;
    private static final int JOINS = 10_000;
    /** From a redirect to the hello at the node it names. */
    private static final int ROUND_TRIP = 100;
    private static final double LIMIT = 1.1;

    /** How nodes learn of each other. */
    private enum News {
        /** A report every five seconds. */
        SELDOM,
        /** A report every second that is five seconds old when it comes. */
        LATE
    }

    private record Hop(long at, int node, byte[] tag, int sender) {
    }

    /** One node with its own balancer; the simulation carries what goes between them. */
    private final class Server {
        private final int number;
        private final NodeTable table;
        private final Arrivals arrivals = new Arrivals(() -> now);
        private final HelloBalancer balancer;
        private int sessions;
        private long reportedAt = 1000;
        private int reported;
        private final List<Integer> history = new ArrayList<>();

        Server(int number, BalancingStrategy strategy) {
            this.number = number;
            table = new NodeTable(facts(true));
            Strategies strategies = new Strategies(() -> now * 1_000_000);
            strategies.add(new Strategies.Ranked(new StrategyGuard(strategy, () -> now * 1_000_000), strategy.name(), 0, 0, ""));
            balancer = new HelloBalancer(table, strategies, arrivals, (nodes, tag) -> { }, BalancingSettings.DEFAULT, () -> now, () -> 0,
                SEED + number);
        }

        NodeFacts facts(boolean self) {
            return new NodeFacts("n" + number, NodeState.UP, false, self ? sessions : reported, 0, 0, -1, self ? now : reportedAt,
                Map.of(), List.of(), List.of(address(number)));
        }
    }

    private long now = 1000;

    @Test
    public void twoChoicesStaysWithinATenthOfTheMeanWhereLeastLoadedHerds() {
        for (boolean oneEntry : new boolean[] {false, true}) {
            double control = run("least-loaded", News.SELDOM, oneEntry);
            double two = run("two-choices", News.SELDOM, oneEntry);
            assertTrue("two-choices: " + two + ", seed " + SEED, two <= LIMIT);
            assertTrue("the control does not herd, so this burst shows nothing: " + control, control > 2 * LIMIT);
            assertTrue("seed " + SEED, run("two-choices", News.LATE, oneEntry) <= LIMIT);
        }
    }

    /** Maximum over mean of the sessions at the end. */
    private double run(String name, News news, boolean oneEntry) {
        now = 1000;
        List<Server> servers = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            servers.add(new Server(i, Installed.all().get(name)));
        }
        Random random = new Random(SEED);
        PriorityQueue<Hop> hops = new PriorityQueue<>(Comparator.comparingLong(Hop::at));
        for (int i = 0; i < JOINS; i++) {
            byte[] tag = new byte[16];
            random.nextBytes(tag);
            hops.add(new Hop(1000 + random.nextInt(10_000), oneEntry ? 0 : random.nextInt(NODES), tag, -1));
        }
        for (; !hops.isEmpty(); now++) {
            report(servers, news);
            while (!hops.isEmpty() && hops.peek().at() <= now) {
                arrive(hops.remove(), servers, hops);
            }
        }
        int[] sessions = servers.stream().mapToInt(s -> s.sessions).toArray();
        assertEquals("nobody is lost", JOINS, Arrays.stream(sessions).sum());
        double ratio = Arrays.stream(sessions).max().getAsInt() / (JOINS / (double) NODES);
        System.out.printf("burst of %d joins over %d nodes, %s, reports %s, entry %s, seed %d: max/mean %.3f %s%n", JOINS, NODES, name,
            news,
            oneEntry ? "one node" : "any node", SEED, ratio, Arrays.toString(sessions));
        return ratio;
    }

    private void report(List<Server> servers, News news) {
        if (now % 1000 == 0) {
            for (Server server : servers) {
                server.history.add(server.sessions);
                if (news == News.SELDOM ? now % 5000 == 0 : server.history.size() > 5) {
                    server.reported = news == News.SELDOM ? server.sessions : server.history.get(server.history.size() - 6);
                    server.reportedAt = now;
                }
            }
        }
        if (now % 250 == 0) {
            List<NodeFacts> all = servers.stream().map(s -> s.facts(false)).toList();
            for (Server server : servers) {
                List<NodeFacts> others = new ArrayList<>(all);
                others.remove(server.number);
                server.table.update(server.facts(true), others, now, BalancingSettings.DEFAULT);
            }
        }
    }

    private void arrive(Hop hop, List<Server> servers, PriorityQueue<Hop> hops) {
        Server server = servers.get(hop.node());
        if (hop.sender() >= 0) {
            server.arrivals.expect(hop.tag(), "n" + hop.sender());
        }
        HelloDecision decision = server.balancer.route(Bench.CLIENT, new Bench.Discriminator("/app", null), hop.tag(), true);
        if (decision instanceof HelloDecision.Redirect redirect) {
            int target = redirect.destinations().get(0).socketAddress().getAddress().getAddress()[3];
            hops.add(new Hop(now + ROUND_TRIP, target, hop.tag(), hop.node()));
        } else {
            server.sessions++;
        }
    }

    private static InetSocketAddress address(int number) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, (byte) number}), 1935);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
