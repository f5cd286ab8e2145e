package org.stratocumulus.balancing.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.Test;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.balancing.BalancingStrategy;
import org.stratocumulus.api.balancing.Choice;
import org.stratocumulus.api.balancing.Hello;
import org.stratocumulus.api.cluster.NodeState;
import org.stratocumulus.session.spi.HelloDecision;

public class HelloBalancerTest {
    private final Bench bench = new Bench();

    @Test
    public void withoutAStrategyEachNodeServesItsOwnClients() {
        assertEquals(HelloDecision.PASS, bench.hello(1));
        assertEquals("serve-here", bench.balancer.log(1).get(0).strategy());
    }

    @Test
    public void theLogTellsWhatEachHelloWanted() {
        for (String url : List.of("rtmfp://host/one", "rtmfp://host/two?a=b", "rtmfp://host/two?a=b", "", "rtmfp://host/one")) {
            bench.hello(Bench.CLIENT, url, bench.balancer.log(10).size());
        }
        assertEquals("newest first", List.of("/one", "/", "/two", "/two", "/one"), bench.balancer.log(10).stream().map(d -> d.path()).toList());
        assertEquals("198.51.100.1:4000", bench.balancer.log(1).get(0).client());
        assertEquals("serve", bench.balancer.log(1).get(0).outcome());
        assertEquals(List.of(), bench.balancer.log(-1));
    }

    @Test
    public void aClientIsSentWhereTheStrategySays() {
        bench.install("b", Bench.always("b"));
        assertEquals(Bench.to(Bench.B, Bench.B_SIX), bench.hello(1));
        assertEquals("the nodes are told who is coming", List.of("b"), bench.announced);
        assertEquals("always b", bench.lastReason());
    }

    @Test
    public void repeatsOfOneHelloGetOneAnswerWhateverTheStrategySaysMeanwhile() {
        bench.install("b", Bench.always("b"));
        HelloDecision first = bench.hello(1);
        bench.install("c", Bench.always("c"));
        assertEquals(first, bench.hello(1));
        assertEquals("a client that changes its port is the same", first,
            bench.hello(new InetSocketAddress(Bench.CLIENT.getAddress(), 4001), "rtmfp://host/app", 1));
        assertEquals("another client meets the new strategy", Bench.to(Bench.C), bench.hello(2));
        assertEquals(2L, (long) bench.balancer.counters().get("balancing.repeated"));
        assertEquals("repeats are not logged", 2, bench.balancer.log(10).size());
    }

    @Test
    public void aClientThatGoesOnAskingIsServedAfterRedirectAttempts() {
        bench.install("b", Bench.always("b"));
        for (int attempt = 1; attempt <= bench.settings.redirectAttempts(); attempt++) {
            assertEquals(Bench.to(Bench.B, Bench.B_SIX), bench.hello(1));
        }
        assertEquals(HelloDecision.PASS, bench.hello(1));
        assertEquals("and stays welcome", HelloDecision.PASS, bench.hello(1));
        assertEquals("attempt 4, after a redirect to b", bench.lastReason());
    }

    @Test
    public void aStrategyMaySayHowLongItsRedirectStandsAndIsAskedAgain() {
        List<Integer> asked = new ArrayList<>();
        bench.install("patient", (hello, view) -> {
            asked.add(hello.attempt());
            return hello.attempt() > 2 ? new Choice.ServeHere("waited") : new Choice.RedirectTo(view.others(), 2, "try these");
        });
        assertEquals(Bench.to(Bench.B, Bench.C, Bench.B_SIX), bench.hello(1));
        assertEquals(Bench.to(Bench.B, Bench.C, Bench.B_SIX), bench.hello(1));
        assertEquals(HelloDecision.PASS, bench.hello(1));
        assertEquals(List.of(1, 3), asked);
    }

    @Test
    public void noStrategyKeepsAClientAwayForMoreThanTenAttempts() {
        List<Integer> asked = new ArrayList<>();
        bench.install("stubborn", (hello, view) -> {
            asked.add(hello.attempt());
            return new Choice.RedirectTo(view.others(), 1000, "go away");
        });
        for (int attempt = 1; attempt <= RedirectRules.MAX_ATTEMPTS + 1; attempt++) {
            bench.hello(1);
        }
        assertEquals(List.of(1, 11), asked);
    }

    @Test
    public void aRedirectToANodeThatHasGoneSinceIsDecidedAnew() {
        bench.install("b-or-c", (hello, view) -> Choice.of(view.others().stream().filter(n -> n.isOpen()).findFirst().orElse(view.self()),
            "first"));
        assertEquals(Bench.to(Bench.B, Bench.B_SIX), bench.hello(1));
        bench.others = List.of(bench.facts("c", NodeState.UP, 30, Bench.C));
        bench.update();
        assertEquals(Bench.to(Bench.C), bench.hello(1));
    }

    @Test
    public void aClientThatAnotherNodeHasSentIsServedAndNotSentBack() {
        bench.install("b", Bench.always("b"));
        bench.arrivals.expect(Bench.tag(1), "b");
        assertEquals(HelloDecision.PASS, bench.hello(1));
        assertEquals("sent here by b", bench.lastReason());
    }

    @Test
    public void aClientWhoseUrlNamesAnotherNodeWasSentHereThoughTheAnnouncementIsLate() {
        bench.install("c", Bench.always("c"));
        assertEquals(HelloDecision.PASS, bench.hello(Bench.CLIENT, "rtmfp://192.0.2.2/app", 1));
        assertEquals("sent here by b", bench.lastReason());
        assertEquals("this node's own address", Bench.to(Bench.C), bench.hello(Bench.CLIENT, "rtmfp://192.0.2.1:1935/app", 2));
        assertEquals("another port", Bench.to(Bench.C), bench.hello(Bench.CLIENT, "rtmfp://192.0.2.2:1936/app", 3));
        assertEquals("a name that is nobody's", Bench.to(Bench.C), bench.hello(Bench.CLIENT, "rtmfp://cluster.example/app", 4));
    }

    @Test
    public void aRedirectEndsWithTheAnnouncementThatCameLate() {
        bench.install("c", Bench.always("c"));
        assertEquals(Bench.to(Bench.C), bench.hello(1));
        bench.arrivals.expect(Bench.tag(1), "b");
        assertEquals(HelloDecision.PASS, bench.hello(1));
    }

    @Test
    public void aFullNodeSendsAnArrivingClientOnButNeverBack() {
        bench.install("b", Bench.always("b"));
        bench.self = bench.facts("a", NodeState.DRAINING, 10);
        bench.update();
        bench.arrivals.expect(Bench.tag(1), "b");
        assertEquals(Bench.to(Bench.C), bench.hello(1));
        assertTrue(bench.lastReason(), bench.lastReason().contains("draining"));
        bench.others = bench.others.subList(0, 1);
        bench.update();
        bench.arrivals.expect(Bench.tag(2), "b");
        bench.hello(2);
        assertEquals("nobody is left but the one it came from", "refuse", bench.balancer.log(1).get(0).outcome());
    }

    @Test
    public void twoNodesThatEachPreferTheOtherDoNotPlayPingPong() {
        Bench there = new Bench();
        bench.install("b", Bench.always("b"));
        there.self = there.facts("b", NodeState.UP, 0, Bench.B);
        there.others = List.of(there.facts("a", NodeState.UP, 0, new InetSocketAddress("192.0.2.1", 1935)));
        there.update();
        there.install("a", Bench.always("a"));
        assertEquals("the announcement is late", Bench.to(Bench.B, Bench.B_SIX), bench.hello(1));
        assertTrue(there.hello(1) instanceof HelloDecision.Redirect);
        int hellos = 1;
        while (bench.hello(1) instanceof HelloDecision.Redirect && there.hello(1) instanceof HelloDecision.Redirect) {
            hellos++;
        }
        assertEquals("it ends by the number of attempts", bench.settings.redirectAttempts(), hellos);
    }

    @Test
    public void peersAreIntroducedAsEver() {
        bench.install("b", Bench.always("b"));
        bench.self = bench.facts("a", NodeState.DRAINING, 10);
        bench.update();
        assertEquals(HelloDecision.PASS, bench.balancer.route(Bench.CLIENT, new Bench.Discriminator(null, PeerId.of(new byte[32])),
            Bench.tag(1), false));
    }

    @Test
    public void whoWantsThisVeryNodeIsNotSentToAnother() {
        bench.install("b", Bench.always("b"));
        Bench.Discriminator self = new Bench.Discriminator("rtmfp://host/app", PeerId.of(new byte[32]));
        assertEquals(HelloDecision.PASS, bench.balancer.route(Bench.CLIENT, self, Bench.tag(1), true));
        bench.self = bench.facts("a", NodeState.DRAINING, 10);
        bench.update();
        assertEquals("but not welcome while it drains", HelloDecision.IGNORE, bench.balancer.route(Bench.CLIENT, self, Bench.tag(1), true));
    }

    @Test
    public void everyStrategyIsToldPathPropertiesAttemptAndOneSeedPerTag() {
        List<Hello> asked = new ArrayList<>();
        bench.install("curious", (hello, view) -> {
            asked.add(hello);
            return new Choice.RedirectTo(view.others(), 1, "again");
        });
        bench.hello(Bench.CLIENT, "rtmfp://host:1935/app//room/?k=v%20w&k=x", 1);
        bench.hello(Bench.CLIENT, "rtmfp://host:1935/app//room/?k=v%20w&k=x", 1);
        bench.hello(Bench.CLIENT, "", 2);
        assertEquals("/app/room", asked.get(0).path());
        assertEquals("v w", asked.get(0).query().get("k"));
        assertEquals(2, asked.get(1).attempt());
        assertEquals(asked.get(0).seed(), asked.get(1).seed());
        assertNotEquals(asked.get(0).seed(), asked.get(2).seed());
        assertEquals("/", asked.get(2).path());
    }

    @Test
    public void aStrategyThatThrowsIsPassedOverAndTheClientServed() {
        bench.install("broken", (hello, view) -> {
            throw new IllegalStateException("oops");
        });
        assertEquals(HelloDecision.PASS, bench.hello(1));
        assertEquals(1L, (long) bench.balancer.counters().get("balancing.unanswered"));
    }

    @Test
    public void strategiesAreSwappedBetweenTwoHellosAndTheFormerComesBack() {
        bench.install("b", Bench.always("b"));
        assertEquals(Bench.to(Bench.B, Bench.B_SIX), bench.hello(1));
        BalancingStrategy c = bench.install("c", Bench.always("c"));
        assertEquals(Bench.to(Bench.C), bench.hello(2));
        bench.strategies.remove(c);
        assertEquals(Bench.to(Bench.B, Bench.B_SIX), bench.hello(3));
        bench.strategies.want("serve-here");
        assertEquals(HelloDecision.PASS, bench.hello(4));
        bench.strategies.want("not-there");
        assertEquals("the best ranking decides", Bench.to(Bench.B, Bench.B_SIX), bench.hello(5));
        assertEquals("not-there", bench.strategies.missing());
    }

    @Test
    public void aStrategyInTheShadowIsComparedAndDecidesNothing() {
        bench.install("c", Bench.always("c"));
        bench.install("b", Bench.always("b"));
        BalancingDesk desk = new BalancingDesk(bench.balancer, bench.strategies, null, List::of, changes -> { }, () -> bench.now, () -> 1);
        desk.shadow("c");
        for (int tag = 1; tag <= 5; tag++) {
            assertEquals(Bench.to(Bench.B, Bench.B_SIX), bench.hello(tag));
        }
        assertEquals(5, desk.shadow().compared());
        assertEquals(0, desk.shadow().same());
        assertEquals("b", desk.shadow().differences().get(0).active());
        assertEquals("c", desk.shadow().differences().get(0).shadow());
        assertEquals(5, desk.shadow().differences().get(0).count());
    }

    @Test
    public void anExplanationSaysWhatWouldHappenAndChangesNothing() {
        bench.install("b", Bench.always("b"));
        bench.others = List.of(bench.facts("b", NodeState.UP, 20, Bench.B), bench.facts("c", NodeState.DRAINING, 0, Bench.C));
        bench.update();
        var explanation = bench.balancer.explain(Bench.CLIENT, "/app", 1);
        assertEquals("redirect", explanation.decision().outcome());
        assertEquals(List.of("192.0.2.2:1935"), explanation.addresses());
        assertEquals(List.of("open", "open", "draining"), explanation.nodes().stream().map(n -> n.verdict()).toList());
        assertTrue(bench.balancer.log(10).isEmpty());
        assertEquals(0L, (long) bench.balancer.counters().get("balancing.redirected"));
    }

    @Test
    public void theLogKeepsTheLastThousandDecisions() {
        for (int i = 0; i < DecisionLog.ROOM + 10; i++) {
            bench.balancer.route(Bench.CLIENT, new Bench.Discriminator("/n" + i, null), new byte[] {(byte) (i >> 8), (byte) i}, true);
        }
        assertEquals(DecisionLog.ROOM, bench.balancer.log(Integer.MAX_VALUE).size());
        assertEquals("/n1009", bench.balancer.log(1).get(0).path());
    }

    @Test
    public void whatIsRememberedOfStrangersIsBounded() {
        byte[] tag = new byte[16];
        Random random = new Random(5);
        for (int i = 0; i < HelloBalancer.REMEMBERED * 2; i++) {
            random.nextBytes(tag);
            bench.balancer.route(Bench.CLIENT, new Bench.Discriminator("/", null), tag, true);
        }
        long remembered = bench.balancer.counters().get("balancing.remembered");
        assertTrue(remembered + " remembered", remembered <= HelloBalancer.REMEMBERED && remembered > HelloBalancer.REMEMBERED / 2);
    }

    @Test
    public void whateverAStrangerSendsTheEndpointAnswersAsEver() {
        long seed = 20260101;
        Random random = new Random(seed);
        bench.install("b", Bench.always("b"));
        for (int i = 0; i < 5000; i++) {
            byte[] tag = new byte[random.nextInt(300)];
            random.nextBytes(tag);
            byte[] url = new byte[random.nextInt(3000)];
            random.nextBytes(url);
            String text = new String(url, random.nextBoolean() ? StandardCharsets.ISO_8859_1
                : StandardCharsets.UTF_8);
            bench.balancer.route(Bench.CLIENT, new Bench.Discriminator("?%" + text, null), tag, true);
        }
        assertEquals("seed " + seed, 0L, (long) bench.balancer.counters().get("balancing.failed"));
    }
}
