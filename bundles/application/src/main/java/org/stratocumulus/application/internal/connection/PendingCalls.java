package org.stratocumulus.application.internal.connection;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.application.CallFailedException;

/** The server's calls that one client has not answered yet. Confined to the loop; results are completed on the applications' pool. */
final class PendingCalls {
    private final Executor pool;
    private final int limit;
    private final Map<Double, CompletableFuture<AmfValue>> byTransaction = new HashMap<>();

    /** @param limit calls that may be unanswered */
    PendingCalls(Executor pool, int limit) {
        this.pool = pool;
        this.limit = limit;
    }

    /** @return false when too many calls are unanswered; the call has failed then */
    boolean add(double transactionId, CompletableFuture<AmfValue> result) {
        if (byTransaction.size() >= limit) {
            fail(result, new CallFailedException("the client has left " + limit + " calls unanswered", null));
            return false;
        }
        byTransaction.put(transactionId, result);
        return true;
    }

    /** The client's _result. @return whether there was such a call */
    boolean succeeded(double transactionId, AmfValue value) {
        CompletableFuture<AmfValue> result = byTransaction.remove(transactionId);
        if (result != null) {
            complete(pool, () -> result.complete(value));
        }
        return result != null;
    }

    /** The client's _error. @return whether there was such a call */
    boolean failed(double transactionId, AmfValue error) {
        CompletableFuture<AmfValue> result = byTransaction.remove(transactionId);
        if (result != null) {
            fail(result, new CallFailedException("the client answered with an error: " + error, error));
        }
        return result != null;
    }

    /** A call that could not be sent after all. */
    void cancel(double transactionId, String reason) {
        fail(byTransaction.remove(transactionId), new CallFailedException(reason, null));
    }

    /** The connection has ended. */
    void failAll(String reason) {
        byTransaction.values().forEach(result -> fail(result, new CallFailedException(reason, null)));
        byTransaction.clear();
    }

    private void fail(CompletableFuture<AmfValue> result, CallFailedException failure) {
        fail(pool, result, failure);
    }

    /** Any thread: of a call that is not pending. */
    static void fail(Executor pool, CompletableFuture<AmfValue> result, CallFailedException failure) {
        complete(pool, () -> result.completeExceptionally(failure));
    }

    /** What an application hangs on the result must not run on the loop. */
    private static void complete(Executor pool, Runnable completion) {
        try {
            pool.execute(completion);
        } catch (RejectedExecutionException e) { // the server stops; nobody blocks a loop for long any more
            completion.run();
        }
    }
}
