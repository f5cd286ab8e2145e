package org.stratocumulus.rendezvous.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.Test;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.cluster.ServerNode;
import org.stratocumulus.api.rendezvous.LookupAnswer;
import org.stratocumulus.api.rendezvous.PeerLookup;
import org.stratocumulus.directory.internal.DirectorySettings;
import org.stratocumulus.session.EndpointOptions;
import org.stratocumulus.session.Session;
import org.stratocumulus.testkit.Conditions;
import org.stratocumulus.testkit.Seeds;

/** Two peers on two servers of a cluster, from a hello to a session between them: RFC 7016 sections 3.5.1.4 to 3.5.1.6. */
public class AcrossServersTest {
    private static final DirectorySettings FULL = DirectorySettings.DEFAULT;
    private static final DirectorySettings SHARDED = new DirectorySettings(true, 2, 1_000);

    private static void assertMet(Scene scene, Scene.Client peer, CompletableFuture<Session> reaching) {
        scene.until("the peers' session opens", reaching::isDone);
        assertEquals(peer.id, reaching.join().farPeerId());
        assertEquals("directly", peer.end.host().address(), reaching.join().farAddress());
    }

    /** The peers are behind translators that let in only what comes from where something was sent to before. */
    private static void behindTranslators(Scene scene) {
        Set<List<InetSocketAddress>> ways = new HashSet<>();
        Set<InetSocketAddress> servers = new HashSet<>();
        scene.servers.forEach(server -> servers.add(server.address()));
        scene.network.lose(datagram -> {
            ways.add(List.of(datagram.from(), datagram.to()));
            return !servers.contains(datagram.to()) && !ways.contains(List.of(datagram.to(), datagram.from()));
        });
    }

    @Test
    public void peersOfTwoServersMeetThoughEachKnowsItsOwnServerOnlyAndIsBehindATranslator() throws Exception {
        Seeds.each(5, seed -> {
            for (DirectorySettings settings : List.of(FULL, SHARDED)) {
                Scene scene = new Scene(seed, 3, settings);
                behindTranslators(scene);
                Scene.Client one = scene.servers.get(0).client();
                Scene.Client two = scene.servers.get(1).client();
                assertMet(scene, two, one.reach(two.id, scene.servers.get(0)));
                Scene.Client three = scene.servers.get(1).client();
                assertMet(scene, one, three.reach(one.id, scene.servers.get(1)));
                assertTrue(scene.servers.get(0).count("remote-introduced") >= 1);
                assertTrue(scene.servers.get(1).count("forwarded") >= 1);
                assertEquals("the third has nothing to do with it", 0, scene.servers.get(2).count("served-lookups"));
            }
        });
    }

    @Test
    public void theyMeetOverABadNetwork() throws Exception {
        Seeds.each(5, seed -> {
            Scene scene = new Scene(seed, 3, FULL);
            scene.network.conditions(Conditions.BAD);
            Scene.Client one = scene.servers.get(0).client();
            Scene.Client two = scene.servers.get(1).client();
            assertMet(scene, two, one.reach(two.id, scene.servers.get(0)));
        });
    }

    @Test
    public void withoutTheHelloThatTheOwnerForwardsThoseTwoDoNotMeet() {
        Scene scene = new Scene(1, 2, FULL);
        behindTranslators(scene);
        Scene.Client one = scene.servers.get(0).client();
        Scene.Client two = scene.servers.get(1).client();
        two.end.endpoint().options(two.end.endpoint().options().withForwardedHello(EndpointOptions.ForwardedHello.IGNORE));
        CompletableFuture<Session> reaching = one.reach(two.id, scene.servers.get(0));
        scene.time.advance(30_000);
        assertFalse(reaching.isDone());
    }

    @Test
    public void oneHelloIsOneLookupAndOneForwardedHelloAndARepeatedOneIsAnsweredFromMemory() {
        Scene scene = new Scene(1, 2, FULL);
        Scene.Server asked = scene.servers.get(0);
        Scene.Server owner = scene.servers.get(1);
        Scene.Client one = asked.client();
        Scene.Client two = owner.client();
        scene.network.lose(datagram -> datagram.to().equals(two.end.host().address())); // so that the asker repeats itself
        one.reach(two.id, asked);
        scene.time.advance(1_000);
        assertEquals(List.of(1L, 1L, 1L), List.of(asked.count("remote-lookups"), owner.count("served-lookups"), owner.count("forwarded")));
        scene.time.advance(1_000);
        assertEquals("the peer hears of the second attempt, too", List.of(2L, 2L, 2L),
            List.of(asked.count("remote-introduced"), owner.count("served-lookups"), owner.count("forwarded")));
    }

    @Test
    public void hellosForNobodyNeverReachAnotherServer() {
        Scene scene = new Scene(1, 3, FULL);
        Scene.Client one = scene.servers.get(0).client();
        for (int i = 0; i < 20; i++) {
            one.reach(new PeerId(i, i, i, i), scene.servers.get(0));
        }
        scene.time.advance(10_000);
        assertEquals(0, scene.servers.get(0).count("remote-lookups"));
        assertTrue(scene.servers.get(0).count("unknown") >= 20);
    }

    @Test
    public void aPeerThatHasLeftIsNotLookedForAnyMoreAndOneThatMovedIsFoundAtItsNewServer() {
        Scene scene = new Scene(1, 3, FULL);
        Scene.Client one = scene.servers.get(0).client();
        Scene.Client two = scene.servers.get(1).client();
        two.leave();
        one.reach(two.id, scene.servers.get(0));
        scene.time.advance(1_000);
        assertEquals(0, scene.servers.get(0).count("remote-lookups"));
        Scene.Client three = scene.servers.get(2).client();
        assertMet(scene, three, one.reach(three.id, scene.servers.get(0)));
    }

    @Test
    public void thePeersOfAServerThatDiesAreForgottenAtOnceAndNobodyIsSentThere() {
        Scene scene = new Scene(1, 3, FULL);
        Scene.Client one = scene.servers.get(0).client();
        Scene.Client two = scene.servers.get(1).client();
        scene.servers.get(1).crash();
        one.reach(two.id, scene.servers.get(0));
        scene.time.advance(3_000);
        assertEquals(List.of(0L, 0L), List.of(scene.servers.get(0).count("remote-introduced"), scene.servers.get(0).count("remote-redirected")));
        assertTrue(scene.servers.get(0).count("unknown") >= 1);
        Scene.Client three = scene.servers.get(2).client();
        assertMet(scene, three, one.reach(three.id, scene.servers.get(0)));
    }

    @Test
    public void whileALinkIsCutTheOthersMeetAndAllDoWhenItIsHealed() throws Exception {
        Seeds.each(3, seed -> {
            for (DirectorySettings settings : List.of(FULL, SHARDED)) {
                Scene scene = new Scene(seed, 3, settings);
                Scene.Client one = scene.servers.get(0).client();
                Scene.Client two = scene.servers.get(1).client();
                Scene.Client three = scene.servers.get(2).client();
                scene.cluster.split(Set.of(1), Set.of(2));
                scene.time.advance(1_000); // nobody has noticed yet
                assertMet(scene, three, one.reach(three.id, scene.servers.get(0)));
                assertMet(scene, three, two.reach(three.id, scene.servers.get(1)));
                scene.until("the link is lost", () -> scene.servers.get(0).node.linked().size() == 1);
                Scene.Client late = scene.servers.get(1).client();
                CompletableFuture<Session> reaching = one.reach(late.id, scene.servers.get(0));
                scene.time.advance(3_000);
                assertFalse("nobody knows the way", reaching.isDone());
                scene.cluster.heal();
                scene.until("linked again", () -> scene.servers.stream().allMatch(server -> server.node.linked().size() == 2));
                assertMet(scene, late, reaching);
                assertMet(scene, two, one.reach(two.id, scene.servers.get(0)));
                Scene.Client newcomer = scene.servers.get(0).client();
                assertMet(scene, newcomer, late.reach(newcomer.id, scene.servers.get(1)));
            }
        });
    }

    @Test
    public void whoVanishesWithoutAWordIsInNoDirectoryAfterThreeKeepalives() {
        for (DirectorySettings settings : List.of(FULL, SHARDED)) {
            Scene scene = new Scene(1, 3, settings);
            Scene.Client one = scene.servers.get(0).client();
            Scene.Client two = scene.servers.get(1).client();
            scene.network.cutOff(two.end.host());
            long since = scene.time.now();
            one.reach(two.id, scene.servers.get(0)); // hellos that are forwarded to nobody are no sign of life
            scene.until("its server gives it up", () -> scene.servers.get(1).connections.find(two.id) == null);
            scene.time.advance(500);
            assertTrue("after " + (scene.time.now() - since) + " ms", scene.time.now() - since <= 60_000);
            CompletableFuture<List<ServerNode>> found = scene.servers.get(2).introducer.elsewhere(two.id).toCompletableFuture();
            scene.time.advance(1_000);
            assertEquals(List.of(), found.join());
            long before = scene.servers.get(0).count("remote-lookups");
            one.reach(two.id, scene.servers.get(0));
            scene.time.advance(1_000);
            assertEquals("nor is it asked for", before, scene.servers.get(0).count("remote-lookups"));
        }
    }

    @Test
    public void whenTheOwnerDoesNotAnswerInTimeTheAskerIsSentToIt() {
        Scene scene = new Scene(1, 2, FULL);
        behindTranslators(scene);
        Scene.Client one = scene.servers.get(0).client();
        Scene.Client two = scene.servers.get(1).client();
        scene.servers.get(1).node.freeze(); // its link and its directory, not its clients' sessions
        assertMet(scene, two, one.reach(two.id, scene.servers.get(0)));
        assertEquals(1, scene.servers.get(0).count("remote-unanswered"));
        assertEquals(1, scene.servers.get(0).count("remote-redirected"));
        assertEquals(1, scene.servers.get(1).count("introduced"));
    }

    @Test
    public void listenersAreAskedOnBothServersAndEachMayRefuse() {
        for (int refusing = 0; refusing < 2; refusing++) {
            Scene scene = new Scene(1, 2, FULL);
            Scene.Client one = scene.servers.get(0).client();
            Scene.Client two = scene.servers.get(1).client();
            List<PeerLookup> heard = new ArrayList<>();
            scene.servers.get(refusing).listeners.add(lookup -> {
                heard.add(lookup);
                return LookupAnswer.REFUSED;
            });
            CompletableFuture<Session> reaching = one.reach(two.id, scene.servers.get(0));
            scene.time.advance(5_000);
            assertFalse(reaching.isDone());
            assertEquals("known where it is connected", refusing == 1, heard.get(0).isKnown());
            assertEquals(one.end.host().address(), heard.get(0).from());
            assertEquals(refusing == 0, heard.get(0).asker() != null);
            assertTrue(scene.servers.get(refusing).count("refused") >= 1);
            assertEquals(0, scene.servers.get(1).count("forwarded"));
            assertEquals(0, scene.servers.get(0).count("remote-redirected"));
        }
    }

    @Test
    public void listenersThatLetPassDelayNothing() {
        Scene scene = new Scene(1, 2, FULL);
        scene.servers.forEach(server -> server.listeners.add(lookup -> LookupAnswer.USUAL));
        Scene.Client one = scene.servers.get(0).client();
        Scene.Client two = scene.servers.get(1).client();
        assertMet(scene, two, one.reach(two.id, scene.servers.get(0)));
        assertEquals(0, scene.servers.get(0).count("retries"));
    }

    @Test
    public void lookupsBeyondTheirNumberAreNotPassedOnAndTheirAskersAreSentToTheOwner() {
        Scene scene = new Scene(1, 2, FULL);
        scene.servers.get(0).introducer.lookupsPerServer(1);
        Scene.Client one = scene.servers.get(0).client();
        Scene.Client two = scene.servers.get(1).client();
        Scene.Client three = scene.servers.get(1).client();
        one.reach(two.id, scene.servers.get(0));
        assertMet(scene, three, one.reach(three.id, scene.servers.get(0)));
        assertEquals(List.of(1L, 1L, 1L), List.of(scene.servers.get(0).count("remote-lookups"),
            scene.servers.get(0).count("remote-limited"), scene.servers.get(0).count("remote-redirected")));
    }

    @Test
    public void theConsoleIsToldOnWhichServerAPeerIs() {
        for (DirectorySettings settings : List.of(FULL, SHARDED)) {
            Scene scene = new Scene(1, 4, settings);
            Scene.Client two = scene.servers.get(1).client();
            CompletableFuture<List<ServerNode>> found =
                scene.servers.get(0).introducer.elsewhere(two.id).toCompletableFuture();
            scene.time.advance(1_000);
            assertEquals(List.of("id002"), found.join().stream().map(ServerNode::nodeId).toList());
            assertTrue(scene.servers.get(1).introducer.find(two.id).isPresent());
        }
    }

    @Test
    public void anIntroducerThatGoesTakesItsPeersFromTheDirectoryAndOneThatComesAddsThem() {
        Scene scene = new Scene(1, 2, FULL);
        Scene.Client two = scene.servers.get(1).client();
        scene.servers.get(1).introducer.directory(null);
        scene.time.advance(1_000);
        assertEquals(List.of(), scene.servers.get(0).directory.peers().known(two.id));
        scene.servers.get(1).introducer.directory(scene.servers.get(1).directory);
        scene.time.advance(1_000);
        assertEquals(1, scene.servers.get(0).directory.peers().known(two.id).size());
    }
}
