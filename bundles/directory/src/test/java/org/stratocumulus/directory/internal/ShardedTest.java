package org.stratocumulus.directory.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.Test;
import org.stratocumulus.api.GroupId;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.cluster.ServerNode;

/** Directories whose nodes are told of the peers only whose homes they are. */
public class ShardedTest {
    private static final DirectorySettings FULL = DirectorySettings.DEFAULT;
    private static final DirectorySettings SHARDED = new DirectorySettings(true, 2, 1_000_000);
    private static final long SETTLED = 3_000;

    private final Random random = new Random(Long.getLong("seed", 1));

    private PeerId peer() {
        return new PeerId(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }

    /** So many peers for each node. */
    private Map<PeerId, Links.Member> populate(Links links, int each) {
        Map<PeerId, Links.Member> owners = new HashMap<>();
        for (Links.Member member : links.members) {
            for (int i = 0; i < each; i++) {
                PeerId peer = peer();
                owners.put(peer, member);
                member.directory.peers().own(peer);
            }
        }
        links.run(SETTLED);
        return owners;
    }

    private static long known(Links.Member on) {
        Book book = on.directory.book(Kind.PEERS);
        return book.table().size() - book.ownCount();
    }

    private static List<String> found(Links links, Links.Member on, PeerId peer) {
        CompletableFuture<List<ServerNode>> found = on.directory.peers().find(peer).toCompletableFuture();
        for (int waited = 0; !found.isDone(); waited += 10) {
            assertTrue("within a second", waited <= 1_000);
            links.run(10);
        }
        return found.join().stream().map(ServerNode::nodeId).toList();
    }

    private static void assertEachIsFoundFromEverywhere(Links links, Map<PeerId, Links.Member> owners) {
        owners.forEach((peer, owner) -> links.members.stream().filter(on -> on != owner && !on.ends.isEmpty())
            .forEach(on -> assertEquals(List.of(owner.id), found(links, on, peer))));
    }

    private static long count(Links links, String counter) {
        return links.members.stream().mapToLong(on -> new DirectoryReport(on.directory).counters().get("directory." + counter)).sum();
    }

    @Test
    public void eachPeerIsKeptByItsHomesAndFoundFromEveryNode() {
        Links links = Links.of(5, SHARDED);
        links.run(SETTLED);
        Map<PeerId, Links.Member> owners = populate(links, 200);
        long held = links.members.stream().mapToLong(ShardedTest::known).sum();
        // of two homes one in five is the owner itself
        assertTrue("two homes each: " + held, held > 1_500 && held < 1_700);
        links.members.forEach(on -> assertTrue("no node has much more than its share: " + known(on), known(on) < 450));
        assertEachIsFoundFromEverywhere(links, owners);
        assertEquals(List.of(), found(links, links.members.get(0), peer()));
        assertEquals(0, count(links, "differences"));
    }

    @Test
    public void whenANodeComesOrGoesOnlyWhatHasToMoveMovesAndEachPeerIsFoundThroughout() {
        Links links = Links.of(5, SHARDED);
        links.run(SETTLED);
        Map<PeerId, Links.Member> owners = populate(links, 400);
        long before = count(links, "ids-told");
        Links.Member late = links.node(SHARDED);
        List.copyOf(links.members).forEach(late::link);
        links.run(SETTLED);
        long moved = count(links, "ids-told") - before;
        // a third of all 2,000 gets the new home (two of six), each told once, and once to the home that it had
        assertTrue("moved: " + moved, moved > 1_000 && moved < 1_600);
        assertEachIsFoundFromEverywhere(links, owners);
        late.kill();
        links.members.remove(late);
        assertEachIsFoundFromEverywhere(links, owners);
        links.run(SETTLED);
        assertEachIsFoundFromEverywhere(links, owners);
        long held = links.members.stream().mapToLong(ShardedTest::known).sum();
        assertTrue("two homes each again: " + held, held > 3_000 && held < 3_400);
    }

    @Test
    public void theCrashOfAHomeHidesNobody() {
        Links links = Links.of(5, SHARDED);
        links.run(SETTLED);
        Map<PeerId, Links.Member> owners = populate(links, 100);
        Links.Member crashed = links.members.get(2);
        crashed.kill();
        links.members.remove(crashed);
        owners.values().removeIf(owner -> owner == crashed);
        assertEachIsFoundFromEverywhere(links, owners);
    }

    @Test
    public void theFormIsChangedNodeByNodeWhileEveryPeerIsFound() {
        Links links = Links.of(4, FULL);
        links.run(SETTLED);
        Map<PeerId, Links.Member> owners = populate(links, 100);
        assertEquals(300, known(links.members.get(0)));
        for (Links.Member member : links.members) {
            member.directory.apply(SHARDED);
            assertEachIsFoundFromEverywhere(links, owners);
            links.run(SETTLED);
            assertEachIsFoundFromEverywhere(links, owners);
        }
        links.members.forEach(on -> assertTrue("its share: " + known(on), known(on) < 200));
        for (Links.Member member : links.members) {
            member.directory.apply(FULL);
            links.run(SETTLED);
            assertEachIsFoundFromEverywhere(links, owners);
        }
        links.members.forEach(on -> assertEquals(300, known(on)));
        assertEquals("nothing had to be compared", 0, count(links, "differences"));
    }

    @Test
    public void groupsAreKnownToEveryNodeInThisFormToo() {
        Links links = Links.of(4, SHARDED);
        links.run(SETTLED);
        GroupId group = GroupId.ofSpecifier("G:test");
        links.members.get(0).directory.groups().own(group);
        links.run(SETTLED);
        links.members.stream().skip(1).forEach(on -> assertEquals(1, on.directory.groups().known(group).size()));
    }

    @Test
    public void aHomeThatDoesNotAnswerIsWaitedForShortlyAndTheNextIsAsked() {
        Links links = Links.of(6, SHARDED);
        links.run(SETTLED);
        Map<PeerId, Links.Member> owners = populate(links, 20);
        Links.Member asking = links.members.get(0);
        asking.ends.get(links.members.get(1)).lose = Integer.MAX_VALUE;
        owners.forEach((peer, owner) -> {
            if (owner != asking) {
                assertEquals(List.of(owner.id), found(links, asking, peer));
            }
        });
        assertTrue(count(links, "finds-timed-out") > 0);
    }

    @Test
    public void searchesBeyondTheirNumberAskNobody() {
        Links links = Links.of(3, SHARDED);
        links.run(SETTLED);
        Links.Member asking = links.members.get(0);
        List<CompletableFuture<List<ServerNode>>> searches = new ArrayList<>();
        for (int i = 0; i < 2 * Finds.PER_SECOND; i++) {
            searches.add(asking.directory.peers().find(peer()).toCompletableFuture());
        }
        assertEquals("Finds.MAX_PENDING", 2L * Finds.PER_SECOND - Finds.MAX_PENDING, count(links, "finds-limited"));
        links.run(1_000);
        assertTrue(searches.stream().allMatch(search -> search.join().isEmpty()));
    }

    @Test
    public void churnOnBadLinksLeavesNoLooseEnd() {
        Links links = Links.of(5, SHARDED);
        links.run(SETTLED);
        Map<PeerId, Links.Member> owners = populate(links, 300);
        for (int round = 0; round < 60; round++) {
            for (int i = 0; i < 100; i++) {
                List<PeerId> some = List.copyOf(owners.keySet());
                PeerId peer = some.get(random.nextInt(some.size()));
                owners.remove(peer).directory.peers().disown(peer);
                PeerId next = peer();
                Links.Member on = links.members.get(random.nextInt(5));
                owners.put(next, on);
                on.directory.peers().own(next);
            }
            Links.Member one = links.members.get(random.nextInt(5));
            Links.Member two = links.members.get(random.nextInt(5));
            Links.End end = one.ends.get(two);
            if (end != null) {
                end.full = random.nextInt(3) == 0;
                end.lose = random.nextInt(3);
            }
            if (random.nextInt(5) == 0) {
                one.unlink(two);
                links.after(300, () -> one.link(two));
            }
            links.run(random.nextInt(300));
        }
        links.run(1_000);
        links.members.forEach(member -> member.ends.values().forEach(end -> {
            end.full = false;
            end.lose = 0;
        }));
        links.run(Telling.REMIND_MILLIS + SETTLED);
        assertEachIsFoundFromEverywhere(links, owners);
        long held = links.members.stream().mapToLong(ShardedTest::known).sum();
        assertTrue("nothing is left behind: " + held, held > 2_250 && held < 2_550);
    }
}
