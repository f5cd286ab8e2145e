package org.stratocumulus.balancing.internal;

import static org.junit.Assert.assertEquals;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.Test;
import org.stratocumulus.api.balancing.Choice;
import org.stratocumulus.api.balancing.Node;
import org.stratocumulus.api.cluster.NodeState;
import org.stratocumulus.crypto.flash.DhGroup;
import org.stratocumulus.crypto.flash.FlashDiscriminator;
import org.stratocumulus.crypto.flash.FlashOptions;
import org.stratocumulus.crypto.flash.FlashProfile;
import org.stratocumulus.crypto.flash.Identity;
import org.stratocumulus.crypto.flash.IdentityTraits;
import org.stratocumulus.session.EndpointOptions;
import org.stratocumulus.session.Session;
import org.stratocumulus.session.spi.EndpointControl;
import org.stratocumulus.testkit.Datagram;
import org.stratocumulus.testkit.Recorder;
import org.stratocumulus.testkit.SeededRandom;
import org.stratocumulus.testkit.SimulatedEnd;
import org.stratocumulus.testkit.SimulatedNetwork;
import org.stratocumulus.testkit.VirtualTime;

/** Clients reach the node they are sent to though it is behind a firewall: RFC 7016 section 3.5.1.6. */
public class ForwardedHellosTest {
    private static final InetSocketAddress A = SimulatedNetwork.address(1, 1935);
    private static final InetSocketAddress B = SimulatedNetwork.address(2, 1935);
    private static final InetSocketAddress C = SimulatedNetwork.address(3, 1935);
    private static final InetSocketAddress CLIENT = SimulatedNetwork.address(9, 50_000);
    private static final long LINK_MILLIS = 5;

    /** A server with its balancer, which knows the others. */
    private final class Server {
        private final String id;
        private final SimulatedEnd end;
        private final FlashProfile profile;
        private final Bench bench = new Bench();
        private final HelloBalancer balancer;
        private final ForwardedHellos forwarded;
        private final List<String> answered = new ArrayList<>();
        private BalancingSettings settings = forwarding(true);
        private NodeState state = NodeState.UP;

        Server(String id, InetSocketAddress address, int seed) {
            this.id = id;
            profile = profile(IdentityTraits.SERVER, seed);
            end = new SimulatedEnd(network.host(address, 2), profile, EndpointOptions.defaults(), time.executor(1), seed);
            balancer = new HelloBalancer(bench.table, bench.strategies, bench.arrivals, this::announce, settings, time::now, () -> 0, seed);
            forwarded = new ForwardedHellos(balancer, () -> profile, () -> control, time::now);
            end.routers().add(balancer);
        }

        private final EndpointControl control = new EndpointControl() {
            @Override
            public void closeSession(int sessionId) {
                throw new AssertionError("nobody is to be closed");
            }

            @Override
            public boolean answerForwarded(InetSocketAddress replyAddress, byte[] discriminator, byte[] tag) {
                answered.add(HelloBalancer.text(replyAddress));
                return end.endpoint().answerForwarded(replyAddress, discriminator, tag);
            }
        };

        /** The link between the nodes. */
        private void announce(List<String> ids, Arrival client) {
            for (String target : ids) {
                time.schedule(LINK_MILLIS, () -> nodes.get(target).hears(id, Arrival.decode(List.of(client.encode()))));
            }
        }

        private void hears(String sender, Arrival client) {
            bench.now = time.now();
            bench.arrivals.expect(client.tag(), sender);
            if (client.isForwarded()) {
                forwarded.forwarded(sender, client);
            }
        }

        private NodeFacts facts() {
            return new NodeFacts(id, state, false, 0, 0, 0, -1, time.now(), Map.of(), List.of(), List.of(end.host().address()));
        }

        long count(String counter) {
            return balancer.counters().get("balancing." + counter);
        }
    }

    private final VirtualTime time = new VirtualTime();
    private final SimulatedNetwork network = new SimulatedNetwork(time, 1);
    private final Map<String, Server> nodes = new HashMap<>();
    private final Server a = node("a", A);
    private final Server b = node("b", B);
    private final Server c = node("c", C);
    private final SimulatedEnd client = new SimulatedEnd(network.host(CLIENT, 1), profile(IdentityTraits.CLIENT, 99),
        EndpointOptions.defaults(), time.executor(1), 99);

    /** What the firewalls do not let in. */
    private Predicate<Datagram> closed = datagram -> false;

    @Test
    public void aNodeBehindAFirewallAnswersTheForwardedHelloAndIsReached() {
        sendEverybodyTo("b");
        behindAFirewall(b);
        Session session = opened(connect());
        assertEquals(B, session.farAddress());
        assertEquals(List.of(HelloBalancer.text(CLIENT)), b.answered);
        assertEquals("served once, whatever came first", 1, b.count("served"));
        assertEquals(1, b.count("arrivals"));
        assertEquals("sent here by a, which forwarded the hello", b.balancer.log(1).get(0).reason());
        assertEquals(1, a.count("forwarded"));
    }

    @Test
    public void withoutTheSettingItIsNotReachedAndTheFirstNodeServesAfterAll() {
        sendEverybodyTo("b");
        behindAFirewall(b);
        a.balancer.settings(forwarding(false));
        Session session = opened(connect());
        assertEquals(A, session.farAddress());
        assertEquals(List.of(), b.answered);
        assertEquals(0, a.count("forwarded"));
    }

    @Test
    public void aForwardedHelloOfWhichTheAnswerIsLostIsForwardedAgainWithTheNextHello() {
        sendEverybodyTo("b");
        behindAFirewall(b);
        int[] lost = new int[1];
        network.lose(datagram -> datagram.from().equals(B) && lost[0]++ == 0 || closed.test(datagram));
        Session session = opened(connect());
        assertEquals(B, session.farAddress());
        assertEquals(2, b.answered.size());
        assertEquals(1, b.count("served"));
    }

    @Test
    public void aNodeThatServesNobodyDoesNotAnswerAndTheClientIsSentOnByItsOwnHello() {
        sendEverybodyTo("b");
        b.state = NodeState.DRAINING;
        b.bench.table.update(b.facts(), List.of(a.facts(), c.facts()), time.now(), b.settings);
        Session session = opened(connect());
        assertEquals(C, session.farAddress());
        assertEquals(List.of(), b.answered);
        assertEquals("from b, not from a", 1, c.answered.size());
    }

    @Test
    public void everyNodeThatIsNamedAnswers() {
        sendEverybodyTo("b", "c");
        behindAFirewall(b);
        behindAFirewall(c);
        opened(connect());
        assertEquals(1, b.answered.size());
        assertEquals(1, c.answered.size());
    }

    @Test
    public void aThousandHellosPerSecondAreForwardedAndAsManyAreAnswered() {
        sendEverybodyTo("b");
        byte[] wanted = FlashDiscriminator.forUri("rtmfp://a/app").encoded();
        for (int i = 0; i < 2 * ForwardedHellos.PER_SECOND; i++) {
            byte[] tag = tag(i);
            a.balancer.route(CLIENT, FlashDiscriminator.forUri("rtmfp://a/app"), tag, true);
            b.forwarded.forwarded("a", new Arrival(tag, wanted, CLIENT));
        }
        assertEquals(ForwardedHellos.PER_SECOND, a.count("forwarded"));
        assertEquals(2 * ForwardedHellos.PER_SECOND, a.count("redirected"));
        assertEquals(ForwardedHellos.PER_SECOND, b.answered.size());
    }

    @Test
    public void aHelloWithADiscriminatorOfMoreThan2048BytesIsAnnouncedOnly() {
        sendEverybodyTo("b");
        a.balancer.route(CLIENT, FlashDiscriminator.forUri("rtmfp://a/" + "x".repeat(Arrival.MAX_DISCRIMINATOR)), tag(1), true);
        assertEquals(0, a.count("forwarded"));
        assertEquals(1, a.count("redirected"));
        a.balancer.route(CLIENT, FlashDiscriminator.forUri("rtmfp://a/app"), tag(2), true);
        assertEquals(1, a.count("forwarded"));
    }

    @Test
    public void aDiscriminatorThatIsNoneFindsNoAnswer() {
        b.forwarded.forwarded("a", new Arrival(tag(1), new byte[] {9, 9, 9}, CLIENT));
        assertEquals(List.of(), b.answered);
        assertEquals(0, b.count("served"));
    }

    /** Lets in only what comes from where something was sent to before. */
    private void behindAFirewall(Server node) {
        InetSocketAddress inside = node.end.host().address();
        Set<InetSocketAddress> open = new HashSet<>();
        closed = closed.or(datagram -> {
            if (datagram.from().equals(inside)) {
                open.add(datagram.to());
            }
            return datagram.to().equals(inside) && !open.contains(datagram.from());
        });
        network.lose(closed);
    }

    private void sendEverybodyTo(String... ids) {
        nodes.values().forEach(node -> node.bench.install("first", (hello, view) -> {
            List<Node> chosen = view.others().stream().filter(n -> n.isOpen() && List.of(ids).contains(n.id())).toList();
            return chosen.isEmpty() ? new Choice.ServeHere("none")
                : new Choice.RedirectTo(chosen, 0, "first");
        }));
    }

    private CompletableFuture<Session> connect() {
        return client.connect(FlashDiscriminator.forUri("rtmfp://a/app"), a.end, new Recorder());
    }

    private Session opened(CompletableFuture<Session> opening) {
        time.runUntil("the session opens", 30_000, opening::isDone);
        return opening.join();
    }

    private Server node(String id, InetSocketAddress address) {
        Server node = new Server(id, address, id.charAt(0));
        nodes.put(id, node);
        nodes.values().forEach(one -> one.bench.table.update(one.facts(),
            nodes.values().stream().filter(other -> other != one).map(Server::facts).toList(), time.now(), one.settings));
        return node;
    }

    private static BalancingSettings forwarding(boolean forwards) {
        BalancingSettings d = BalancingSettings.DEFAULT;
        return new BalancingSettings("", d.budgetMicros(), d.redirectAddresses(), d.redirectAttempts(), forwards, d.settleMillis(),
            d.staleMillis(), Map.of(), d.admission(), d.draining());
    }

    private static FlashProfile profile(IdentityTraits traits, int seed) {
        return new FlashProfile(Identity.ephemeral(traits, SeededRandom.of(seed)), FlashOptions.DEFAULT.withGroups(DhGroup.MODP_1024),
            SeededRandom.of(seed + 1));
    }

    private static byte[] tag(int number) {
        return String.format("%016d", number).getBytes(StandardCharsets.US_ASCII);
    }
}
