package org.stratocumulus.netgroup.internal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.stratocumulus.api.PeerId;

/**
 * The members of one group in the order of their addresses, and who is to be told of whom. Each member has been told of the one before and
 * the one behind it, or they of it: whoever joins is told of both, and when somebody leaves, its neighbours are told of each other. So
 * however members come and go, the group hangs together by what this node has said; the most recent members and one picked by chance
 * make it hold where two neighbours cannot reach each other. Confined to its group.
 */
final class Ring {
    /** Most recent members that a newcomer is told of. */
    static final int RECENT = 3;
    /** The most that one is told of at a time: two neighbours, the nearest virtual member, recent ones, and one by chance. */
    static final int MAX_INTRODUCTIONS = RECENT + 4;

    private static final int PICKS = 4;
    /** How far back recent members are looked for. */
    private static final int RECENT_LOOKED_AT = 32;

    private static final class Place {
        private final Member member;
        private final long joined;
        private int index;

        private Place(Member member, long joined, int index) {
            this.member = member;
            this.joined = joined;
            this.index = index;
        }
    }

    private final NavigableMap<PeerId, Place> real = new TreeMap<>();
    private final NavigableMap<PeerId, Place> virtual = new TreeMap<>();
    private final NavigableMap<Long, Place> byJoin = new TreeMap<>();
    private final List<Place> all = new ArrayList<>();
    private final RandomGenerator random;
    private long joins;

    Ring(RandomGenerator random) {
        this.random = random;
    }

    int members() {
        return real.size();
    }

    int virtualMembers() {
        return virtual.size();
    }

    /** The member of this node with this identity, or null. */
    Member member(PeerId peer) {
        Place place = real.get(peer);
        return place == null ? null : place.member;
    }

    /** All members in the order of the ring, those of this node before virtual ones. */
    List<Member> inOrder() {
        List<Member> members = new ArrayList<>();
        real.values().forEach(place -> members.add(place.member));
        virtual.values().forEach(place -> members.add(place.member));
        return members;
    }

    /** Takes a member in, in place of the former one with its identity, and makes it known. */
    void join(Member member) {
        NavigableMap<PeerId, Place> side = side(member);
        Place former = side.remove(member.peer());
        if (former != null) {
            forget(former);
        }
        Place place = new Place(member, joins++, all.size());
        side.put(member.peer(), place);
        byJoin.put(place.joined, place);
        all.add(place);
        if (member.isVirtual()) {
            announce(member);
        } else {
            welcome(member);
        }
    }

    /** Tells a member of others. */
    void welcome(Member member) {
        PeerId own = member.peer();
        Set<PeerId> chosen = new LinkedHashSet<>();
        add(chosen, own, before(real, own));
        add(chosen, own, behind(real, own));
        add(chosen, own, behind(virtual, own));
        addRecent(chosen, own, chosen.size() + RECENT, true);
        for (int i = 0, size = chosen.size(); i < PICKS && chosen.size() == size; i++) {
            add(chosen, own, all.get(random.nextInt(all.size())));
        }
        if (!chosen.isEmpty()) {
            member.introduce(List.copyOf(chosen));
        }
    }

    /** Tells some members of one that cannot be told of them. */
    private void announce(Member member) {
        Set<PeerId> chosen = new LinkedHashSet<>();
        add(chosen, member.peer(), before(real, member.peer()));
        add(chosen, member.peer(), behind(real, member.peer()));
        addRecent(chosen, member.peer(), chosen.size() + RECENT, false);
        chosen.forEach(peer -> real.get(peer).member.introduce(List.of(member.peer())));
    }

    /** Takes a member out and closes the gap. @return false when it is not in, or another one has taken its place */
    boolean leave(Member member) {
        NavigableMap<PeerId, Place> side = side(member);
        Place place = side.get(member.peer());
        if (place == null || place.member != member) {
            return false;
        }
        side.remove(member.peer());
        forget(place);
        if (!member.isVirtual()) {
            closeGap(member.peer());
        }
        return true;
    }

    private void closeGap(PeerId gone) {
        Place before = before(real, gone);
        Place behind = behind(real, gone);
        if (before == null) {
            return;
        }
        Place foreign = behind(virtual, gone);
        if (before != behind) {
            before.member.introduce(List.of(behind.member.peer()));
            behind.member.introduce(List.of(before.member.peer()));
        }
        if (foreign != null && !foreign.member.peer().equals(before.member.peer())) {
            before.member.introduce(List.of(foreign.member.peer())); // the one that is gone may have been the only one to know it
        }
    }

    private void addRecent(Set<PeerId> chosen, PeerId own, int limit, boolean virtualToo) {
        int lookedAt = 0;
        for (Place place : byJoin.descendingMap().values()) {
            if (chosen.size() >= limit || lookedAt++ == RECENT_LOOKED_AT) {
                return;
            }
            if (virtualToo || !place.member.isVirtual()) {
                add(chosen, own, place);
            }
        }
    }

    private static void add(Set<PeerId> chosen, PeerId own, Place place) {
        if (place != null && !place.member.peer().equals(own)) {
            chosen.add(place.member.peer());
        }
    }

    private NavigableMap<PeerId, Place> side(Member member) {
        return member.isVirtual() ? virtual : real;
    }

    private void forget(Place place) {
        byJoin.remove(place.joined);
        Place last = all.remove(all.size() - 1);
        if (last != place) {
            all.set(place.index, last);
            last.index = place.index;
        }
    }

    private static Place before(NavigableMap<PeerId, Place> side, PeerId peer) {
        Map.Entry<PeerId, Place> entry = side.lowerEntry(peer);
        return value(entry == null ? side.lastEntry() : entry);
    }

    private static Place behind(NavigableMap<PeerId, Place> side, PeerId peer) {
        Map.Entry<PeerId, Place> entry = side.higherEntry(peer);
        return value(entry == null ? side.firstEntry() : entry);
    }

    private static Place value(Map.Entry<PeerId, Place> entry) {
        return entry == null ? null : entry.getValue();
    }
}
