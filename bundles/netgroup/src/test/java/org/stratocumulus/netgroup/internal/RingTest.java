package org.stratocumulus.netgroup.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.Test;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.status.GroupStatus.MemberInfo;
import org.stratocumulus.testkit.Seeds;

public class RingTest {
    private static final int MANY = 1_000;

    /** Writes down whom it was told of. */
    private static final class Told implements Member {
        private final PeerId peer;
        private final boolean virtual;
        private final List<PeerId> of = new ArrayList<>();

        private Told(long number, boolean virtual) {
            this.peer = new PeerId(number, 0, 0, 0);
            this.virtual = virtual;
        }

        @Override
        public PeerId peer() {
            return peer;
        }

        @Override
        public boolean isVirtual() {
            return virtual;
        }

        @Override
        public void introduce(List<PeerId> others) {
            assertFalse("a virtual member cannot be told anything", virtual);
            assertFalse("of itself", others.contains(peer));
            assertEquals("of nobody twice", others.size(), Set.copyOf(others).size());
            assertTrue(others.size() <= Ring.MAX_INTRODUCTIONS);
            of.addAll(others);
        }

        @Override
        public MemberInfo info() {
            return null;
        }
    }

    private final Ring ring = new Ring(new SplittableRandom(1));

    private static PeerId peer(long number) {
        return new PeerId(number, 0, 0, 0);
    }

    private Told join(long number) {
        Told member = new Told(number, false);
        ring.join(member);
        return member;
    }

    private Told joinVirtual(long number) {
        Told member = new Told(number, true);
        ring.join(member);
        return member;
    }

    @Test
    public void theFirstIsToldNothingAndTheSecondOfTheFirst() {
        assertEquals(List.of(), join(1).of);
        assertEquals(List.of(peer(1)), join(2).of);
    }

    @Test
    public void aNewcomerIsToldOfItsNeighboursOnTheRingAndOfTheMostRecent() {
        for (long number : new long[] {10, 20, 30, 40, 50, 60, 70}) {
            join(number);
        }
        Told newcomer = join(25);
        assertEquals(List.of(peer(20), peer(30)), newcomer.of.subList(0, 2));
        assertEquals(List.of(peer(70), peer(60), peer(50)), newcomer.of.subList(2, 5));
        Told lowest = join(5);
        assertEquals("the ring is closed; addresses are unsigned", List.of(peer(70), peer(10)), lowest.of.subList(0, 2));
        assertEquals(List.of(peer(70), peer(5)), join(-1).of.subList(0, 2));
    }

    @Test
    public void maxIntroductions() {
        Random random = new Random(1);
        for (int i = 0; i < MANY; i++) {
            joinVirtual(random.nextLong());
            assertTrue(join(random.nextLong()).of.size() <= Ring.MAX_INTRODUCTIONS);
        }
    }

    @Test
    public void whenSomebodyLeavesItsNeighboursAreToldOfEachOther() {
        Told one = join(1);
        Told two = join(2);
        Told three = join(3);
        join(4);
        one.of.clear();
        three.of.clear();
        assertTrue(ring.leave(two));
        assertEquals(List.of(peer(3)), one.of);
        assertEquals(List.of(peer(1)), three.of);
        assertFalse("once", ring.leave(two));
    }

    @Test
    public void whoJoinsByANewConnectionTakesItsOwnPlaceAndTheFormerOneCannotEndIt() {
        join(1);
        Told former = join(2);
        Told again = join(2);
        assertEquals(List.of(peer(1)), again.of);
        assertFalse(ring.leave(former));
        assertEquals(again, ring.member(peer(2)));
        assertEquals(2, ring.members());
        assertTrue(ring.leave(again));
        assertNull(ring.member(peer(2)));
    }

    @Test
    public void aVirtualMemberIsMadeKnownToItsNeighboursAndTheMostRecent() {
        List<Told> members = new ArrayList<>();
        for (long number : new long[] {10, 20, 30, 40, 50, 60, 70}) {
            members.add(join(number));
        }
        members.forEach(member -> member.of.clear());
        Told foreign = joinVirtual(25);
        assertEquals(List.of(20L, 30L, 50L, 60L, 70L),
            members.stream().filter(member -> member.of.equals(List.of(peer(25)))).map(member -> member.peer.a()).toList());
        assertTrue("a newcomer hears of the nearest one", join(5).of.contains(peer(25)));
        members.forEach(member -> member.of.clear());
        ring.leave(foreign);
        assertTrue("nobody is told", members.stream().allMatch(member -> member.of.isEmpty()));
        assertFalse(join(24).of.contains(peer(25)));
    }

    @Test
    public void onlyTheMostRecentPlacesAreLookedThroughHoweverManyVirtualMembersThereAre() {
        join(1);
        for (int i = 0; i < 100 * MANY; i++) {
            joinVirtual(1_000 + i);
        }
        assertEquals(100 * MANY, ring.virtualMembers());
    }

    @Test
    public void aThousandMembersHangTogetherAfterEveryJoinAndEveryLeave() throws Exception {
        Seeds.each(3, seed -> {
            Random random = new Random(seed);
            Ring many = new Ring(new SplittableRandom(seed));
            List<Told> in = new ArrayList<>();
            while (in.size() < MANY) {
                churn(many, in, random, 0.8);
            }
            for (int i = 0; i < MANY; i++) {
                churn(many, in, random, 0.5);
            }
            while (in.size() > 1) {
                churn(many, in, random, 0.1);
            }
        });
    }

    @Test
    public void aThousandMembersHangTogetherAfterHalfOfThemWereKilledAtOnce() throws Exception {
        Seeds.each(20, seed -> {
            Random random = new Random(seed);
            Ring many = new Ring(new SplittableRandom(seed));
            List<Told> in = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                in.add(new Told(random.nextLong(), false));
                many.join(in.get(i));
            }
            for (int i = 0; i < MANY / 2; i++) {
                many.leave(in.remove(random.nextInt(in.size())));
            }
            assertConnected(in);
        });
    }

    private static void churn(Ring ring, List<Told> in, Random random, double joins) {
        if (in.isEmpty() || random.nextDouble() < joins) {
            Told member = new Told(random.nextLong(), false);
            ring.join(member);
            in.add(member);
        } else {
            ring.leave(in.remove(random.nextInt(in.size())));
        }
        assertConnected(in);
    }

    /** Every member is reached from the first by what members were told, with nobody in between who has left. */
    private static void assertConnected(Collection<Told> in) {
        Map<PeerId, Set<PeerId>> known = new HashMap<>();
        in.forEach(member -> known.put(member.peer, new HashSet<>()));
        for (Told member : in) {
            for (PeerId other : member.of) {
                if (known.containsKey(other)) {
                    known.get(member.peer).add(other);
                    known.get(other).add(member.peer);
                }
            }
        }
        Set<PeerId> reached = new HashSet<>();
        Deque<PeerId> next = new ArrayDeque<>();
        known.keySet().stream().findFirst().ifPresent(next::add);
        while (!next.isEmpty()) {
            PeerId peer = next.poll();
            if (reached.add(peer)) {
                next.addAll(known.get(peer));
            }
        }
        assertEquals("members reached", in.size(), reached.size());
    }
}
