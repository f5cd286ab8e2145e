package org.stratocumulus.balancing.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.stratocumulus.api.application.Client;
import org.stratocumulus.api.application.RejectedException;
import org.stratocumulus.api.cluster.NodeRegistry;
import org.stratocumulus.api.cluster.NodeReport;
import org.stratocumulus.api.cluster.NodeState;
import org.stratocumulus.api.status.NodeStatus;
import org.stratocumulus.balancing.internal.BalancingSettings.Admission;
import org.stratocumulus.session.spi.HelloDecision;

public class RoomGateTest {
    private static final NodeReport OLD = new NodeReport("a", 1, 1, NodeState.UP, 10, 10, 0, 0, 5000, 0, 0);
    private static final Admission NONE = new Admission(0, 0, 0);

    private final Bench bench = new Bench();
    private boolean room;
    private final RoomGate gate = new RoomGate(bench.balancer, () -> room);
    private final Client client = (Client) Proxy.newProxyInstance(Client.class.getClassLoader(), new Class<?>[] {Client.class},
        (proxy, method, args) -> method.getName().equals("address") ? Bench.CLIENT : "/app");

    public RoomGateTest() {
        bench.self = bench.facts("a", NodeState.UP, 1000);
        bench.others = List.of();
        bench.update();
        assertEquals(HelloDecision.PASS, bench.hello(1));
    }

    @Test
    public void whoIsTurnedAwayHearsWhy() {
        assertEquals("each node serves its own clients; this node is full and no other has room", refusal().getMessage());
        bench.others = List.of(bench.facts("b", NodeState.UP, 0, Bench.B));
        bench.update();
        assertEquals(Map.of("code", 302, "redirect", "rtmfp://192.0.2.2:1935/app"), refusal().details());
    }

    @Test
    public void whoConnectsWhenThereIsRoomAgainIsLetInThoughTheTableIsOlder() {
        room = true;
        assertNull(refusal());
        room = false;
        assertNull("it has its place", refusal());
    }

    @Test
    public void noMoreAreLetInAfterAllThanMayComeInASecond() {
        bench.settings = new BalancingSettings("", 5000, 7, 3, false, 2000, 10_000, Map.of(), new Admission(0, 1, 0),
            BalancingSettings.DEFAULT.draining());
        bench.update();
        room = true;
        assertTrue(bench.balancer.admitAfterAll(Bench.CLIENT));
        assertFalse(bench.balancer.admitAfterAll(Bench.CLIENT_SIX));
        bench.now += 1000;
        assertTrue(bench.balancer.admitAfterAll(Bench.CLIENT_SIX));
    }

    @Test
    public void sessionsAndTheirMaximumAreThoseOfTheEndpointNotOfTheLatestReport() {
        FactsReader facts = new FactsReader(new AddressBook(InetAddress::getAllByName, Runnable::run));
        NodeRegistry registry = (NodeRegistry) Proxy.newProxyInstance(NodeRegistry.class.getClassLoader(),
            new Class<?>[] {NodeRegistry.class}, (proxy, method, args) -> OLD);
        NodeFacts self = facts.self(null, registry, endpoint(10, 1000), false, BalancingSettings.DEFAULT, 0);
        assertEquals(1000, self.maxSessions());
        assertFalse(self.full());
        assertTrue(facts.self(null, registry, endpoint(7, 7), false, BalancingSettings.DEFAULT, 0).full());
    }

    @Test
    public void aNodeIsFullByTheLeastOfItsLimits() {
        assertFalse(FactsReader.isFull(9, endpoint(9, 10), OLD, NONE));
        assertTrue(FactsReader.isFull(10, endpoint(10, 10), OLD, NONE));
        assertTrue(FactsReader.isFull(5, endpoint(5, 10), OLD, new Admission(5, 0, 0)));
        assertTrue(FactsReader.isFull(0, endpoint(0, 10), OLD, new Admission(0, 0, 5000)));
        assertFalse(FactsReader.isFull(0, endpoint(0, 10), OLD, new Admission(0, 0, 5001)));
        assertFalse("nothing is known", FactsReader.isFull(0, null, null, new Admission(1, 0, 1)));
    }

    private RejectedException refusal() {
        return gate.refusal(client, null);
    }

    private static NodeStatus.Snapshot endpoint(int sessions, int most) {
        return new NodeStatus.Snapshot("", List.of(), "nio", 1, 0, "", sessions, most, Map.of());
    }
}
