package org.stratocumulus.balancing.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.cluster.Direction;
import org.stratocumulus.api.cluster.NodeReport;
import org.stratocumulus.api.cluster.NodeState;
import org.stratocumulus.api.cluster.ServerNode;

/** What is known of other nodes, and what is said to them. */
public class ClusterTiesTest {
    private long now = 5000;
    private final FakeCluster fake = new FakeCluster();
    private final FactsReader facts = new FactsReader(new AddressBook(InetAddress::getAllByName, Runnable::run));
    private final Arrivals arrivals = new Arrivals(() -> now);
    private final List<Arrival> forwarded = new ArrayList<>();
    private final ClusterTies ties = new ClusterTies(facts, arrivals, (sender, hello) -> forwarded.add(hello));

    @Test
    public void aNodeIsWhatItReportsAndWhatItsAdministratorSays() {
        ServerNode b = fake.link("b", Direction.TARGET, Map.of("region", "eu", "capacity", "1"), report(1, 40), "192.0.2.2:1935");
        ties.message(b, NodeNews.TOPIC, List.of(new NodeNews(Map.of("capacity", "3"), true).encode()));
        NodeFacts node = facts.others(fake.cluster(), now).get(0);
        assertEquals(Map.of("region", "eu", "capacity", "3"), node.properties());
        assertTrue(node.full());
        assertEquals(40, node.sessions());
        assertEquals(List.of(new InetSocketAddress("192.0.2.2", 1935)), node.addresses());
        ties.disconnected(b, "gone");
        assertEquals("what it said is gone with it", "1", facts.others(fake.cluster(), now).get(0).properties().get("capacity"));
    }

    @Test
    public void whatAnInitiatorCallsThisNodeIsNoPropertyOfTheInitiator() {
        fake.link("b", Direction.INITIATOR, Map.of("region", "eu"), report(1, 0), "192.0.2.2:1935");
        assertEquals(Map.of(), facts.others(fake.cluster(), now).get(0).properties());
    }

    @Test
    public void aReportIsAsOldAsItsSequenceNumber() {
        fake.link("b", Direction.TARGET, Map.of(), report(7, 0), "192.0.2.2:1935");
        assertEquals(5000, facts.others(fake.cluster(), 5000).get(0).reportedAt());
        assertEquals(5000, facts.others(fake.cluster(), 6000).get(0).reportedAt());
        fake.linked.clear();
        fake.link("b", Direction.TARGET, Map.of(), report(8, 0), "192.0.2.2:1935");
        assertEquals(7000, facts.others(fake.cluster(), 7000).get(0).reportedAt());
    }

    @Test
    public void aServerOfTheOriginalKindHasNoIdNoReportAndHearsNothing() {
        ServerNode old = fake.link("", Direction.TARGET, Map.of(), null, "192.0.2.2:1935");
        NodeFacts node = facts.others(fake.cluster(), now).get(0);
        assertEquals("198.18.0.9:1936", node.id());
        assertEquals(-1, node.reportedAt());
        ties.update(fake.cluster(), new NodeNews(Map.of("region", "eu"), false));
        ties.connected(old);
        ties.message(old, ClusterTies.ARRIVAL, List.of(AmfValue.of(Bench.tag(1))));
        assertNull(arrivals.sender(Bench.tag(1)));
        assertEquals(List.of(), fake.sent);
    }

    @Test
    public void missingPublicAddressesAreShown() {
        fake.ownAddresses = List.of();
        fake.link("b", Direction.TARGET, Map.of(), report(1, 0));
        facts.others(fake.cluster(), now);
        assertEquals(List.of("this node has no public address: no other node sends clients here; set servers.publicAddress",
            "node b has no public address: no client is sent there; set servers.publicAddress there"), facts.problems());
    }

    @Test
    public void othersAreToldWhenALinkComesUpAndWhenSomethingChanges() {
        ServerNode b = fake.link("b", Direction.TARGET, Map.of(), report(1, 0), "192.0.2.2:1935");
        ties.connected(b);
        ties.update(fake.cluster(), new NodeNews(Map.of("region", "eu"), false));
        ties.update(fake.cluster(), new NodeNews(Map.of("region", "eu"), false));
        ties.update(fake.cluster(), new NodeNews(Map.of("region", "eu"), true));
        assertEquals(List.of("b balancing.node", "b balancing.node", "b balancing.node"), fake.sent);
        assertEquals(new NodeNews(Map.of("region", "eu"), true), NodeNews.decode(fake.lastValues));
    }

    @Test
    public void aTagIsAnnouncedToTheNodesThatAreNamedAndRememberedForThirtySeconds() {
        ServerNode b = fake.link("b", Direction.TARGET, Map.of(), report(1, 0), "192.0.2.2:1935");
        ties.update(fake.cluster(), NodeNews.NONE);
        ties.announce(List.of("a", "b", "unknown"), Arrival.announced(Bench.tag(1)));
        assertEquals(List.of("b balancing.arrival"), fake.sent);
        ties.message(b, ClusterTies.ARRIVAL, fake.lastValues);
        now += Arrivals.KEEP_MILLIS;
        assertEquals("b", arrivals.sender(Bench.tag(1)));
        now++;
        assertNull(arrivals.sender(Bench.tag(1)));
    }

    @Test
    public void aForwardedHelloIsAnAnnouncementToo() {
        ServerNode b = fake.link("b", Direction.TARGET, Map.of(), report(1, 0), "192.0.2.2:1935");
        ties.update(fake.cluster(), NodeNews.NONE);
        for (InetSocketAddress client : List.of(Bench.CLIENT, Bench.CLIENT_SIX)) {
            ties.announce(List.of("b"), new Arrival(Bench.tag(1), new byte[] {1, 2, 3}, client));
            ties.message(b, ClusterTies.ARRIVAL, fake.lastValues);
            Arrival hello = forwarded.remove(0);
            assertArrayEquals(new byte[] {1, 2, 3}, hello.discriminator());
            assertArrayEquals(Bench.tag(1), hello.tag());
            assertEquals(client, hello.from());
        }
        assertEquals("b", arrivals.sender(Bench.tag(1)));
    }

    @Test
    public void aHelloThatCannotBeReadIsAnAnnouncementOnly() {
        ServerNode b = fake.link("b", Direction.TARGET, Map.of(), null);
        AmfValue tag = AmfValue.of(Bench.tag(1));
        ties.message(b, ClusterTies.ARRIVAL, List.of(tag, AmfValue.of(new byte[3]), AmfValue.of(new byte[6])));
        ties.message(b, ClusterTies.ARRIVAL, List.of(tag, AmfValue.of(new byte[Arrival.MAX_DISCRIMINATOR + 1]), AmfValue.of(new byte[7])));
        ties.message(b, ClusterTies.ARRIVAL, List.of(tag, AmfValue.of("text"), AmfValue.of(new byte[7])));
        assertEquals(List.of(), forwarded);
        assertEquals("b", arrivals.sender(Bench.tag(1)));
    }

    @Test
    public void tagsOfLessThanEightOrMoreThan256BytesAndOtherNonsenseAreNotTaken() {
        ServerNode b = fake.link("b", Direction.TARGET, Map.of(), null);
        for (int length : new int[] {0, Arrivals.MIN_TAG - 1, Arrivals.MAX_TAG + 1}) {
            ties.message(b, ClusterTies.ARRIVAL, List.of(AmfValue.of(new byte[length])));
            assertNull(arrivals.sender(new byte[length]));
        }
        ties.message(b, ClusterTies.ARRIVAL, List.of());
        ties.message(b, ClusterTies.ARRIVAL, List.of(AmfValue.of("text")));
        ties.message(b, NodeNews.TOPIC, List.of(AmfValue.of(5), AmfValue.of("yes")));
        assertEquals(Map.of(), facts.others(fake.cluster(), now).get(0).properties());
    }

    @Test
    public void newsHaveAtMostSixtyFourPropertiesOf256Characters() {
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i < NodeNews.MAX_PROPERTIES * 2; i++) {
            many.put("k" + i, "v");
        }
        assertEquals(NodeNews.MAX_PROPERTIES, NodeNews.decode(List.of(AmfValue.of(many))).properties().size());
        Map<String, Object> odd = Map.of("long", "x".repeat(NodeNews.MAX_LENGTH + 1), "number", 5, "good", "x".repeat(NodeNews.MAX_LENGTH));
        assertEquals(1, NodeNews.decode(List.of(AmfValue.of(odd))).properties().size());
    }

    private static NodeReport report(long sequence, int sessions) {
        return new NodeReport("b", 1, sequence, NodeState.UP, sessions, 1000, 0, 0, 0, -1, 0);
    }
}
