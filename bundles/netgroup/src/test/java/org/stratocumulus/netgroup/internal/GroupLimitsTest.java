package org.stratocumulus.netgroup.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.List;
import org.junit.Test;
import org.stratocumulus.api.GroupId;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.group.VirtualMember;
import org.stratocumulus.session.SendFlow;

/** Each limit of {@link NetGroupSettings}, and what happens beyond it. */
public class GroupLimitsTest {
    private static final GroupId GROUP = GroupId.ofSpecifier("G:test");
    private static final PeerId FOREIGN = new PeerId(1, 2, 3, 4);

    private final Scene scene = new Scene(Long.getLong("seed", 1), Scene.SETTINGS);
    private final GroupReport report = new GroupReport(scene.groups);

    private static GroupId group(int number) {
        return GroupId.ofSpecifier("G:" + number);
    }

    private void settle() {
        scene.time.advance(5_000);
    }

    @Test
    public void limitGroupsRejectsTheJoinThatWouldBeginOneMore() {
        Peer[] peers = {scene.peer(), scene.peer()};
        for (int i = 0; i <= Scene.SETTINGS.groups(); i++) {
            peers[i % 2].join(group(i));
            settle();
        }
        assertEquals(Scene.SETTINGS.groups(), report.groups().size());
        assertEquals(1, peers[1].rejected.size());
        peers[0].on(peers[0].session::close);
        settle();
        peers[1].join(group(99));
        settle();
        assertEquals("room was made", 1, peers[1].rejected.size());
    }

    @Test
    public void limitMembersRejectsWhoWouldBeOneMore() {
        for (int i = 0; i <= Scene.SETTINGS.members(); i++) {
            scene.peer().join(GROUP);
            settle();
        }
        assertEquals(Scene.SETTINGS.members(), report.groups().get(0).members());
        assertEquals(1, scene.peers.get(Scene.SETTINGS.members()).rejected.size());
        assertEquals(1, scene.count("limited"));
    }

    @Test
    public void limitVirtualMembersIsTold() {
        VirtualMember one = scene.groups.addVirtualMember(GROUP, FOREIGN);
        for (int i = 1; i < Scene.SETTINGS.virtualMembers(); i++) {
            scene.groups.addVirtualMember(GROUP, FOREIGN);
        }
        assertThrows(IllegalStateException.class, () -> scene.groups.addVirtualMember(GROUP, FOREIGN));
        one.close();
        scene.groups.addVirtualMember(GROUP, FOREIGN);
    }

    @Test
    public void limitGroupsIsToldToWhoAddsVirtualMembers() {
        Scene roomy = new Scene(1, new NetGroupSettings(2, 5, 100, 100, 2, 1));
        roomy.groups.addVirtualMember(group(1), FOREIGN);
        VirtualMember two = roomy.groups.addVirtualMember(group(2), FOREIGN);
        assertThrows(IllegalStateException.class, () -> roomy.groups.addVirtualMember(group(3), FOREIGN));
        two.close();
        roomy.groups.addVirtualMember(group(3), FOREIGN);
    }

    @Test
    public void limitPerConnectionRejectsFurtherFlows() {
        Peer peer = scene.peer();
        for (int i = 0; i <= Scene.SETTINGS.perConnection(); i++) {
            peer.join(group(i));
            settle();
        }
        assertEquals(Scene.SETTINGS.perConnection(), report.groups().size());
        assertEquals(1, peer.rejected.size());
    }

    @Test
    public void limitJoinsPerSecondHoldsForJoinsThatComeAndGo() {
        Peer peer = scene.peer();
        int joins = 50;
        for (int i = 0; i < joins; i++) {
            SendFlow flow = peer.join(GROUP);
            scene.time.advance(50);
            peer.on(flow::close);
            scene.time.advance(50);
        }
        long allowed = Scene.SETTINGS.perConnection() + 5 * Scene.SETTINGS.joinsPerSecond();
        assertEquals(joins, scene.count("joins") + scene.count("limited"));
        assertEquals(allowed, scene.count("joins"), 1);
        assertEquals(List.of(), report.groups());
    }

    @Test
    public void limitMaxWaitingDropsIntroductionsOfAClientThatTakesNothing() {
        Scene roomy = new Scene(1, NetGroupSettings.DEFAULT);
        Peer peer = roomy.peer();
        peer.join(GROUP);
        roomy.time.advance(1_000);
        roomy.network.cutOff(peer.end.host());
        for (int i = 0; i < 10 * GroupFlow.MAX_WAITING / 33; i++) {
            roomy.groups.addVirtualMember(GROUP, new PeerId(i, 1, 1, 1)).close();
        }
        roomy.time.advance(1);
        assertEquals(GroupFlow.MAX_WAITING / 33 + 1, roomy.count("introductions"));
        assertEquals(10 * GroupFlow.MAX_WAITING / 33, roomy.count("introductions") + roomy.count("introductions-dropped"));
    }
}
