package org.stratocumulus.netgroup.internal;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.stratocumulus.api.PeerId;

/**
 * Members by their addresses, in a circle. Confined to its group.
 *
 * @param <M> the kind of member
 */
final class Places<M extends Member> {
    /** Where a member is in this order and among the {@link Arrivals}. */
    static final class Place<M extends Member> {
        private final M member;
        /** How many had come before it. */
        final long arrival;
        /** Belongs to the arrivals. */
        int index;

        Place(M member, long arrival, int index) {
            this.member = member;
            this.arrival = arrival;
            this.index = index;
        }

        M member() {
            return member;
        }
    }

    private final NavigableMap<PeerId, Place<M>> inOrder = new TreeMap<>();
    private final Arrivals arrivals;

    Places(Arrivals arrivals) {
        this.arrivals = arrivals;
    }

    int size() {
        return inOrder.size();
    }

    NavigableMap<PeerId, Place<M>> inOrder() {
        return Collections.unmodifiableNavigableMap(inOrder);
    }

    /** Null when it is not in. */
    M get(PeerId peer) {
        return member(inOrder.get(peer));
    }

    /** Takes it in, in place of the former one with its identity. */
    void put(M member) {
        remove(member.peer());
        inOrder.put(member.peer(), arrivals.add(member));
    }

    void remove(PeerId peer) {
        Place<M> place = inOrder.remove(peer);
        if (place != null) {
            arrivals.remove(place);
        }
    }

    /** The nearest with a lower address, behind the lowest the highest; itself when it is alone, null when there is none. */
    M before(PeerId peer) {
        Map.Entry<PeerId, Place<M>> entry = inOrder.lowerEntry(peer);
        entry = entry == null ? inOrder.lastEntry() : entry;
        return entry == null ? null : entry.getValue().member;
    }

    /** The nearest with a higher address, behind the highest the lowest; itself when it is alone, null when there is none. */
    M behind(PeerId peer) {
        Map.Entry<PeerId, Place<M>> entry = inOrder.higherEntry(peer);
        entry = entry == null ? inOrder.firstEntry() : entry;
        return entry == null ? null : entry.getValue().member;
    }

    private M member(Place<M> place) {
        return place == null ? null : place.member;
    }
}
