package org.stratocumulus.client.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.stratocumulus.client.StatusException;
import org.stratocumulus.session.OpenFailedException;

/** Counts what went wrong, by reason. Any thread. */
final class Failures {
    private final Map<String, Long> byReason = new TreeMap<>();
    private long count;

    synchronized void add(Throwable failure) {
        add(reason(failure));
    }

    synchronized void add(String reason) {
        byReason.merge(reason, 1L, Long::sum);
        count++;
    }

    synchronized long count() {
        return count;
    }

    synchronized Map<String, Long> byReason() {
        return new TreeMap<>(byReason);
    }

    /** What servers and the engine call it, or the exception's text; not different for every client. */
    static String reason(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof StatusException status && !status.code().isEmpty()) {
            return status.code();
        }
        if (cause instanceof OpenFailedException opening) {
            return opening.reason() + ": " + opening.getMessage();
        }
        if (cause instanceof TimeoutException) {
            return "TIMEOUT";
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
