package org.stratocumulus.rendezvous.internal;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.stratocumulus.api.cluster.ServerNode;
import org.stratocumulus.session.spi.HelloDecision;

/** Lookups that wait for the answers of their owners: so many at most, and each for a while. Any thread. */
final class PendingLookups {
    /** How long an owner may take; a client repeats its hello after 1.5 s. */
    static final long ANSWER_MILLIS = 1_000;
    /** Lookups that wait at the same time. */
    static final int MAX_PENDING = 4096;

    /**
     * A lookup that waits.
     *
     * @param decision to be completed by who takes it out
     */
    record Pending(Asked asked, long deadline, CompletableFuture<HelloDecision> decision) {
        private ServerNode owner() {
            return asked.owner();
        }
    }

    private final Map<Integer, Pending> pending = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();

    boolean isFull() {
        return pending.size() >= MAX_PENDING;
    }

    /** @return the number that the owner is to answer with, never 0 */
    int add(Pending lookup) {
        int number = numbers.updateAndGet(former -> former == -1 ? 1 : former + 1);
        pending.put(number, lookup);
        return number;
    }

    void remove(int number) {
        pending.remove(number);
    }

    /** The lookup that an owner answers, once. @return null when it waits no more, or not for this owner */
    Pending take(int number, ServerNode from) {
        Pending waiting = pending.get(number);
        return waiting != null && waiting.owner() == from && pending.remove(number, waiting) ? waiting : null;
    }

    /** Time has passed. @param unanswered takes those whose time is over, and those whose owner is lost */
    void tick(long now, Consumer<Pending> unanswered) {
        pending.forEach((number, waiting) -> {
            boolean lost = !waiting.owner().isConnected();
            if ((lost || now >= waiting.deadline()) && pending.remove(number, waiting)) {
                unanswered.accept(waiting);
            }
        });
    }
}
