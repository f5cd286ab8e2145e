package org.stratocumulus.netgroup.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.Test;
import org.stratocumulus.amf.AmfByteArray;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.GroupId;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.cluster.ServerNode;
import org.stratocumulus.netgroup.internal.ClusterScene.Client;
import org.stratocumulus.netgroup.internal.ClusterScene.Server;
import org.stratocumulus.netgroup.internal.ViewMessage.Kind;
import org.stratocumulus.testkit.Seeds;

/** What a linked node can do to this one with messages that are wrong: next to nothing. */
public class BogusViewsTest {
    private static final long SOON = 2_000;

    private final ClusterScene scene = new ClusterScene(1, 2);
    private final Server victim = scene.all.get(0);
    private final Server liar = scene.all.get(1);

    private ServerNode liarAsSeen() {
        return victim.node.other(2);
    }

    private void lie(ViewMessage message) {
        victim.groups.cluster().message(liarAsSeen(), ClusterGroups.TOPIC, List.of(AmfByteArray.of(message.encode())));
    }

    private static ViewMessage message(Kind kind, GroupId group, int sequence, List<PeerId> removed, List<PeerId> added) {
        return new ViewMessage(kind, false, group, added.size(), sequence, ViewMessage.digest(added), removed, added);
    }

    private static List<PeerId> invented(Random random, int count) {
        List<PeerId> peers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            peers.add(new PeerId(random.nextLong(), 1, 1, 1));
        }
        return peers;
    }

    private void bothHaveMembers() {
        for (int i = 0; i < 10; i++) {
            victim.join();
            liar.join();
        }
        scene.servers.run(SOON);
        Told.assertRing(scene.members);
    }

    @Test
    public void whatIsNoViewIsCounted() {
        bothHaveMembers();
        victim.groups.cluster().message(liarAsSeen(), ClusterGroups.TOPIC, List.of());
        victim.groups.cluster().message(liarAsSeen(), ClusterGroups.TOPIC, List.of(AmfValue.of("view")));
        victim.groups.cluster().message(liarAsSeen(), ClusterGroups.TOPIC, List.of(AmfByteArray.of(new byte[] {1, 2, 3})));
        lie(message(Kind.WHOLE, ClusterScene.GROUP, 1, List.of(), invented(new Random(1), ViewMessage.MAX_NAMED + 1)));
        assertEquals(4, victim.count("views-malformed"));
        Told.assertRing(scene.members);
        assertEquals(10, victim.groups.cluster().named());
    }

    @Test
    public void groupsThatTheVictimOrTheLiarDoesNotHaveAreIgnored() {
        victim.join();
        scene.servers.run(SOON);
        lie(message(Kind.WHOLE, ClusterScene.GROUP, 1, List.of(), invented(new Random(1), 10)));
        lie(message(Kind.WHOLE, GroupId.ofSpecifier("none"), 1, List.of(), invented(new Random(1), 10)));
        assertEquals(2, victim.count("views-ignored"));
        assertEquals(0, victim.groups.cluster().named());
        assertEquals(1, new GroupReport(victim.groups).groups().size());
    }

    @Test
    public void idsOfTheVictimsOwnMembersAndOfOthersTakeNobodyOut() {
        bothHaveMembers();
        List<PeerId> own = scene.members.stream().filter(member -> member.server == victim).map(Told::peer).toList();
        lie(message(Kind.WHOLE, ClusterScene.GROUP, 100, List.of(), own));
        lie(message(Kind.CHANGE, ClusterScene.GROUP, 101, own, List.of()));
        assertEquals(10, new GroupReport(victim.groups).groups().get(0).members());
        Client newcomer = victim.join();
        Told.assertConnected(scene.members.stream().filter(member -> member.server == victim).toList());
        assertTrue(own.containsAll(newcomer.of));
        scene.servers.run(Sharing.CHECK_EVERY + SOON);
        Told.assertRing(scene.members);
        assertEquals("the true node has said all again", 10, victim.groups.cluster().named());
    }

    @Test
    public void aFloodOfViewsIsBoundedInWhatIsHeldAndInWhatIsAnswered() throws Exception {
        Seeds.each(5, seed -> {
            bothHaveMembers();
            Random random = new Random(seed);
            long sent = victim.count("views-sent");
            for (int i = 0; i < 10_000; i++) {
                lie(new ViewMessage(random.nextInt(3) == 0 ? Kind.WHOLE : Kind.CHANGE, true, ClusterScene.GROUP,
                    1, random.nextInt(), random.nextLong(), List.of(), invented(random, 64)));
                if (i % 100 == 0) {
                    scene.servers.run(10);
                }
            }
            assertTrue(victim.groups.cluster().named() <= ViewMessage.MAX_NAMED);
            assertTrue("answers of a second", victim.count("views-sent") - sent <= 1_000 / Sharing.INTERVAL + 1);
        });
    }

    @Test
    public void limitRemoteMembersHoldsNothingOfANodeThatNamesMore() {
        ClusterScene small = new ClusterScene(1, 3);
        Server first = small.all.get(0);
        first.groups.settings(new NetGroupSettings(10, 100, 0, 15, 10, 10));
        first.join();
        for (int i = 0; i < 10; i++) {
            small.all.get(1).join();
            small.all.get(2).join();
        }
        small.servers.run(SOON);
        assertEquals(10, first.groups.cluster().named());
        assertEquals(11, new GroupReport(first.groups).members(ClusterScene.GROUP, 100).size());
        assertEquals("those of both nodes know each other and one of them the third", 21, small.members.size());
        Told.assertConnected(small.members);
        long asked = first.count("views-sent");
        for (int i = 0; i < 10; i++) {
            small.all.get(1).join();
            small.all.get(2).join();
            small.servers.run(300);
        }
        assertTrue("it does not ask again and again", first.count("views-sent") - asked <= 4);
        first.groups.settings(NetGroupSettings.DEFAULT);
        small.servers.run(3 * Sharing.CHECK_EVERY);
        assertEquals("there is room now", 40, first.groups.cluster().named());
        Told.assertRing(small.members);
    }
}
