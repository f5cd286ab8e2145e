package org.stratocumulus.netgroup.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.stratocumulus.netgroup.internal.Places.Place;

/** All members in the order in which they came. Confined to its group. */
final class Arrivals {
    /** How far back recent members are looked for. */
    private static final int LOOKED_AT = 32;

    private final NavigableMap<Long, Place<?>> byArrival = new TreeMap<>();
    private final List<Place<?>> all = new ArrayList<>();
    private long count;

    <M extends Member> Place<M> add(M member) {
        Place<M> place = new Place<>(member, count++, all.size());
        byArrival.put(place.arrival, place);
        all.add(place);
        return place;
    }

    void remove(Place<?> place) {
        byArrival.remove(place.arrival);
        Place<?> last = all.remove(all.size() - 1);
        if (last != place) {
            all.set(place.index, last);
            last.index = place.index;
        }
    }

    /** Shows the most recent ones as long as more are wanted. */
    void newestFirst(Predicate<Member> more) {
        int lookedAt = 0;
        for (Place<?> place : byArrival.descendingMap().values()) {
            if (lookedAt++ == LOOKED_AT || !more.test(place.member())) {
                return;
            }
        }
    }

    /** One by chance; there is one. */
    Member any(RandomGenerator random) {
        return all.get(random.nextInt(all.size())).member();
    }
}
