package org.stratocumulus.client;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.Test;
import org.stratocumulus.api.GroupId;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.application.Application;
import org.stratocumulus.api.application.Client;
import org.stratocumulus.api.application.RejectedException;
import org.stratocumulus.testkit.Conditions;
import org.stratocumulus.testkit.Seeds;

/** Clients that join groups at this project's server, in virtual time. */
public class NetGroupTest {
    private static final GroupId GROUP = GroupId.ofSpecifier("G:test");

    @Test
    public void membersHearOfEachOtherWhateverTheNetworkLoses() throws Exception {
        Seeds.each(5, seed -> {
            SimulatedServer server = new SimulatedServer(seed, Conditions.BAD);
            List<Member> members = List.of(new Member(server), new Member(server), new Member(server));
            server.time.runUntil("each pair is introduced", 60_000,
                () -> members.stream().mapToInt(member -> member.known.size()).sum() >= 3);
            Set<PeerId> ids = new HashSet<>();
            members.forEach(member -> ids.add(member.connection.peers().nearId()));
            members.forEach(member -> assertTrue(ids.containsAll(member.known)));
            Member last = members.get(2);
            server.time.advance(2000);
            last.known.clear();
            last.group.joinAgain();
            server.time.runUntil("it is introduced anew", 60_000, () -> last.known.size() == 2);
        });
    }

    @Test
    public void whoWasIntroducedCanBeReached() {
        SimulatedServer server = new SimulatedServer(1, Conditions.GOOD);
        Member first = new Member(server);
        first.connection.peers().listener(PeerListener.NONE);
        server.time.advance(1000);
        Member second = new Member(server);
        server.time.runUntil("the second is told of the first", 60_000, () -> !second.known.isEmpty());
        PeerConnection peer = server.get(second.connection.peers().connect(second.known.iterator().next()));
        assertEquals(first.connection.peers().nearId(), peer.peerId());
    }

    @Test
    public void whoHasLeftIsNotIntroduced() {
        SimulatedServer server = new SimulatedServer(1, Conditions.GOOD);
        Member first = new Member(server);
        server.time.advance(1000);
        first.group.leave();
        server.time.advance(1000);
        assertEquals(1, first.closed);
        Member second = new Member(server);
        server.time.advance(1000);
        assertEquals(Set.of(), second.known);
    }

    @Test
    public void theEndOfTheConnectionIsTheEndOfTheMembership() {
        SimulatedServer server = new SimulatedServer(1, Conditions.GOOD);
        Member member = new Member(server);
        server.time.advance(1000);
        member.connection.close();
        server.time.advance(1000);
        assertEquals(1, member.closed);
    }

    @Test
    public void whoIsRefusedHearsThatTheMembershipIsOver() {
        SimulatedServer server = new SimulatedServer(1, Conditions.GOOD);
        LocalServer.serve(server.applications, "/app", new Application() {
            @Override
            public void joinGroup(Client client, GroupId group) throws RejectedException {
                throw new RejectedException("not you");
            }
        });
        Member refused = new Member(server);
        server.time.runUntil("it is refused", 60_000, () -> refused.closed == 1);
    }

    private static final class Member implements NetGroupListener {
        final Set<PeerId> known = new HashSet<>();
        final NetConnection connection;
        final NetGroup group;
        int closed;

        Member(SimulatedServer server) {
            connection = server.connect(NetConnectionListener.NONE);
            group = connection.join(GROUP, this);
        }

        @Override
        public void introduced(NetGroup of, PeerId member) {
            known.add(member);
        }

        @Override
        public void closed(NetGroup of) {
            closed++;
        }
    }
}
