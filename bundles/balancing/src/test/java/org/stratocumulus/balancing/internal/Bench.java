package org.stratocumulus.balancing.internal;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.balancing.BalancingStrategy;
import org.stratocumulus.api.balancing.Choice;
import org.stratocumulus.api.balancing.ClusterView;
import org.stratocumulus.api.balancing.Hello;
import org.stratocumulus.api.balancing.Node;
import org.stratocumulus.api.cluster.NodeState;
import org.stratocumulus.crypto.Certificate;
import org.stratocumulus.crypto.EndpointDiscriminator;
import org.stratocumulus.protocol.Address;
import org.stratocumulus.session.spi.HelloDecision;

/** One node's balancer in virtual time, and everything around it in plain sight. */
final class Bench {
    static final InetSocketAddress CLIENT = new InetSocketAddress("198.51.100.1", 4000);
    static final InetSocketAddress CLIENT_SIX = new InetSocketAddress("2001:db8::77", 4000);
    static final InetSocketAddress B = new InetSocketAddress("192.0.2.2", 1935);
    static final InetSocketAddress B_SIX = new InetSocketAddress("2001:db8::2", 1935);
    static final InetSocketAddress C = new InetSocketAddress("192.0.2.3", 1935);

    long now = 1_000_000;
    BalancingSettings settings = BalancingSettings.DEFAULT;
    NodeFacts self = facts("a", NodeState.UP, 10, new InetSocketAddress("192.0.2.1", 1935));
    List<NodeFacts> others = List.of(facts("b", NodeState.UP, 20, B, B_SIX), facts("c", NodeState.UP, 30, C));
    final NodeTable table = new NodeTable(self);
    final Strategies strategies = new Strategies(() -> now * 1_000_000);
    final Arrivals arrivals = new Arrivals(() -> now);
    final List<String> announced = new ArrayList<>();
    final HelloBalancer balancer = new HelloBalancer(table, strategies, arrivals, (nodes, client) -> announced.addAll(nodes),
        settings, () -> now, () -> 42, 7);
    private long ids;

    Bench() {
        update();
    }

    /** A round of load reports. */
    void update() {
        table.update(self, others, now, settings);
        balancer.settings(settings);
    }

    /** Installs a strategy of the best ranking so far. */
    BalancingStrategy install(String name, BiFunction<Hello, ClusterView, Choice> rule) {
        return install(name, (int) ids, rule);
    }

    BalancingStrategy install(String name, int ranking, BiFunction<Hello, ClusterView, Choice> rule) {
        BalancingStrategy strategy = new BalancingStrategy() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Choice choose(Hello hello, ClusterView view) {
                return rule.apply(hello, view);
            }
        };
        strategies.add(new Strategies.Ranked(new StrategyGuard(strategy, () -> now * 1_000_000), name, ranking, ids++, "test 1"));
        return strategy;
    }

    /** A strategy that sends everybody to one node. */
    static BiFunction<Hello, ClusterView, Choice> always(String id) {
        return (hello, view) -> {
            List<Node> all = new ArrayList<>(view.others());
            all.add(view.self());
            return Choice.of(all.stream().filter(n -> n.id().equals(id)).findFirst().orElse(view.self()), "always " + id);
        };
    }

    HelloDecision hello(int tag) {
        return hello(CLIENT, "rtmfp://host/app", tag);
    }

    HelloDecision hello(InetSocketAddress from, String url, int tag) {
        return balancer.route(from, new Discriminator(url, null), tag(tag), true);
    }

    String lastReason() {
        return balancer.log(1).get(0).reason();
    }

    static byte[] tag(int number) {
        byte[] tag = new byte[16];
        Arrays.fill(tag, (byte) number);
        return tag;
    }

    static HelloDecision to(InetSocketAddress... addresses) {
        return new HelloDecision.Redirect(Arrays.stream(addresses).map(a -> new Address(a, Address.Origin.RELAY)).toList());
    }

    NodeFacts facts(String id, NodeState state, int sessions, InetSocketAddress... addresses) {
        return new NodeFacts(id, state, false, sessions, 1000, 0, -1, now, Map.of(), List.of(), List.of(addresses));
    }

    /** What a client sends to find a server. */
    record Discriminator(String url, PeerId peer) implements EndpointDiscriminator {
        @Override
        public byte[] encoded() {
            return new byte[0];
        }

        @Override
        public Optional<String> ancillaryData() {
            return Optional.ofNullable(url);
        }

        @Override
        public Optional<PeerId> fingerprint() {
            return Optional.ofNullable(peer);
        }

        @Override
        public boolean selects(Certificate certificate) {
            return true;
        }
    }
}
