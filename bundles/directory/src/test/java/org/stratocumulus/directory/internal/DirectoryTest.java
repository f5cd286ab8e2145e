package org.stratocumulus.directory.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.Test;
import org.stratocumulus.amf.AmfByteArray;
import org.stratocumulus.amf.AmfString;
import org.stratocumulus.api.GroupId;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.cluster.ServerNode;
import org.stratocumulus.api.directory.OwnerListener;

public class DirectoryTest {
    private static final DirectorySettings FULL = DirectorySettings.DEFAULT;
    private static final long SETTLED = 3_000;

    private final Random random = new Random(Long.getLong("seed", 1));

    private PeerId peer() {
        return new PeerId(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }

    private static List<String> owners(Links.Member on, PeerId peer) {
        return on.directory.peers().known(peer).stream().map(ServerNode::nodeId).sorted().toList();
    }

    private static long known(Links.Member on, Kind kind) {
        Book book = on.directory.book(kind);
        return book.table().size() - book.ownCount();
    }

    private static long count(Links.Member on, String counter) {
        return new DirectoryReport(on.directory).counters().get("directory." + counter);
    }

    @Test
    public void whatOneNodeOwnsTheOthersKnowAtOnceAndForgetWhenItIsDisowned() {
        Links links = Links.of(3, FULL);
        links.run(SETTLED);
        Links.Member a = links.members.get(0);
        Links.Member b = links.members.get(1);
        PeerId peer = peer();
        a.directory.peers().own(peer);
        links.run(Links.LATENCY + 1);
        assertEquals("the first change after a pause is told at once", List.of(a.id), owners(b, peer));
        assertEquals("this node is not among the others", List.of(), owners(a, peer));
        a.directory.peers().own(peer);
        a.directory.peers().disown(peer());
        b.directory.peers().own(peer);
        links.run(SETTLED);
        assertEquals(List.of(a.id, b.id), owners(links.members.get(2), peer));
        a.directory.peers().disown(peer);
        links.run(SETTLED);
        assertEquals(List.of(b.id), owners(links.members.get(2), peer));
        assertEquals(0, count(a, "differences") + count(b, "differences"));
    }

    @Test
    public void whatChangesWithinATickIsOneMessageAndWhatChangesBackIsNotTold() {
        Links links = Links.of(2, FULL);
        links.run(SETTLED);
        Links.Member a = links.members.get(0);
        Links.End link = a.ends.get(links.members.get(1));
        int before = link.messages;
        PeerId brief = peer();
        for (int i = 0; i < 500; i++) {
            a.directory.peers().own(peer());
        }
        a.directory.peers().own(brief);
        a.directory.peers().disown(brief);
        links.run(Directory.TICK + Links.LATENCY);
        assertEquals(1, link.messages - before);
        assertEquals(500, known(links.members.get(1), Kind.PEERS));
    }

    @Test
    public void aNodeThatComesLateIsToldOfEverythingAndWhatItSaidGoesWithItsLink() {
        Links links = Links.of(2, FULL);
        links.run(SETTLED);
        for (Links.Member member : links.members) {
            for (int i = 0; i < 3_000; i++) {
                member.directory.peers().own(peer());
            }
        }
        Links.Member late = links.node(FULL);
        PeerId ofLate = peer();
        late.directory.peers().own(ofLate);
        links.members.forEach(late::link);
        links.run(SETTLED);
        assertEquals(6_000, known(late, Kind.PEERS));
        assertEquals(List.of(late.id), owners(links.members.get(0), ofLate));
        late.unlink(links.members.get(0));
        assertEquals("from this moment on", List.of(), owners(links.members.get(0), ofLate));
        links.run(1);
        assertEquals(3_000, known(late, Kind.PEERS));
        assertEquals(3_000, known(links.members.get(0), Kind.PEERS));
        assertEquals(List.of(late.id), owners(links.members.get(1), ofLate));
    }

    @Test
    public void whatALinkRefusesIsMadeUpForWhenItHasRoomAgain() {
        Links links = Links.of(2, FULL);
        links.run(SETTLED);
        Links.Member a = links.members.get(0);
        Links.End link = a.ends.get(links.members.get(1));
        PeerId gone = peer();
        a.directory.peers().own(gone);
        links.run(SETTLED);
        link.full = true;
        for (int i = 0; i < 5_000; i++) {
            a.directory.peers().own(peer());
        }
        a.directory.peers().disown(gone);
        links.run(SETTLED);
        assertEquals(1, known(links.members.get(1), Kind.PEERS));
        link.full = false;
        links.run(SETTLED);
        assertEquals(5_000, known(links.members.get(1), Kind.PEERS));
        assertEquals(List.of(), owners(links.members.get(1), gone));
    }

    @Test
    public void whatIsLostOrOvertakenOnTheWayIsFoundByItsDigestAndOnlyTheShelvesConcernedAreSentAnew() {
        Links links = Links.of(2, FULL);
        links.run(SETTLED);
        Links.Member a = links.members.get(0);
        Links.Member b = links.members.get(1);
        for (int i = 0; i < 20_000; i++) {
            a.directory.peers().own(peer());
        }
        links.run(SETTLED);
        PeerId peer = peer();
        a.ends.get(b).lose = 1;
        a.directory.peers().own(peer);
        long before = links.bytes;
        links.run(Telling.REMIND_MILLIS + SETTLED);
        assertEquals(List.of(a.id), owners(b, peer));
        assertTrue("one shelf of 256: " + (links.bytes - before), links.bytes - before < 10_000);
        a.ends.get(b).hold = 1;
        a.directory.peers().disown(peer);
        links.run(Directory.TICK);
        a.directory.peers().own(peer);
        links.run(Telling.REMIND_MILLIS + SETTLED);
        assertEquals("not the older news that came last", List.of(a.id), owners(b, peer));
        assertEquals(20_001, known(b, Kind.PEERS));
        assertTrue(count(b, "differences") >= 1);
    }

    @Test
    public void aDirectoryThatIsReplacedWhileTheLinkStaysLosesNothingAndLeavesNothingBehind() {
        Links links = Links.of(2, FULL);
        links.run(SETTLED);
        Links.Member a = links.members.get(0);
        Links.Member b = links.members.get(1);
        PeerId before = peer();
        PeerId after = peer();
        a.directory.peers().own(before);
        b.directory.peers().own(after);
        links.run(SETTLED);
        a.directory.close();
        links.run(SETTLED);
        assertEquals(List.of(), owners(b, before));
        a.start(FULL, 2);
        a.directory.connected(a.ends.get(b));
        a.directory.peers().own(after);
        links.run(SETTLED);
        assertEquals(List.of(a.id), owners(b, after));
        assertEquals(1, known(b, Kind.PEERS));
        assertEquals(List.of(b.id), owners(a, after));
    }

    @Test
    public void aWatchHearsWhoOwnsAnIdAlreadyAndWhoBeginsAndCeasesTo() throws Exception {
        Links links = Links.of(3, FULL);
        GroupId group = GroupId.ofSpecifier("G:test");
        links.members.get(1).directory.groups().own(group);
        links.run(SETTLED);
        List<String> heard = new ArrayList<>();
        AutoCloseable watch = links.members.get(0).directory.groups().watch(group, new OwnerListener() {
            @Override
            public void owned(ServerNode owner) {
                heard.add("+" + owner.nodeId());
            }

            @Override
            public void disowned(ServerNode owner) {
                heard.add("-" + owner.nodeId());
            }
        });
        links.run(1);
        links.members.get(2).directory.groups().own(group);
        links.run(SETTLED);
        links.members.get(1).directory.groups().disown(group);
        links.run(SETTLED);
        links.members.get(2).kill();
        links.run(1);
        String second = links.members.get(1).id;
        String third = links.members.get(2).id;
        assertEquals(List.of("+" + second, "+" + third, "-" + second, "-" + third), heard);
        watch.close();
        links.members.get(1).directory.groups().own(group);
        links.run(SETTLED);
        assertEquals(4, heard.size());
    }

    @Test
    public void idsBeyondTheLimitAreNotHeldAndAreFetchedWhenThereIsRoomAgain() {
        Links links = new Links();
        Links.Member small = links.node(new DirectorySettings(false, 2, 100));
        Links.Member big = links.node(FULL);
        Links.Member other = links.node(FULL);
        small.link(big);
        small.link(other);
        List<PeerId> peers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            other.directory.peers().own(peer());
            peers.add(peer());
            big.directory.peers().own(peers.get(i));
        }
        links.run(60_000);
        assertEquals("directory.maxIds", 100, known(small, Kind.PEERS));
        assertTrue(count(small, "ids-refused") >= 100);
        assertTrue("and nobody asks for them again and again", count(small, "differences") < 5);
        small.unlink(other);
        links.run(SETTLED);
        assertEquals(100, known(small, Kind.PEERS));
        assertTrue(peers.stream().allMatch(peer -> owners(small, peer).equals(List.of(big.id))));
    }

    @Test
    public void aHundredThousandChangesOnBadLinksAreToldAndForgottenWithoutALooseEnd() {
        Links links = Links.of(4, FULL);
        links.run(SETTLED);
        Map<PeerId, List<String>> truth = new HashMap<>();
        List<PeerId> some = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            some.add(peer());
        }
        for (int round = 0; round < 100; round++) {
            for (int i = 0; i < 1_000; i++) {
                Links.Member on = links.members.get(random.nextInt(4));
                PeerId peer = some.get(random.nextInt(some.size()));
                List<String> its = truth.computeIfAbsent(peer, key -> new ArrayList<>());
                if (its.remove(on.id)) {
                    on.directory.peers().disown(peer);
                } else {
                    its.add(on.id);
                    on.directory.peers().own(peer);
                }
            }
            Links.Member one = links.members.get(random.nextInt(4));
            Links.Member two = links.members.get(random.nextInt(4));
            Links.End end = one.ends.get(two);
            if (end != null) {
                end.full = random.nextInt(4) == 0;
                end.lose = random.nextInt(3);
                end.hold = random.nextInt(2);
            }
            if (random.nextInt(10) == 0) {
                one.unlink(two);
                links.after(200, () -> one.link(two));
            }
            links.run(random.nextInt(300));
        }
        links.members.forEach(member -> member.ends.values().forEach(end -> {
            end.full = false;
            end.lose = 0;
            end.hold = 0;
        }));
        links.run(Telling.REMIND_MILLIS + SETTLED);
        for (Links.Member on : links.members) {
            for (PeerId peer : some) {
                List<String> expected = truth.getOrDefault(peer, List.of()).stream().filter(id -> !id.equals(on.id)).sorted().toList();
                assertEquals(expected, owners(on, peer));
            }
        }
    }

    @Test
    public void whatIsNoMessageIsCountedAndIgnored() {
        Links links = Links.of(2, FULL);
        links.run(SETTLED);
        Links.Member a = links.members.get(0);
        Links.End from = a.ends.get(links.members.get(1));
        long before = count(a, "messages-ignored");
        a.directory.message(from, "directory", List.of());
        a.directory.message(from, "directory", List.of(AmfString.of("HELLO")));
        Random bytes = new Random(3);
        for (int length = 0; length < 300; length++) {
            byte[] message = new byte[length];
            bytes.nextBytes(message);
            if (length > 0) {
                message[0] = (byte) (2 + bytes.nextInt(7));
            }
            a.directory.message(from, "directory", List.of(AmfByteArray.of(message)));
        }
        assertTrue(count(a, "messages-ignored") - before > 250);
    }
}
