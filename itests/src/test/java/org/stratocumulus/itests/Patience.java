package org.stratocumulus.itests;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** How long tests wait for what must happen: long enough for a busy machine, and never longer than it takes. */
final class Patience {
    private static final long SECONDS = 60;

    private Patience() {
    }

    /** Until the condition holds. */
    static void await(String what, Callable<Boolean> condition) throws Exception {
        long start = System.nanoTime();
        while (!condition.call()) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(SECONDS)) {
                throw new AssertionError("not within " + SECONDS + " s: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** The result of what is under way. @throws java.util.concurrent.ExecutionException when it fails */
    static <T> T await(CompletableFuture<T> future) throws Exception {
        return future.get(SECONDS, TimeUnit.SECONDS);
    }
}
