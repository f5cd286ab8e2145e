package org.stratocumulus.balancing.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.stratocumulus.api.balancing.Balancing.Decision;

/** The last decisions; the oldest make room. Safe for all threads. */
final class DecisionLog {
    /** Decisions kept. */
    static final int ROOM = 1000;

    private final Deque<Decision> decisions = new ArrayDeque<>(ROOM);

    synchronized void add(Decision decision) {
        if (decisions.size() == ROOM) {
            decisions.removeLast();
        }
        decisions.addFirst(decision);
    }

    /** Newest first. */
    synchronized List<Decision> list(int limit) {
        List<Decision> list = new ArrayList<>();
        Iterator<Decision> all = decisions.iterator();
        while (list.size() < limit && all.hasNext()) {
            list.add(all.next());
        }
        return list;
    }
}
