package org.stratocumulus.balancing.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.stratocumulus.api.balancing.Balancing.Decision;
import org.stratocumulus.api.balancing.Hello;

/** The last decisions; the oldest make room. Most are never read, so they are put into words when they are. Safe for all threads. */
final class DecisionLog {
    /** Decisions kept. */
    static final int ROOM = 1000;

    private record Entry(long epochMillis, Hello hello, Verdict verdict) {
    }

    private final Deque<Entry> entries = new ArrayDeque<>(ROOM);

    synchronized void add(long epochMillis, Hello hello, Verdict verdict) {
        if (entries.size() == ROOM) {
            entries.removeLast();
        }
        entries.addFirst(new Entry(epochMillis, hello, verdict));
    }

    /** Newest first. */
    List<Decision> list(int limit) {
        return newest(Math.max(0, limit)).stream().map(entry -> decision(entry.epochMillis(), entry.hello(), entry.verdict())).toList();
    }

    private synchronized List<Entry> newest(int limit) {
        return entries.stream().limit(limit).toList();
    }

    /** A verdict in words. */
    static Decision decision(long epochMillis, Hello hello, Verdict verdict) {
        return new Decision(epochMillis, HelloBalancer.text(hello.client()), hello.path(), hello.attempt(), verdict.strategy(),
            verdict.outcome().name().toLowerCase(Locale.ROOT), verdict.nodes(), verdict.reason());
    }
}
