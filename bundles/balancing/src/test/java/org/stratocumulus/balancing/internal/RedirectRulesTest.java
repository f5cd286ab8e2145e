package org.stratocumulus.balancing.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.stratocumulus.api.balancing.Choice;
import org.stratocumulus.api.cluster.NodeState;
import org.stratocumulus.balancing.internal.BalancingSettings.Admission;
import org.stratocumulus.session.spi.HelloDecision;

/** What holds for every strategy. */
public class RedirectRulesTest {
    private final Bench bench = new Bench();

    @Test
    public void drainingFullAndUnreachableNodesAreNeverNamed() {
        bench.install("all", (hello, view) -> new Choice.RedirectTo(view.others(), 0, "all"));
        bench.others = List.of(bench.facts("draining", NodeState.DRAINING, 0, Bench.B), bench.facts("full", NodeState.UP, 1000, Bench.B),
            bench.facts("nowhere", NodeState.UP, 0), bench.facts("open", NodeState.UP, 0, Bench.C));
        bench.update();
        assertEquals(Bench.to(Bench.C), bench.hello(1));
        bench.others = bench.others.subList(0, 3);
        bench.update();
        assertEquals("with none left it is served here", HelloDecision.PASS, bench.hello(2));
        assertEquals("all, but draining is draining", bench.lastReason());
    }

    @Test
    public void clientsOnTheirWayCountTowardsFull() {
        bench.install("b", Bench.always("b"));
        bench.others = List.of(bench.facts("b", NodeState.UP, 998, Bench.B));
        bench.update();
        assertEquals(Bench.to(Bench.B), bench.hello(1));
        assertEquals(Bench.to(Bench.B), bench.hello(2));
        assertEquals("998 sessions and 2 on their way of 1000", HelloDecision.PASS, bench.hello(3));
    }

    @Test
    public void aRedirectNamesSevenAddressesUnlessSetOtherwiseAndNeverMoreThanTwentyFour() {
        List<NodeFacts> many = new ArrayList<>();
        for (int i = 10; i < 50; i++) {
            many.add(bench.facts("n" + i, NodeState.UP, 0, new InetSocketAddress("192.0.2." + i, 1935)));
        }
        bench.others = many;
        bench.update();
        bench.install("all", (hello, view) -> new Choice.RedirectTo(view.others(), 0, "all"));
        assertEquals(7, ((HelloDecision.Redirect) bench.hello(1)).destinations().size());
        bench.settings = with(24, new Admission(0, 0, 0));
        bench.update();
        assertEquals(24, ((HelloDecision.Redirect) bench.hello(2)).destinations().size());
    }

    @Test
    public void theFamilyThatTheClientCameWithIsNamedFirst() {
        bench.install("both", (hello, view) -> new Choice.RedirectTo(view.others(), 0, "both"));
        assertEquals(Bench.to(Bench.B, Bench.C, Bench.B_SIX), bench.hello(1));
        assertEquals("c cannot be reached over IPv6", Bench.to(Bench.B_SIX, Bench.B), bench.hello(Bench.CLIENT_SIX, "/", 2));
    }

    @Test
    public void aClientIsServedHereRatherThanSentToANodeOfAnotherFamily() {
        bench.install("c", Bench.always("c"));
        assertEquals(HelloDecision.PASS, bench.hello(Bench.CLIENT_SIX, "/", 1));
        bench.others = List.of(bench.facts("c", NodeState.UP, 0, Bench.C));
        bench.self = bench.facts("a", NodeState.DRAINING, 0);
        bench.update();
        assertEquals("unless nothing else is left", Bench.to(Bench.C), bench.hello(Bench.CLIENT_SIX, "/", 2));
    }

    @Test
    public void aDrainingOrFullNodeSendsItsClientsToTheLeastLoaded() {
        bench.self = bench.facts("a", NodeState.DRAINING, 0);
        bench.update();
        assertEquals(Bench.to(Bench.B, Bench.C, Bench.B_SIX), bench.hello(1));
        bench.self = bench.facts("a", NodeState.UP, 1000);
        bench.update();
        assertEquals(Bench.to(Bench.B, Bench.C, Bench.B_SIX), bench.hello(2));
        assertEquals("each node serves its own clients; this node is full", bench.lastReason());
    }

    @Test
    public void whenNobodyHasRoomTheReasonSaysSo() {
        bench.self = bench.facts("a", NodeState.UP, 1000);
        bench.others = List.of(bench.facts("b", NodeState.DRAINING, 0, Bench.B));
        bench.update();
        String reason = "each node serves its own clients; this node is full and no other has room";
        assertEquals("the client gets a session to hear it in", HelloDecision.PASS, bench.hello(1));
        assertEquals(reason, bench.lastReason());
        assertEquals(reason, bench.balancer.turnedAway(Bench.CLIENT));
        assertEquals("", bench.balancer.find(Bench.CLIENT));
        bench.others = List.of(bench.facts("b", NodeState.UP, 0, Bench.B));
        bench.update();
        assertEquals("there is room by now", "192.0.2.2:1935", bench.balancer.find(Bench.CLIENT));
        bench.self = bench.facts("a", NodeState.UP, 0);
        bench.update();
        assertEquals("it asks again, and there is room now", HelloDecision.PASS, bench.hello(1));
        assertNull(bench.balancer.turnedAway(Bench.CLIENT));
    }

    @Test
    public void aHundredClientsPerSecondHearWhyNobodyHasRoomTheOthersGetNoAnswer() {
        bench.self = bench.facts("a", NodeState.UP, 1000);
        bench.others = List.of();
        bench.update();
        int answered = 0;
        for (int i = 0; i < 3 * TurnedAway.PER_SECOND; i++) {
            InetSocketAddress client = new InetSocketAddress("198.51.100.1", 5000 + i);
            byte[] tag = {(byte) (i >> 8), (byte) i};
            boolean heard = bench.balancer.route(client, new Bench.Discriminator("/", null), tag, true) == HelloDecision.PASS;
            assertEquals(heard, bench.balancer.turnedAway(client) != null);
            answered += heard ? 1 : 0;
        }
        assertEquals(TurnedAway.PER_SECOND, answered);
    }

    @Test
    public void admissionHandshakesPerSecondSendsTheSurplusElsewhere() {
        bench.settings = with(7, new Admission(0, 2, 0));
        bench.update();
        assertEquals(HelloDecision.PASS, bench.hello(1));
        assertEquals(HelloDecision.PASS, bench.hello(2));
        assertTrue(bench.hello(3) instanceof HelloDecision.Redirect);
        assertEquals("who was admitted stays admitted", HelloDecision.PASS, bench.hello(1));
        bench.now += 500;
        assertEquals(HelloDecision.PASS, bench.hello(4));
        assertTrue(bench.hello(5) instanceof HelloDecision.Redirect);
    }

    private static BalancingSettings with(int addresses, Admission admission) {
        BalancingSettings d = BalancingSettings.DEFAULT;
        return new BalancingSettings("", d.budgetMicros(), addresses, d.redirectAttempts(), false, d.settleMillis(), d.staleMillis(),
            Map.of(), admission, BalancingSettings.Draining.NONE);
    }
}
