package org.stratocumulus.netgroup.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.status.GroupStatus.MemberInfo;

/** A member without a session, which writes down whom it was told of. */
class Told implements LocalMember {
    final PeerId peer;
    final List<PeerId> of = new ArrayList<>();
    Group group;
    boolean refused;

    Told(PeerId peer) {
        this.peer = peer;
    }

    Told(long number) {
        this(new PeerId(number, 0, 0, 0));
    }

    @Override
    public PeerId peer() {
        return peer;
    }

    @Override
    public boolean enter(Group joined) {
        group = joined;
        return true;
    }

    @Override
    public void refused() {
        refused = true;
    }

    @Override
    public void introduce(List<PeerId> others) {
        assertFalse("of itself", others.contains(peer));
        assertEquals("of nobody twice", others.size(), Set.copyOf(others).size());
        assertTrue(others.size() <= Ring.MAX_INTRODUCTIONS);
        of.addAll(others);
    }

    @Override
    public MemberInfo info() {
        return new MemberInfo(peer, "", "/", "", false, of.size());
    }

    /** Every member is reached from the first by what members were told, with nobody in between who has left. */
    static void assertConnected(Collection<? extends Told> in) {
        Map<PeerId, Set<PeerId>> known = neighbours(in);
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

    /** Every member and the one behind it in the order of addresses were told of each other, one of the other at least. */
    static void assertRing(Collection<? extends Told> in) {
        Map<PeerId, Set<PeerId>> known = neighbours(in);
        List<PeerId> order = known.keySet().stream().sorted().toList();
        for (int i = 0; i < order.size() && order.size() > 1; i++) {
            PeerId behind = order.get((i + 1) % order.size());
            assertTrue(order.get(i) + " knows the one behind it", known.get(order.get(i)).contains(behind));
        }
    }

    /** Of each member those that are in, whom it was told of or who were told of it. */
    static Map<PeerId, Set<PeerId>> neighbours(Collection<? extends Told> in) {
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
        return known;
    }
}
