package org.stratocumulus.netgroup.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.Test;
import org.stratocumulus.api.PeerId;

/** Which members of a node others are told of. */
public class SampleTest {
    private static final int SIZE = ViewMessage.MAX_NAMED;

    private final Random random = new Random(Long.getLong("seed", 1));
    private final Places<LocalMember> members = new Places<>(new Arrivals());
    private final Sample sample = new Sample();

    private PeerId join() {
        return join(new PeerId(random.nextLong(), 0, 0, 0));
    }

    private PeerId join(PeerId peer) {
        members.put(new Told(peer));
        sample.joined(peer);
        return peer;
    }

    private Set<PeerId> choose() {
        return sample.choose(members.inOrder(), SIZE);
    }

    private static int arc(PeerId peer) {
        return (int) (peer.a() >>> 58);
    }

    @Test
    public void ofASmallGroupEverybody() {
        for (int i = 0; i < SIZE; i++) {
            join();
            assertEquals(members.inOrder().keySet(), choose());
        }
    }

    @Test
    public void ofALargeGroupOneOfEachArcOfTheRing() {
        for (int i = 0; i < 5_000; i++) {
            join();
        }
        assertEquals(SIZE, choose().stream().map(SampleTest::arc).distinct().count());
        assertEquals(SIZE, choose().size());
    }

    @Test
    public void theSampleChangesForAFewNewcomersAndThoseWhoHaveLeftOnly() {
        for (int i = 0; i < 5_000; i++) {
            join();
        }
        Set<PeerId> before = choose();
        assertEquals("nothing happened", before, choose());
        for (int i = 0; i < 1_000; i++) {
            join();
        }
        Set<PeerId> after = choose();
        Set<PeerId> stayed = new HashSet<>(before);
        stayed.retainAll(after);
        assertTrue(stayed.size() >= SIZE - Sample.FRESH);
        PeerId gone = after.iterator().next();
        members.remove(gone);
        Set<PeerId> without = choose();
        assertFalse(without.contains(gone));
        after.removeAll(without);
        assertEquals("nobody else", Set.of(gone), after);
    }

    @Test
    public void aNewcomerIsInItUnlessItsArcIsOneOfThoseThatStay() {
        for (int i = 0; i < 5_000; i++) {
            join();
        }
        choose();
        PeerId stays = join(new PeerId(2L << 58 | 12_345, 0, 0, 0));
        PeerId fresh = join(new PeerId(3L << 58 | 12_345, 0, 0, 0));
        assertTrue(choose().contains(fresh));
        assertFalse(choose().contains(stays));
    }

    @Test
    public void aFloodOfJoinsLeavesHalfOfTheSampleAsItWas() {
        for (int i = 0; i < 500; i++) {
            join();
        }
        Set<PeerId> before = choose();
        for (int i = 0; i < 5_000; i++) {
            join();
            choose();
        }
        assertTrue(choose().containsAll(before.stream().filter(peer -> arc(peer) % 2 == 0).toList()));
    }

    @Test
    public void aGroupThatIsAboutAsLargeAsItsSampleDoesNotChangeFromOneToTheOther() {
        for (int i = 0; i <= SIZE; i++) {
            join();
        }
        Set<PeerId> sampled = choose();
        assertTrue(sampled.size() < SIZE);
        members.remove(members.inOrder().keySet().stream().filter(peer -> !sampled.contains(peer)).findFirst().orElseThrow());
        assertEquals(sampled, choose());
        while (members.size() > SIZE * 3 / 4) {
            members.remove(List.copyOf(members.inOrder().keySet()).get(random.nextInt(members.size())));
        }
        assertEquals("small again", members.inOrder().keySet(), choose());
    }

    @Test
    public void membersWhoseAddressesAreAllCloseTogetherAreStillNamed() {
        for (int i = 0; i < 1_000; i++) {
            join(new PeerId(7, i, 0, 0));
        }
        assertEquals(1, choose().size());
    }
}
