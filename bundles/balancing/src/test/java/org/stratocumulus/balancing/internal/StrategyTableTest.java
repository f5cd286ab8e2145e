package org.stratocumulus.balancing.internal;

import static org.junit.Assert.assertEquals;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.Test;
import org.stratocumulus.api.balancing.BalancingStrategy;
import org.stratocumulus.api.cluster.NodeState;
import org.stratocumulus.session.spi.HelloDecision;

/**
 * Where forty clients of node a end up, first addresses of redirects counting, for every strategy as it is without a configuration and
 * in the situations that every cluster comes into. Unless it is said otherwise a has 10 sessions, b 20 and c 30 of 1000, b has IPv4 and
 * IPv6 addresses and the others IPv4 only. {@code -} is nowhere. It says what is: who changes a strategy sees what else changes.
 */
public class StrategyTableTest {
    private static final int CLIENTS = 40;
    private static final InetSocketAddress A = new InetSocketAddress("192.0.2.1", 1935);
    private static final String EXPECTED = """
        three open nodes
            a 40             serve-here, least-loaded, spread
            a 14, b 13, c 13 round-robin
            a 23, b 13, c 4  two-choices
            a 8, b 16, c 16  weighted
            a 15, b 10, c 15 path-hash
            a 24, b 13, c 3  region
        no other node
            a 40             all
        all full
            - 40             all
        all draining
            - 40             all
        a full
            b 25, c 15       serve-here, two-choices, region
            b 20, c 20       round-robin
            b 40             least-loaded, spread
            b 19, c 21       weighted
            b 18, c 22       path-hash
        a draining
            b 25, c 15       serve-here, two-choices, region
            b 20, c 20       round-robin
            b 40             least-loaded, spread
            b 19, c 21       weighted
            b 18, c 22       path-hash
        b full, c draining
            a 40             all
        a without public address
            a 40             serve-here, least-loaded
            a 14, b 13, c 13 round-robin
            a 23, b 13, c 4  two-choices
            a 8, b 16, c 16  weighted
            a 15, b 10, c 15 path-hash
            b 40             spread
            a 24, b 13, c 3  region
        b without public address
            a 40             serve-here, least-loaded, spread
            a 20, c 20       round-robin, path-hash
            a 30, c 10       two-choices, region
            a 19, c 21       weighted
        IPv6 client
            a 40             serve-here, least-loaded
            a 20, b 20       round-robin
            a 25, b 15       two-choices, region
            a 15, b 25       weighted
            a 24, b 16       path-hash
            b 40             spread
        IPv6 client, nobody has it
            a 40             all
        IPv6 client, only c is open
            c 40             all
        old reports of b and c
            a 40             serve-here, least-loaded, two-choices, spread, region
            a 14, b 13, c 13 round-robin
            a 8, b 16, c 16  weighted
            a 15, b 10, c 15 path-hash
        old report of b
            a 40             serve-here, least-loaded, spread
            a 14, b 13, c 13 round-robin
            a 30, c 10       two-choices, region
            a 8, b 16, c 16  weighted
            a 15, b 10, c 15 path-hash
        b just up, no report
            a 40             serve-here, least-loaded, spread
            a 14, b 13, c 13 round-robin
            a 30, c 10       two-choices, region
            a 8, b 16, c 16  weighted
            a 15, b 10, c 15 path-hash
        b just up, first report
            a 40             serve-here, spread
            a 14, b 13, c 13 round-robin
            b 40             least-loaded
            a 17, b 23       two-choices
            a 8, b 16, c 16  weighted
            a 15, b 10, c 15 path-hash
            a 15, b 25       region
        """;

    private static final List<String> NAMES = Stream.concat(Stream.of(Strategies.SERVE_HERE), Installed.all().keySet().stream()).toList();
    private static final Map<String, Consumer<Bench>> SITUATIONS = new LinkedHashMap<>();

    static {
        SITUATIONS.put("three open nodes", bench -> { });
        SITUATIONS.put("no other node", bench -> bench.others = List.of());
        SITUATIONS.put("all full", bench -> all(bench, NodeState.UP, 1000));
        SITUATIONS.put("all draining", bench -> all(bench, NodeState.DRAINING, 0));
        SITUATIONS.put("a full", bench -> bench.self = bench.facts("a", NodeState.UP, 1000, A));
        SITUATIONS.put("a draining", bench -> bench.self = bench.facts("a", NodeState.DRAINING, 10, A));
        SITUATIONS.put("b full, c draining", bench -> bench.others = List.of(bench.facts("b", NodeState.UP, 1000, Bench.B),
            bench.facts("c", NodeState.DRAINING, 0, Bench.C)));
        SITUATIONS.put("a without public address", bench -> bench.self = bench.facts("a", NodeState.UP, 10));
        SITUATIONS.put("b without public address", bench -> bench.others = List.of(bench.facts("b", NodeState.UP, 0),
            bench.facts("c", NodeState.UP, 30, Bench.C)));
        SITUATIONS.put("IPv6 client", bench -> { });
        SITUATIONS.put("IPv6 client, nobody has it", bench -> bench.others = List.of(bench.facts("b", NodeState.UP, 20, Bench.B),
            bench.facts("c", NodeState.UP, 30, Bench.C)));
        SITUATIONS.put("IPv6 client, only c is open", bench -> {
            bench.self = bench.facts("a", NodeState.DRAINING, 10, A);
            bench.others = List.of(bench.facts("c", NodeState.UP, 30, Bench.C));
        });
        SITUATIONS.put("old reports of b and c", bench -> {
            bench.now += 60_000;
            bench.self = bench.facts("a", NodeState.UP, 10, A);
        });
        SITUATIONS.put("old report of b", bench -> {
            bench.now += 60_000;
            bench.self = bench.facts("a", NodeState.UP, 10, A);
            bench.others = List.of(bench.others.get(0), bench.facts("c", NodeState.UP, 30, Bench.C));
        });
        SITUATIONS.put("b just up, no report", bench -> bench.others = List.of(new NodeFacts("b", NodeState.UP, false, 0, 0, 0, -1, -1,
            Map.of(), List.of(), List.of(Bench.B)), bench.facts("c", NodeState.UP, 30, Bench.C)));
        SITUATIONS.put("b just up, first report", bench -> bench.others = List.of(bench.facts("b", NodeState.UP, 0, Bench.B),
            bench.facts("c", NodeState.UP, 30, Bench.C)));
    }

    @Test
    public void whereClientsEndUp() {
        StringBuilder table = new StringBuilder();
        SITUATIONS.forEach((situation, setting) -> {
            Map<String, List<String>> strategies = new LinkedHashMap<>();
            NAMES.forEach(name -> strategies.computeIfAbsent(outcome(situation, setting, name), o -> new ArrayList<>()).add(name));
            table.append(situation).append('\n');
            strategies.forEach((outcome, names) -> table.append(String.format("    %-16s %s%n", outcome,
                names.size() == NAMES.size() ? "all" : String.join(", ", names))));
        });
        System.out.print(table);
        assertEquals(EXPECTED, table.toString());
    }

    private static String outcome(String situation, Consumer<Bench> setting, String name) {
        Bench bench = new Bench();
        BalancingStrategy strategy = Installed.all().get(name); // each time a new one: round-robin counts
        if (strategy != null) {
            bench.install(name, strategy::choose);
        }
        setting.accept(bench);
        bench.update();
        InetSocketAddress client = situation.startsWith("IPv6") ? Bench.CLIENT_SIX : Bench.CLIENT;
        Map<String, Integer> ends = new TreeMap<>();
        for (int i = 1; i <= CLIENTS; i++) {
            HelloDecision decision = bench.hello(client, "rtmfp://host/app" + i, i);
            String end = decision instanceof HelloDecision.Redirect redirect
                ? name(redirect.destinations().get(0).socketAddress())
                : bench.balancer.log(1).get(0).outcome().equals("serve") ? "a" : "-";
            ends.merge(end, 1, Integer::sum);
        }
        List<String> words = new ArrayList<>();
        ends.forEach((end, count) -> words.add(end + " " + count));
        return String.join(", ", words);
    }

    private static String name(InetSocketAddress address) {
        return address.equals(Bench.B) || address.equals(Bench.B_SIX) ? "b" : address.equals(Bench.C) ? "c" : "a";
    }

    private static void all(Bench bench, NodeState state, int sessions) {
        bench.self = bench.facts("a", state, sessions, A);
        bench.others = List.of(bench.facts("b", state, sessions, Bench.B), bench.facts("c", state, sessions, Bench.C));
    }
}
