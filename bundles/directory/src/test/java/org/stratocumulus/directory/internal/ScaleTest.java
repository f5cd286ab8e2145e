package org.stratocumulus.directory.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.Test;
import org.stratocumulus.api.PeerId;

/**
 * What a directory of ten nodes costs, printed: {@code -Dpeers=1000000} for the size that the README tells of (3 GB of heap), fewer by default. Time is
 * virtual, links have no bandwidth but a latency.
 */
public class ScaleTest {
    private static final int NODES = 10;
    private static final int PEERS = Integer.getInteger("peers", 20_000);
    private static final long LIMIT_MILLIS = 60_000;

    private final Random random = new Random(Long.getLong("seed", 1));
    private final List<List<PeerId>> own = new ArrayList<>();

    private PeerId peer() {
        return new PeerId(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }

    private static long known(Links links) {
        return links.members.stream().mapToLong(on -> known(on)).sum();
    }

    private static long known(Links.Member on) {
        Book book = on.directory.book(Kind.PEERS);
        return book.table().size() - book.ownCount();
    }

    /** @return virtual milliseconds until all nodes together hold so many ids of others */
    private static long until(Links links, long held) {
        long since = links.now();
        while (known(links) != held) {
            assertTrue("held " + known(links) + " instead of " + held, links.now() - since < LIMIT_MILLIS);
            links.run(10);
        }
        return links.now() - since;
    }

    private void join(Links links, int each) {
        for (int i = 0; i < each; i++) {
            for (int node = 0; node < NODES; node++) {
                PeerId peer = peer();
                own.get(node).add(peer);
                links.members.get(node).directory.peers().own(peer);
            }
            if (i % 100 == 99) {
                links.run(Directory.TICK);
            }
        }
        links.run(1_000);
    }

    @Test
    public void tenNodesOfTheFullForm() {
        Links links = Links.of(NODES, new DirectorySettings(false, 2, Integer.MAX_VALUE));
        links.run(1_000);
        links.members.forEach(member -> own.add(new ArrayList<>()));
        long before = links.bytes;
        join(links, PEERS / NODES);
        long held = (long) PEERS * (NODES - 1);
        assertEquals(held, known(links));
        long joins = links.bytes - before;
        long table = links.members.stream().mapToLong(on -> on.directory.book(Kind.PEERS).table().bytes()).sum();
        System.out.printf("full: %d peers on %d nodes: %d bytes a peer and node; %d bytes a join on all %d links of its node together%n",
            PEERS, NODES, table / ((long) PEERS * NODES), joins / PEERS, NODES - 1);
        assertTrue("at most 100 bytes a peer and node", table / ((long) PEERS * NODES) <= 100);
        split(links, held);
        Links.Member late = links.node(new DirectorySettings(false, 2, Integer.MAX_VALUE));
        before = links.bytes;
        List.copyOf(links.members).forEach(late::link);
        long took = until(links, held + PEERS);
        System.out.printf("full: an eleventh node knows all after %d ms; %d MB%n", took, (links.bytes - before) >> 20);
    }

    /** Two halves for a minute, in which a hundredth of all peers goes and as many come. */
    private void split(Links links, long held) {
        List<Links.Member> half = links.members.subList(0, NODES / 2);
        List<Links.Member> other = links.members.subList(NODES / 2, NODES);
        half.forEach(one -> other.forEach(one::unlink));
        for (int second = 0; second < 60; second++) {
            for (int i = 0; i < PEERS / 6_000; i++) {
                int node = random.nextInt(NODES);
                Directory directory = links.members.get(node).directory;
                directory.peers().disown(own.get(node).remove(random.nextInt(own.get(node).size())));
                own.get(node).add(peer());
                directory.peers().own(own.get(node).get(own.get(node).size() - 1));
            }
            links.run(1_000);
        }
        assertEquals("each half knows itself", held * (NODES / 2 - 1) / (NODES - 1), known(links));
        half.forEach(one -> other.forEach(one::link));
        long before = links.bytes;
        long took = until(links, held);
        System.out.printf("full: consistent %d ms after the halves are linked again, after a split of 60 s; %d MB on %d links%n", took,
            (links.bytes - before) >> 20, half.size() * other.size());
        for (int node = 0; node < NODES; node++) {
            PeerId some = own.get(node).get(random.nextInt(own.get(node).size()));
            Links.Member owner = links.members.get(node);
            links.members.stream().filter(on -> on != owner)
                .forEach(on -> assertEquals(owner.id, on.directory.peers().known(some).get(0).nodeId()));
        }
    }

    @Test
    public void tenNodesOfTheShardedForm() {
        Links links = Links.of(NODES, new DirectorySettings(true, 2, Integer.MAX_VALUE));
        links.run(1_000);
        links.members.forEach(member -> own.add(new ArrayList<>()));
        long before = links.bytes;
        join(links, PEERS / NODES);
        long joins = links.bytes - before;
        long table = links.members.stream().mapToLong(on -> on.directory.book(Kind.PEERS).table().bytes()).sum();
        long most = links.members.stream().mapToLong(ScaleTest::known).max().orElseThrow();
        System.out.printf("sharded, two homes: %d bytes a peer and node, %d bytes a join, %d peers of others on the fullest node%n",
            table / ((long) PEERS * NODES), joins / PEERS, most);
        long held = known(links);
        assertTrue("two homes each, less those that are the owner", held > PEERS * 17L / 10 && held < PEERS * 19L / 10);
        before = links.bytes;
        Links.Member late = links.node(new DirectorySettings(true, 2, Integer.MAX_VALUE));
        List.copyOf(links.members).forEach(late::link);
        long since = links.now();
        long least = PEERS * 2L / (NODES + 1) * 9 / 10;
        while (known(late) < least) {
            assertTrue("held by the new node: " + known(late), links.now() - since < LIMIT_MILLIS);
            links.run(10);
        }
        System.out.printf("sharded: an eleventh node has its share after %d ms%n", links.now() - since);
        links.run(2_000);
        System.out.printf("sharded: %d MB moved%n", (links.bytes - before) >> 20);
    }
}
