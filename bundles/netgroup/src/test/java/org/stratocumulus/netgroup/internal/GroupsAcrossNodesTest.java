package org.stratocumulus.netgroup.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.junit.Test;
import org.stratocumulus.api.status.GroupStatus.GroupInfo;
import org.stratocumulus.directory.internal.DirectorySettings;
import org.stratocumulus.netgroup.internal.ClusterScene.Client;
import org.stratocumulus.netgroup.internal.ClusterScene.Server;
import org.stratocumulus.testkit.Seeds;
import org.stratocumulus.testkit.cluster.SimulatedCluster;

/** Members of one group on several nodes, in virtual time. */
public class GroupsAcrossNodesTest {
    /** Within this time everything that happened is known everywhere. */
    private static final long SOON = 2_000;
    /** Within this time nobody is told any more of a member that has left or whose node is dead. */
    private static final long GONE = 500;

    private static void assertWhole(ClusterScene scene) {
        Told.assertConnected(scene.members);
        assertTrue("every member has neighbours", scene.members.size() == 1 || Told.neighbours(scene.members).values().stream().noneMatch(Collection::isEmpty));
        assertTrue("told of a member " + scene.stalest + " ms after it was gone", scene.stalest <= GONE);
    }

    private static void assertWholeAfterAHundredLeft(ClusterScene scene) throws Exception {
        for (int i = 0; i < 100; i++) {
            scene.any().leave();
        }
        scene.servers.run(SOON);
        assertWhole(scene);
    }

    private static void assertWholeAfterANodeWasKilled(ClusterScene scene) throws Exception {
        scene.all.get(scene.random.nextInt(3)).kill();
        scene.servers.run(SOON);
        assertWhole(scene);
        scene.join(20);
        scene.servers.run(SOON);
        assertWhole(scene);
    }

    private static ClusterScene of300(long seed) {
        return of300(seed, DirectorySettings.DEFAULT);
    }

    private static ClusterScene of300(long seed, DirectorySettings settings) {
        ClusterScene scene = new ClusterScene(seed, 3, settings);
        scene.join(300);
        scene.servers.run(SOON);
        assertWhole(scene);
        return scene;
    }

    @Test
    public void threeHundredMembersOnThreeNodesHangTogetherAfterAHundredJoinedAtOnce() throws Exception {
        Seeds.each(10, seed -> {
            ClusterScene scene = of300(seed);
            scene.join(100);
            scene.servers.run(SOON);
            assertWhole(scene);
        });
    }

    @Test
    public void afterAHundredLeftAtOnce() throws Exception {
        Seeds.each(10, seed -> {
            ClusterScene scene = of300(seed);
            assertWholeAfterAHundredLeft(scene);
            assertEquals(200, scene.members.size());
        });
    }

    /** No server knows of it for a while: the others hang together by what they were told before. */
    @Test
    public void aHundredThatDieAtOnceWithoutAWordLeaveNobodyAlone() throws Exception {
        Seeds.each(10, seed -> {
            ClusterScene scene = of300(seed);
            for (int i = 0; i < 100; i++) {
                scene.any().die();
            }
            scene.servers.run(SOON);
            Told.assertConnected(scene.members);
            assertTrue("every member has live neighbours", Told.neighbours(scene.members).values().stream().noneMatch(Collection::isEmpty));
        });
    }

    @Test
    public void afterANodeWasKilled() throws Exception {
        Seeds.each(10, seed -> {
            ClusterScene scene = of300(seed);
            assertWholeAfterANodeWasKilled(scene);
        });
    }

    @Test
    public void inTheShardedFormTheRingIsOneAfterAHundredJoinedAndAHundredWereKilledAndANodeWas() throws Exception {
        for (int homes = 1; homes <= 2; homes++) {
            DirectorySettings sharded = new DirectorySettings(true, homes, 1_000_000);
            Seeds.each(5, seed -> {
                ClusterScene scene = of300(seed, sharded);
                scene.join(100);
                scene.servers.run(SOON);
                assertWhole(scene);
                assertWholeAfterAHundredLeft(scene);
                assertEquals(300, scene.members.size());
                assertWholeAfterANodeWasKilled(scene);
            });
        }
    }

    @Test
    public void inTheShardedFormASmallGroupIsOneExactRingAlsoWhenALinkWasCutAndHealed() throws Exception {
        Seeds.each(5, seed -> {
            ClusterScene scene = new ClusterScene(seed, 3, new DirectorySettings(true, 1, 1_000_000));
            scene.join(40);
            scene.servers.run(SOON);
            Told.assertRing(scene.members);
            scene.servers.split(Set.of(1), Set.of(2)); // each goes on with the third
            scene.servers.runUntil("the link is lost", 30_000, () -> scene.all.get(0).node.linked().size() == 1);
            for (int i = 0; i < 20; i++) {
                scene.any().leave();
            }
            scene.join(20);
            scene.servers.run(SOON);
            scene.servers.heal();
            scene.servers.runUntil("linked again", 60_000, () -> scene.all.stream().allMatch(s -> s.node.linked().size() == 2));
            scene.servers.run(SOON);
            Told.assertRing(scene.members);
            assertWhole(scene);
        });
    }

    @Test
    public void aSmallGroupIsOneExactRingWhicheverNodesItsMembersAreOn() throws Exception {
        Seeds.each(20, seed -> {
            ClusterScene scene = new ClusterScene(seed, 3);
            for (int round = 0; round < 10; round++) {
                scene.join(1 + scene.random.nextInt(20));
                for (int i = scene.random.nextInt(scene.members.size()); i > 0; i--) {
                    scene.any().leave();
                }
                scene.servers.run(SOON);
                Told.assertRing(scene.members);
                assertWhole(scene);
            }
        });
    }

    @Test
    public void eachPartOfASplitClusterIsWholeAndAllOfItAfterItHasHealed() throws Exception {
        Seeds.each(10, seed -> {
            ClusterScene scene = of300(seed);
            scene.servers.split(Set.of(1), Set.of(2, 3));
            scene.servers.runUntil("the links are lost", 30_000, () -> scene.all.get(0).node.linked().isEmpty());
            scene.servers.runUntil("the links are lost", 30_000, () -> scene.all.get(1).node.linked().size() == 1);
            scene.servers.runUntil("the links are lost", 30_000, () -> scene.all.get(2).node.linked().size() == 1);
            for (int i = 0; i < 100; i++) {
                scene.any().leave();
            }
            scene.join(100);
            scene.servers.run(SOON);
            List<Client> here = scene.members.stream().filter(member -> member.server == scene.all.get(0)).toList();
            List<Client> there = scene.members.stream().filter(member -> member.server != scene.all.get(0)).toList();
            Told.assertConnected(here);
            Told.assertConnected(there);
            scene.servers.heal();
            scene.servers.runUntil("linked again", 60_000, () -> scene.all.stream().allMatch(s -> s.node.linked().size() == 2));
            scene.servers.run(SOON);
            assertWhole(scene);
        });
    }

    @Test
    public void largeGroupsHangTogetherAndJoinsIntoThemAreCheap() throws Exception {
        Seeds.each(1, seed -> {
            for (int size : new int[] {2_000, 10_000}) {
                ClusterScene scene = new ClusterScene(seed, 3);
                long before = scene.count("view-bytes-sent");
                for (int joined = 0; joined < size; joined += 10) {
                    scene.join(10);
                    scene.servers.run(20);
                }
                scene.servers.run(SOON);
                assertWhole(scene);
                double bytes = (scene.count("view-bytes-sent") - before) / (double) size;
                assertTrue(bytes + " bytes for each join", bytes < 100);
                System.out.printf("%d members on 3 nodes, 500 joins/s: %.1f bytes and %.3f messages between nodes for each join%n", size,
                    bytes, scene.count("views-sent") / (double) size);
                for (int i = 0; i < size / 2; i++) {
                    scene.any().leave();
                }
                scene.servers.run(SOON);
                assertWhole(scene);
                scene.all.get(0).kill();
                scene.servers.run(SOON);
                assertWhole(scene);
            }
        });
    }

    @Test
    public void anythingMayHappenInAnyOrder() throws Exception {
        Seeds.each(20, seed -> {
            ClusterScene scene = new ClusterScene(seed, 2 + (int) (seed % 4));
            scene.join(20);
            for (int step = 0; step < 60; step++) {
                step(scene);
                scene.servers.run(scene.random.nextInt(400));
            }
            scene.servers.run(Sharing.CHECK_EVERY + SOON);
            assertWhole(scene);
        });
    }

    private static void step(ClusterScene scene) {
        switch (scene.random.nextInt(12)) {
            case 0, 1, 2 -> scene.join(scene.random.nextInt(30));
            case 3, 4, 5 -> {
                for (int i = scene.random.nextInt(30); i > 0 && scene.members.size() > 1; i--) {
                    scene.any().leave();
                }
            }
            case 6, 7 -> { // moves to another node, by way of both or of none
                Client moves = scene.any();
                Server to = scene.anyServer();
                if (moves.server != to && scene.random.nextBoolean()) {
                    to.join(moves.peer);
                    moves.leave();
                } else {
                    moves.leave();
                    to.join(moves.peer);
                }
            }
            case 8 -> {
                if (scene.all.size() > 1 && scene.random.nextInt(4) == 0) {
                    scene.anyServer().kill();
                    scene.join(1);
                }
            }
            case 9 -> { // the directory comes and goes
                Server server = scene.anyServer();
                server.disconnect();
                scene.servers.run(scene.random.nextInt(1_000));
                server.connect();
            }
            default -> scene.servers.run(scene.random.nextInt(3_000));
        }
    }

    @Test
    public void whatIsLostBetweenNodesIsRepaired() throws Exception {
        Seeds.each(10, seed -> {
            ClusterScene scene = new ClusterScene(seed, 3);
            scene.all.forEach(server -> server.loss = 0.3);
            scene.join(30);
            for (int i = 0; i < 20; i++) {
                scene.join(2);
                scene.any().leave();
                scene.servers.run(300);
            }
            scene.all.forEach(server -> server.loss = 0);
            scene.servers.run(Sharing.CHECK_EVERY + SOON);
            scene.stalest = 0; // what was lost could not be known
            Told.assertRing(scene.members);
            for (Server server : scene.all) {
                assertEquals(scene.members.size(), new GroupReport(server.groups).members(ClusterScene.GROUP, 1_000).size());
            }
        });
    }

    @Test
    public void theLastMemberOfANodeTakesItOutAndNobodyKnowsItAnyMore() {
        ClusterScene scene = new ClusterScene(1, 2);
        Client here = scene.all.get(0).join();
        Client there = scene.all.get(1).join();
        scene.servers.run(SOON);
        assertEquals(List.of(new GroupInfo(ClusterScene.GROUP, 1, 0, 1, 1)), new GroupReport(scene.all.get(0).groups).groups());
        assertEquals(SimulatedCluster.id(2), new GroupReport(scene.all.get(0).groups).nodes(ClusterScene.GROUP).get(0).nodeId());
        there.leave();
        scene.servers.run(SOON);
        assertEquals(List.of(new GroupInfo(ClusterScene.GROUP, 1, 0, 0, 0)), new GroupReport(scene.all.get(0).groups).groups());
        assertEquals(List.of(), new GroupReport(scene.all.get(1).groups).groups());
        here.leave();
        scene.servers.run(SOON);
        scene.all.forEach(server -> assertEquals(0, server.groups.cluster().named()));
    }

    @Test
    public void withoutTheDirectoryEachNodeIsAloneAndKeepsItsMembers() {
        ClusterScene scene = new ClusterScene(1, 2);
        scene.join(20);
        scene.servers.run(SOON);
        Server first = scene.all.get(0);
        int members = new GroupReport(first.groups).groups().get(0).members();
        first.disconnect();
        assertEquals(List.of(new GroupInfo(ClusterScene.GROUP, members, 0, 0, 0)), new GroupReport(first.groups).groups());
        assertEquals(0, first.groups.cluster().named());
        first.connect();
        scene.servers.run(SOON);
        assertEquals(List.of(new GroupInfo(ClusterScene.GROUP, members, 0, 20 - members, 1)), new GroupReport(first.groups).groups());
        Told.assertRing(scene.members);
    }
}
