package org.stratocumulus.balancing.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.stratocumulus.api.balancing.BalancingStrategy;
import org.stratocumulus.api.cluster.NodeState;
import org.stratocumulus.session.spi.HelloDecision;

/** What holds for every strategy in the situations that every cluster comes into; the figures are in {@link StrategyTableTest}. */
@RunWith(Parameterized.class)
public class EveryStrategyTest {
    private static final int CLIENTS = 40;

    private final Bench bench = new Bench();

    @Parameters(name = "{0}")
    public static Iterable<Object[]> strategies() {
        return Installed.all().entrySet().stream().map(e -> new Object[] {e.getKey(), e.getValue()}).toList();
    }

    public EveryStrategyTest(String name, BalancingStrategy strategy) {
        bench.install(name, strategy::choose);
    }

    @Test
    public void withNoOtherNodeEverybodyIsServedHere() {
        bench.others = List.of();
        assertEquals(Set.of("here"), outcomes());
    }

    @Test
    public void withAllFullNobodyIsServed() {
        bench.self = bench.facts("a", NodeState.UP, 1000);
        bench.others = List.of(bench.facts("b", NodeState.UP, 1000, Bench.B), bench.facts("c", NodeState.UP, 2000, Bench.C));
        assertEquals(Set.of("nowhere"), outcomes());
    }

    @Test
    public void withAllDrainingNobodyIsServed() {
        bench.self = bench.facts("a", NodeState.DRAINING, 0);
        bench.others = List.of(bench.facts("b", NodeState.DRAINING, 0, Bench.B));
        assertEquals(Set.of("nowhere"), outcomes());
    }

    @Test
    public void aDrainingNodeServesNobodyAndOthersAreSpared() {
        bench.self = bench.facts("a", NodeState.DRAINING, 0);
        bench.others = List.of(bench.facts("b", NodeState.UP, 20, Bench.B), bench.facts("c", NodeState.DRAINING, 0, Bench.C));
        assertEquals(Set.of("192.0.2.2"), outcomes());
    }

    @Test
    public void nobodyIsSentToANodeWithoutAPublicAddress() {
        bench.others = List.of(bench.facts("b", NodeState.UP, 0), bench.facts("c", NodeState.UP, 0, Bench.C));
        assertTrue(Set.of("here", "192.0.2.3", "192.0.2.1").containsAll(outcomes()));
    }

    @Test
    public void aClientWithIpv6IsSentToNodesThatHaveItOrServedHere() {
        Set<String> outcomes = new TreeSet<>();
        bench.update();
        for (int i = 1; i <= CLIENTS; i++) {
            outcomes.add(outcome(bench.hello(Bench.CLIENT_SIX, "/app" + i, i)));
        }
        assertTrue(outcomes.toString(), Set.of("here", "2001:db8:0:0:0:0:0:2").containsAll(outcomes));
    }

    @Test
    public void withOldReportsOnlyEverybodyIsStillServedSomewhere() {
        bench.now += 60_000;
        bench.self = bench.facts("a", NodeState.UP, 10);
        Set<String> outcomes = outcomes();
        assertFalse(outcomes.toString(), outcomes.contains("nowhere"));
    }

    @Test
    public void aNodeThatJustCameUpWithoutAReportDoesNotGetEverybody() {
        bench.others = List.of(bench.facts("b", NodeState.UP, 12, Bench.B),
            new NodeFacts("c", NodeState.UP, false, 0, 0, 0, -1, -1, Map.of(), List.of(), List.of(Bench.C)));
        assertNotOnly("192.0.2.3");
    }

    @Test
    public void theReasonIsInTheLog() {
        bench.update();
        bench.hello(1);
        String reason = bench.lastReason();
        assertTrue(reason, !reason.isBlank() && !reason.endsWith("."));
    }

    private void assertNotOnly(String address) {
        Set<String> outcomes = outcomes();
        assertFalse(outcomes.toString(), outcomes.equals(Set.of(address)) || outcomes.contains("nowhere"));
    }

    /** Where the clients go first: {@code here}, {@code nowhere} or an address. */
    private Set<String> outcomes() {
        bench.update();
        Set<String> outcomes = new TreeSet<>();
        for (int i = 1; i <= CLIENTS; i++) {
            outcomes.add(outcome(bench.hello(Bench.CLIENT, "/app" + i, i)));
        }
        return outcomes;
    }

    private String outcome(HelloDecision decision) {
        if (decision instanceof HelloDecision.Redirect redirect) {
            return redirect.destinations().get(0).socketAddress().getAddress().getHostAddress();
        }
        return bench.balancer.log(1).get(0).outcome().equals("serve") ? "here" : "nowhere";
    }
}
