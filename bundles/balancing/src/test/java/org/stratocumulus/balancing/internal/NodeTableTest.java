package org.stratocumulus.balancing.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.stratocumulus.api.balancing.Node;
import org.stratocumulus.api.cluster.NodeState;

public class NodeTableTest {
    private final BalancingSettings settings = BalancingSettings.DEFAULT; // 2 s to settle, 10 s to be stale
    private final NodeTable table = new NodeTable(facts("a", 0));

    @Test
    public void aRedirectedClientCountsUntilAReportTwoSecondsYounger() {
        update(10_000, facts("b", 10_000));
        table.sent("b", 10_000);
        table.sent("b", 11_500);
        assertEquals(2, node(11_500).redirected());
        update(11_900, facts("b", 11_900));
        assertEquals("it may not have arrived yet", 2, node(11_900).redirected());
        update(12_300, facts("b", 12_300));
        assertEquals(1, node(12_300).redirected());
        update(14_000, facts("b", 14_000));
        assertEquals(0, node(14_000).redirected());
    }

    @Test
    public void reportsThatDoNotComeLeaveTheClientsOnTheirWay() {
        update(10_000, facts("b", 10_000));
        table.sent("b", 11_000);
        update(15_000, facts("b", 10_000));
        assertEquals(1, node(15_000).redirected());
    }

    @Test
    public void whoNeverReportsGetsItsClientsForgottenAfterTheTimeToBeStale() {
        update(10_000, facts("b", -1));
        table.sent("b", 10_000);
        update(19_000, facts("b", -1));
        assertEquals(1, node(19_000).redirected());
        update(21_000, facts("b", -1));
        assertEquals(0, node(21_000).redirected());
    }

    @Test
    public void clientsOnTheirWayAreCountedInEightyQuartersOfASecond() {
        OnTheWay count = new OnTheWay();
        for (int i = 0; i < 1000; i++) {
            count.add(i * (long) OnTheWay.SLOT_MILLIS);
        }
        assertEquals(OnTheWay.SLOTS, count.count());
    }

    @Test
    public void anOldReportIsNoneToGoBy() {
        update(10_000, facts("b", 10_000));
        assertEquals(9_000, node(19_000).reportMillis());
        assertTrue(node(20_000).isMeasured());
        assertFalse(node(20_001).isMeasured());
    }

    @Test
    public void aNodeThatGoesTakesItsCountWithIt() {
        update(10_000, facts("b", 10_000));
        table.sent("b", 10_000);
        update(10_100);
        table.sent("b", 10_200);
        update(10_300, facts("b", 10_300));
        assertEquals(0, node(10_300).redirected());
    }

    private void update(long now, NodeFacts... others) {
        table.update(facts("a", now), List.of(others), now, settings);
    }

    private Node node(long now) {
        return table.view(now, settings.staleMillis(), false).others().get(0);
    }

    private static NodeFacts facts(String id, long reportedAt) {
        return new NodeFacts(id, NodeState.UP, false, 0, 0, 0, -1, reportedAt, Map.of(), List.of(), List.of());
    }
}
