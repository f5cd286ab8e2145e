package org.stratocumulus.netgroup.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.netgroup.internal.Places.Place;

/**
 * The members of this node that others are told of: all of a small group; of a large one a member for each arc of the ring, arcs being
 * equally long. In every second arc it stays the one as long as it is a member; in the others the newest one takes its place, a few each
 * time. So a join into a large group costs little or nothing, the sample knows the most recent members, those who are named change before
 * too many were told of them, and a flood of joins does not push everybody else out. Confined to its group.
 */
final class Sample {
    /** Newcomers that take their arcs over at a time. */
    static final int FRESH = 4;

    private final Deque<PeerId> newcomers = new ArrayDeque<>();
    private PeerId[] arcs = new PeerId[0];
    private boolean all = true;

    void joined(PeerId peer) {
        if (!newcomers.contains(peer)) {
            newcomers.addLast(peer);
            if (newcomers.size() > FRESH) {
                newcomers.removeFirst();
            }
        }
    }

    /**
     * Chooses anew.
     *
     * @param size arcs, a power of two; so many are chosen at most
     */
    Set<PeerId> choose(NavigableMap<PeerId, ? extends Place<?>> members, int size) {
        if (size != arcs.length) {
            arcs = new PeerId[size];
        }
        // a group that is about as large as its sample does not change from one to the other time and again
        all = members.size() <= (all ? size : size * 3 / 4);
        Set<PeerId> chosen = new HashSet<>();
        if (all) {
            chosen.addAll(members.keySet());
        } else {
            newcomers.forEach(peer -> takeOver(members, peer));
            for (int arc = 0; arc < size; arc++) {
                if (arcs[arc] == null || !members.containsKey(arcs[arc])) {
                    arcs[arc] = firstIn(members, arc);
                }
                if (arcs[arc] != null) {
                    chosen.add(arcs[arc]);
                }
            }
        }
        newcomers.clear();
        return chosen;
    }

    private void takeOver(NavigableMap<PeerId, ?> members, PeerId peer) {
        int arc = arc(peer);
        if (arc % 2 == 1 && members.containsKey(peer)) {
            arcs[arc] = peer;
        }
    }

    private PeerId firstIn(NavigableMap<PeerId, ?> members, int arc) {
        Map.Entry<PeerId, ?> first = members.ceilingEntry(new PeerId((long) arc << shift(), 0, 0, 0));
        return first == null || arc(first.getKey()) != arc ? null : first.getKey();
    }

    private int arc(PeerId peer) {
        return (int) (peer.a() >>> shift());
    }

    private int shift() {
        return Long.numberOfLeadingZeros(arcs.length) + 1;
    }
}
