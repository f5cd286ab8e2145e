package org.stratocumulus.client;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Futures that were given out. None is left hanging: when what should complete them ends, those that still wait fail, and so does every
 * later one. Any thread.
 */
final class Promises {
    private final int limit;
    private final Set<CompletableFuture<?>> waiting = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();
    private volatile IllegalStateException ended;

    /** @param limit futures that may wait at once; one more fails at once */
    Promises(int limit) {
        this.limit = limit;
    }

    /** A new future; failed already when too many wait or nobody will complete it any more. */
    <T> CompletableFuture<T> promise() {
        CompletableFuture<T> promise = new CompletableFuture<>();
        if (count.incrementAndGet() > limit) {
            count.decrementAndGet();
            promise.completeExceptionally(new IllegalStateException(limit + " calls are waiting for their answers"));
            return promise;
        }
        waiting.add(promise);
        promise.whenComplete((value, failure) -> {
            waiting.remove(promise);
            count.decrementAndGet();
        });
        IllegalStateException reason = ended;
        if (reason != null) {
            promise.completeExceptionally(reason);
        }
        return promise;
    }

    /** Fails all that wait. The first reason stays. */
    void end(IllegalStateException reason) {
        if (ended == null) {
            ended = reason;
        }
        waiting.forEach(promise -> promise.completeExceptionally(reason));
    }
}
