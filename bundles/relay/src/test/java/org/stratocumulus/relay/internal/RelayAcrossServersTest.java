package org.stratocumulus.relay.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.Test;
import org.stratocumulus.api.status.RelayStatus.PairInfo;
import org.stratocumulus.relay.internal.ClusterScene.Node;
import org.stratocumulus.session.Session;
import org.stratocumulus.testkit.Conditions;
import org.stratocumulus.testkit.Seeds;
import org.stratocumulus.testkit.Translator.Kind;

/** Two peers of two servers that no translator lets meet, and the relay of the asker's server. */
public class RelayAcrossServersTest {
    private static final RelaySettings ON = Scene.SETTINGS;
    private static final RelaySettings OFF = RelaySettings.OFF;

    private ClusterScene scene;
    private Node here;
    private Node there;

    private void servers(long seed, RelaySettings... settings) {
        scene = new ClusterScene(seed, settings);
        here = scene.nodes.get(0);
        there = scene.nodes.get(1);
    }

    private Session met(Peer asker, Peer peer) {
        Session session = scene.await("the peers meet", asker.reach(peer));
        asker.say(session, peer, "hello");
        return session;
    }

    private boolean meets(Peer asker, Peer peer) {
        CompletableFuture<Session> reaching = asker.reach(peer);
        scene.time.advance(30_000);
        return reaching.isDone();
    }

    @Test
    public void twoSymmetricTranslatorsArePassedThroughTheAskersServer() throws Exception {
        Seeds.each(3, seed -> {
            servers(seed, ON, ON, ON);
            Peer one = here.peer(Kind.SYMMETRIC);
            Peer two = there.peer(Kind.SYMMETRIC);
            Session session = met(one, two);
            assertTrue(Scene.PORTS.contains(session.farAddress().getPort()));
            assertEquals(here.server.address.getAddress(), session.farAddress().getAddress());
            PairInfo pair = here.server.relay.pairs().get(0);
            assertEquals(List.of(one.id, "", two.id, there.links.id()),
                List.of(pair.asker().id(), pair.asker().node(), pair.peer().id(), pair.peer().node()));
            assertEquals(List.of(1L, 1L), List.of(here.server.count("opened-across"), here.server.introduced("remote-relayed")));
            assertEquals("one hello that was forwarded with the relay's address, and one way that counts", List.of(1L, 1L),
                List.of(there.server.introduced("served-ways"), there.server.count("admitted")));
            assertEquals("neither has the third anything to do with it", 0, scene.nodes.get(2).server.introduced("served-lookups"));
            for (int minute = 0; minute < 3; minute++) {
                scene.time.advance(60_000);
                one.say(session, two, "after " + minute);
            }
        });
    }

    @Test
    public void theyMeetOverABadNetwork() throws Exception {
        Seeds.each(3, seed -> {
            servers(seed, ON, ON);
            scene.network.conditions(Conditions.BAD);
            met(here.peer(Kind.SYMMETRIC), there.peer(Kind.SYMMETRIC));
        });
    }

    @Test
    public void theOwnerNeedsNoRelayAndTheAskersServerDoes() {
        servers(1, ON, OFF);
        Peer one = here.peer(Kind.SYMMETRIC);
        Peer two = there.peer(Kind.SYMMETRIC);
        assertFalse("the asker's server has none", meets(two, one));
        assertEquals(List.of(0L, 0L), List.of(there.server.introduced("remote-relayed"), there.server.introduced("served-ways")));
        met(one, two);
    }

    @Test
    public void aWayCountsAmongThePairsOfThePeerOnItsOwnServerToo() {
        servers(1, ON, ON);
        Peer two = there.peer(Kind.SYMMETRIC);
        Peer three = there.peer(Kind.SYMMETRIC);
        met(three, two);
        met(here.peer(Kind.SYMMETRIC), two);
        assertEquals("on the asker's server it has one only", 1, here.server.relay.pairs().size());
        assertFalse("relay.pairsPerPeer is 2", meets(here.peer(Kind.SYMMETRIC), two));
        assertTrue(there.server.introduced("declined-ways") >= 1);
        assertEquals("what the owner declines is closed", 1, here.server.relay.pairs().size());
        assertFalse("nor gets it one of its own server's", meets(two, there.peer(Kind.SYMMETRIC)));
        assertTrue(there.server.count("refused-full") >= 2);
    }

    @Test
    public void aWayThatIsOverIsToldAndCountsNoMore() {
        servers(1, ON, ON);
        Peer two = there.peer(Kind.SYMMETRIC);
        for (int i = 0; i < 3; i++) {
            Peer one = here.peer(Kind.SYMMETRIC);
            met(one, two);
            one.end.on(one.session, one.session::close);
            scene.time.advance(3_000);
            assertEquals(0, here.server.relay.pairs().size());
        }
        assertEquals(3, there.server.count("admitted"));
    }

    @Test
    public void aPeerThatLeavesItsServerIsTakenBackFromTheWay() {
        servers(1, ON, ON);
        Peer two = there.peer(Kind.SYMMETRIC);
        met(here.peer(Kind.SYMMETRIC), two);
        two.end.on(two.session, two.session::close);
        scene.time.advance(4_000);
        assertEquals(0, here.server.relay.pairs().size());
        assertEquals("the ports are free again", 0, here.server.ports.open.size());
    }

    @Test
    public void waysGoWithTheOwnerAndWithTheServerThatLentThem() {
        servers(1, ON, ON, ON);
        Node third = scene.nodes.get(2);
        Peer one = here.peer(Kind.SYMMETRIC);
        Peer two = there.peer(Kind.SYMMETRIC);
        Peer three = third.peer(Kind.SYMMETRIC);
        met(one, two);
        met(three, two);
        there.crash();
        scene.time.advance(3_000);
        assertEquals(List.of(0, 0), List.of(here.server.relay.pairs().size(), third.server.relay.pairs().size()));
        assertFalse("nobody knows the peer any more", meets(one, two));
        met(one, three);
        here.crash();
        scene.time.advance(3_000);
        assertEquals("nobody is taken back from nobody", 0, third.server.introduced("declined-ways"));
        met(third.peer(Kind.SYMMETRIC), three);
        met(third.peer(Kind.SYMMETRIC), three);
    }

    @Test
    public void whenTheRelayGoesPeersAreIntroducedAsWithoutAndTheirServersHearOfIt() {
        servers(1, ON, ON);
        Peer two = there.peer(Kind.SYMMETRIC);
        met(here.peer(Kind.SYMMETRIC), two);
        met(here.peer(Kind.SYMMETRIC), two);
        here.server.introducer.relay(null);
        scene.time.advance(3_000);
        assertFalse(meets(here.peer(Kind.SYMMETRIC), two));
        met(here.peer(Kind.FULL_CONE), two);
        met(there.peer(Kind.SYMMETRIC), two);
    }

    @Test
    public void anOwnerThatDoesNotKnowOfWaysIntroducesAsItAlwaysDid() {
        servers(1, ON, ON);
        there.understands = 2;
        Peer one = here.peer(Kind.SYMMETRIC);
        assertFalse(meets(one, there.peer(Kind.SYMMETRIC)));
        met(one, there.peer(Kind.FULL_CONE));
        scene.time.advance(150_000); // until it gives up, and UNUSED_SECONDS more
        assertEquals("what was opened in vain is closed", 0, here.server.relay.pairs().size());
    }

    @Test
    public void nothingIsOpenedForWhoIsNoClientOfTheServerThatItAsks() {
        servers(1, ON, ON, ON);
        Peer stranger = scene.nodes.get(2).peer(Kind.SYMMETRIC);
        Peer two = there.peer(Kind.SYMMETRIC);
        CompletableFuture<Session> reaching = stranger.reach(two, here.server.address);
        scene.time.advance(30_000);
        assertFalse(reaching.isDone());
        assertTrue("it was introduced all the same", here.server.introduced("remote-introduced") > 3);
        assertEquals(List.of(0L, 0L), List.of(here.server.count("opened"), there.server.introduced("served-ways")));
    }
}
