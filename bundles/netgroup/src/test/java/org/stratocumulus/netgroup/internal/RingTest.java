package org.stratocumulus.netgroup.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.Test;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.testkit.Seeds;

public class RingTest {
    private static final int MANY = 1_000;

    private final Ring ring = new Ring(new SplittableRandom(1));

    private static PeerId peer(long number) {
        return new PeerId(number, 0, 0, 0);
    }

    private Told join(long number) {
        Told member = new Told(number);
        ring.join(member);
        return member;
    }

    private AwayMember joinAway(long number) {
        AwayMember member = away(number);
        ring.change(List.of(), List.of(member));
        return member;
    }

    private static AwayMember away(long number) {
        return new AwayMember(peer(number));
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
            joinAway(random.nextLong());
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
    public void anAnnouncedMemberIsMadeKnownToItsNeighboursAndTheMostRecent() {
        List<Told> members = new ArrayList<>();
        for (long number : new long[] {10, 20, 30, 40, 50, 60, 70}) {
            members.add(join(number));
        }
        members.forEach(member -> member.of.clear());
        AwayMember foreign = away(25);
        ring.announce(foreign);
        assertEquals(List.of(20L, 30L, 50L, 60L, 70L),
            members.stream().filter(member -> member.of.equals(List.of(peer(25)))).map(member -> member.peer.a()).toList());
        assertTrue("a newcomer hears of the nearest one", join(5).of.contains(peer(25)));
        members.forEach(member -> member.of.clear());
        ring.change(List.of(foreign), List.of());
        assertTrue("nobody is told", members.stream().allMatch(member -> member.of.isEmpty()));
        assertFalse(join(24).of.contains(peer(25)));
    }

    @Test
    public void membersElsewhereAreToldToTheirNeighboursHereAndToNobodyElse() {
        Told one = join(10);
        Told two = join(20);
        Told three = join(30);
        List.of(one, two, three).forEach(member -> member.of.clear());
        List<AwayMember> come = List.of(away(11), away(12), away(13), away(25));
        ring.change(List.of(), come);
        assertEquals("of the nearest behind it", List.of(peer(11)), one.of);
        assertEquals("of the nearest on both sides", List.of(peer(13), peer(25)), two.of);
        assertEquals(List.of(peer(25)), three.of);
        List.of(one, two, three).forEach(member -> member.of.clear());
        ring.change(come.subList(0, 2), List.of());
        assertEquals("the gap is closed", List.of(peer(13)), one.of);
        assertEquals(List.of(), two.of);
        ring.change(come.subList(2, 3), List.of());
        assertEquals("both know each other", List.of(peer(13)), one.of);
    }

    @Test
    public void whenAMemberLeavesThoseBesideItAreToldOfMembersElsewhere() {
        Told one = join(10);
        Told two = join(20);
        Told three = join(30);
        ring.change(List.of(), List.of(away(15), away(25)));
        List.of(one, three).forEach(member -> member.of.clear());
        ring.leave(two);
        assertEquals(List.of(peer(30)), one.of);
        assertEquals(List.of(peer(10)), three.of);
        Told lowest = join(5);
        lowest.of.clear();
        ring.leave(three);
        assertEquals("25 has lost its neighbour", List.of(peer(25)), lowest.of.stream().filter(p -> p.a() == 25).toList());
    }

    @Test
    public void whoComesAmongMembersElsewhereIsToldOfBothBesideIt() {
        join(10);
        ring.change(List.of(), List.of(away(11), away(12), away(13)));
        assertTrue(join(-5).of.containsAll(List.of(peer(10), peer(13))));
        assertTrue("of others, not of itself elsewhere", join(12).of.containsAll(List.of(peer(11), peer(13))));
    }

    @Test
    public void onlyTheMostRecentPlacesAreLookedThroughHoweverManyMembersAreElsewhere() {
        join(1);
        for (int i = 0; i < 100 * MANY; i++) {
            joinAway(1_000 + i);
        }
        assertEquals(100 * MANY, ring.awayMembers());
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
                in.add(new Told(random.nextLong()));
                many.join(in.get(i));
            }
            for (int i = 0; i < MANY / 2; i++) {
                many.leave(in.remove(random.nextInt(in.size())));
            }
            Told.assertConnected(in);
        });
    }

    private static void churn(Ring ring, List<Told> in, Random random, double joins) {
        if (in.isEmpty() || random.nextDouble() < joins) {
            Told member = new Told(random.nextLong());
            ring.join(member);
            in.add(member);
        } else {
            ring.leave(in.remove(random.nextInt(in.size())));
        }
        Told.assertConnected(in);
    }
}
