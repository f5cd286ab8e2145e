package org.stratocumulus.netgroup.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.Test;
import org.stratocumulus.api.GroupId;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.application.Application;
import org.stratocumulus.api.application.Client;
import org.stratocumulus.api.application.RejectedException;
import org.stratocumulus.api.group.VirtualMember;
import org.stratocumulus.api.status.GroupStatus.GroupInfo;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.session.SessionState;

/** Joins and leaves of real clients, over four event loops. */
public class MembershipTest {
    private static final GroupId GROUP = GroupId.ofSpecifier("G:test");
    private static final PeerId FOREIGN = new PeerId(1, 2, 3, 4);

    private final Scene scene = new Scene(Long.getLong("seed", 1), NetGroupSettings.DEFAULT);
    private final GroupReport report = new GroupReport(scene.groups);

    private int members() {
        return report.groups().stream().filter(info -> info.id().equals(GROUP)).mapToInt(GroupInfo::members).sum();
    }

    private void untilMembers(int count) {
        scene.until(count + " members", () -> members() == count);
        scene.time.advance(100);
    }

    private Peer joined() {
        Peer peer = scene.peer();
        int before = members();
        peer.join(GROUP);
        untilMembers(before + 1);
        return peer;
    }

    @Test
    public void theFirstHearsNothingAndTheSecondIsToldOfItOnAFlowThatAnswersTheJoin() {
        Peer first = joined();
        Peer second = scene.peer();
        SendFlow join = second.join(GROUP);
        untilMembers(2);
        assertEquals(List.of(), first.told);
        assertEquals("an introduction is 0B and the peer id", List.of("0b" + first.id), second.told);
        assertEquals(List.of(join), second.answered);
    }

    @Test
    public void aGroupIsJoinedByItsSpecifierOrByItsId() {
        Peer first = joined();
        Peer second = scene.peer();
        second.write("0107" + "10" + "473a74657374"); // "G:test"
        untilMembers(2);
        assertEquals(List.of(first.id), second.toldOf());
    }

    @Test
    public void joiningAgainRepeatsTheIntroductionsButNotTheMembership() {
        Peer first = joined();
        Peer second = joined();
        second.join(GROUP);
        scene.time.advance(500);
        assertEquals(List.of(first.id, first.id), second.toldOf());
        assertEquals(2, members());
    }

    @Test
    public void aMembershipEndsWithTheLastOfItsFlows() {
        joined();
        Peer second = scene.peer();
        SendFlow one = second.join(GROUP);
        SendFlow other = second.join(GROUP);
        untilMembers(2);
        second.on(one::close);
        scene.time.advance(500);
        assertEquals(2, members());
        second.on(other::close);
        untilMembers(1);
        assertEquals(List.of(), second.rejected);
    }

    @Test
    public void whenAClientLeavesItsNeighboursAreToldOfEachOther() {
        List<Peer> peers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            peers.add(joined());
        }
        peers.sort((a, b) -> a.id.compareTo(b.id));
        peers.forEach(peer -> peer.told.clear());
        peers.get(1).on(peers.get(1).session::close);
        untilMembers(3);
        assertEquals(List.of(peers.get(2).id), peers.get(0).toldOf());
        assertEquals(List.of(peers.get(0).id), peers.get(2).toldOf());
        assertEquals(List.of(), peers.get(3).told);
    }

    @Test
    public void aClientThatVanishesIsAMemberNoLongerThanItsSessionLives() {
        Peer first = joined();
        Peer second = joined();
        scene.network.cutOff(first.end.host());
        scene.time.runUntil("keepalive notices", 120_000, () -> members() == 1);
        Peer third = joined();
        assertEquals("never handed out again", List.of(second.id), third.toldOf());
    }

    @Test
    public void aClientThatTheServerClosesIsNoMemberEvenBeforeItsSessionHasFlushed() {
        Peer first = joined();
        scene.network.cutOff(first.end.host());
        scene.connections.find(first.id).close("enough");
        scene.time.advance(1);
        assertEquals(0, members());
    }

    @Test
    public void applicationsHearOfJoinsAndLeavesAndMayRefuse() {
        List<String> events = new ArrayList<>();
        scene.applications.add(new Application() {
            @Override
            public void joinGroup(Client client, GroupId group) throws RejectedException {
                if (!group.equals(GROUP)) {
                    throw new RejectedException("not yours");
                }
                events.add("join");
            }

            @Override
            public void leaveGroup(Client client, GroupId group) {
                events.add("leave");
            }
        }, List.of("/"), 0, 1, "test 1.0.0");
        Peer peer = joined();
        SendFlow refused = peer.join(GroupId.ofSpecifier("other"));
        scene.until("the refusal arrives", () -> peer.rejected.equals(List.of(refused)));
        assertEquals(1, report.groups().size());
        peer.on(peer.session::close);
        scene.until("the application hears", () -> events.equals(List.of("join", "leave")));
    }

    @Test
    public void aVirtualMemberIsIntroducedUntilItIsClosed() {
        Peer first = joined();
        VirtualMember once = scene.groups.addVirtualMember(GROUP, FOREIGN);
        VirtualMember twice = scene.groups.addVirtualMember(GROUP, FOREIGN);
        scene.until("who is in is told", () -> first.toldOf().equals(List.of(FOREIGN)));
        once.close();
        once.close();
        assertTrue("two registrations", joined().toldOf().contains(FOREIGN));
        twice.close();
        assertTrue(!joined().toldOf().contains(FOREIGN));
    }

    @Test
    public void aGroupOfVirtualMembersOnlyWaitsForRealOnes() {
        VirtualMember foreign = scene.groups.addVirtualMember(GROUP, FOREIGN);
        assertEquals(List.of(new GroupInfo(GROUP, 0, 1, 0, 0)), report.groups());
        Peer first = joined();
        assertEquals(List.of(FOREIGN), first.toldOf());
        first.on(first.session::close);
        untilMembers(0);
        foreign.close();
        assertEquals("nobody is left", List.of(), report.groups());
    }

    @Test
    public void theConsoleSeesMembersInTheOrderOfTheRing() {
        Peer a = joined();
        Peer b = joined();
        scene.groups.addVirtualMember(GROUP, FOREIGN);
        List<PeerId> expected = new ArrayList<>(List.of(a.id, b.id));
        expected.sort(null);
        expected.add(FOREIGN);
        assertEquals(expected, report.members(GROUP, 10).stream().map(member -> member.peer()).toList());
        assertEquals(2, report.members(GROUP, 2).size());
        assertEquals("/app", report.members(GROUP, 1).get(0).path());
        assertEquals(List.of(), report.members(GroupId.ofSpecifier("other"), 10));
    }

    @Test
    public void whatIsNoJoinIsIgnoredAndAMalformedJoinRejected() {
        Peer peer = scene.peer();
        peer.write("02ff");
        scene.time.advance(500);
        assertEquals(List.of(), peer.rejected);
        SendFlow malformed = peer.write("0121");
        scene.until("the flow is rejected", () -> peer.rejected.size() == 1);
        assertSame(malformed, peer.rejected.get(0));
        assertEquals(1, scene.count("ignored"));
        assertEquals(1, scene.count("malformed"));
    }

    @Test
    public void whenTheBundleGoesGroupFlowsAreRejectedAndSessionsStay() {
        Peer first = joined();
        Peer second = joined();
        scene.connections.remove(scene.groups);
        scene.groups.close();
        scene.until("both know", () -> first.rejected.size() == 1 && second.rejected.size() == 1);
        assertEquals(List.of(), report.groups());
        assertEquals(SessionState.OPEN, first.session.state());
    }
}
