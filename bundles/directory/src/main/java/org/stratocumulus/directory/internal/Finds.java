package org.stratocumulus.directory.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import org.stratocumulus.api.cluster.ServerNode;
import org.stratocumulus.directory.internal.Counters.Counter;

/**
 * Questions to the homes of ids, one home after the other: the next is asked when one does not know, is lost, or does not answer within
 * {@link #HOME_MILLIS}. At most {@link #MAX_PENDING} wait, and {@link #PER_SECOND} are begun in a second; beyond that nobody is asked. Any thread.
 */
final class Finds {
    static final long HOME_MILLIS = 300;
    static final int MAX_PENDING = 4096;
    static final int PER_SECOND = 5_000;

    private final LongSupplier clock;
    private final Executor executor;
    private final Counters counters;
    private final Map<Integer, Find> pending = new HashMap<>();
    private int numbers;
    private long second;
    private int begun;

    private final class Find {
        private final int kind;
        private final Id id;
        private final List<Far> homes;
        private final CompletableFuture<List<ServerNode>> result = new CompletableFuture<>();
        private int next;
        private long deadline;

        Find(int kind, Id id, List<Far> homes) {
            this.kind = kind;
            this.id = id;
            this.homes = homes;
        }
    }

    Finds(LongSupplier clock, Executor executor, Counters counters) {
        this.clock = clock;
        this.executor = executor;
        this.counters = counters;
    }

    CompletionStage<List<ServerNode>> begin(int kind, Id id, List<Far> homes) {
        Find find = new Find(kind, id, homes);
        int number;
        synchronized (this) {
            if (!mayBegin()) {
                counters.count(Counter.FINDS_LIMITED);
                return CompletableFuture.completedFuture(List.of());
            }
            number = ++numbers;
            pending.put(number, find);
        }
        ask(number, find);
        return find.result;
    }

    private boolean mayBegin() {
        long now = clock.getAsLong() / 1000;
        if (now != second) {
            second = now;
            begun = 0;
        }
        return pending.size() < MAX_PENDING && begun++ < PER_SECOND;
    }

    /** Asks the next home that can be asked. */
    private void ask(int number, Find find) {
        while (true) {
            Far home;
            synchronized (this) {
                if (!pending.containsKey(number)) {
                    return;
                }
                home = find.next < find.homes.size() ? find.homes.get(find.next++) : null;
                find.deadline = clock.getAsLong() + HOME_MILLIS;
            }
            if (home == null) {
                end(number, List.of());
                return;
            }
            if (home.send(new Message.Find(find.kind, number, find.id))) {
                counters.count(Counter.FINDS);
                return;
            }
        }
    }

    /** A home has answered. @param owners those that are linked with this node */
    void found(Far home, int number, List<ServerNode> owners) {
        Find find;
        synchronized (this) {
            find = pending.get(number);
            if (find == null || !find.homes.contains(home)) {
                return;
            }
        }
        if (owners.isEmpty()) {
            ask(number, find);
        } else {
            end(number, owners);
        }
    }

    void tick() {
        long now = clock.getAsLong();
        List<Map.Entry<Integer, Find>> late = new ArrayList<>();
        synchronized (this) {
            pending.entrySet().stream().filter(entry -> now >= entry.getValue().deadline).map(Map.Entry::copyOf).forEach(late::add);
        }
        late.forEach(entry -> {
            counters.count(Counter.FINDS_TIMED_OUT);
            ask(entry.getKey(), entry.getValue());
        });
    }

    /** Nobody waits any more. */
    void close() {
        List<Integer> numbersLeft;
        synchronized (this) {
            numbersLeft = List.copyOf(pending.keySet());
        }
        numbersLeft.forEach(number -> end(number, List.of()));
    }

    private synchronized Find take(int number) {
        return pending.remove(number);
    }

    private void end(int number, List<ServerNode> owners) {
        Find find = take(number);
        if (find == null) {
            return;
        }
        try {
            executor.execute(() -> find.result.complete(owners));
        } catch (RejectedExecutionException e) { // the directory is being stopped
            find.result.complete(owners);
        }
    }
}
