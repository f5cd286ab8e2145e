package org.stratocumulus.cluster.internal.node;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.stratocumulus.amf.AmfBoolean;
import org.stratocumulus.amf.AmfException;
import org.stratocumulus.amf.AmfNumber;
import org.stratocumulus.amf.AmfString;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.cluster.RequestFailedException;
import org.stratocumulus.api.cluster.SendResult;

/**
 * Requests between nodes of ours: {@code :request} number, handler, values; {@code :reply} number, true, value or number, false, reason.
 * At most {@link #MAX_PENDING} are unanswered at the same time.
 */
final class Requests {
    static final String REQUEST = ":request";
    static final String REPLY = ":reply";
    static final int MAX_PENDING = 10_000;

    private static final long MAX_MILLIS = 3_600_000;

    private final LongSupplier clock;
    private final Executor pool;
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicInteger count = new AtomicInteger();
    private final Map<Long, Pending> pending = new ConcurrentHashMap<>();

    private record Pending(KnownNode to, long deadline, CompletableFuture<AmfValue> result) {
    }

    Requests(LongSupplier clock, Executor pool) {
        this.clock = clock;
        this.pool = pool;
    }

    CompletionStage<AmfValue> send(KnownNode to, String handler, Duration timeout, AmfValue... values) {
        if (!to.isOurs()) {
            return failed(to + " does not answer requests");
        }
        if (count.incrementAndGet() > MAX_PENDING) {
            count.decrementAndGet();
            return failed("more than " + MAX_PENDING + " requests are unanswered");
        }
        long number = numbers.incrementAndGet();
        long millis = Math.max(1, Math.min(timeout.toMillis(), MAX_MILLIS));
        Pending request = new Pending(to, clock.getAsLong() + millis, new CompletableFuture<>());
        pending.put(number, request);
        AmfValue[] all = new AmfValue[values.length + 2];
        all[0] = new AmfNumber(number);
        all[1] = AmfString.of(handler);
        System.arraycopy(values, 0, all, 2, values.length);
        SendResult sent;
        try {
            sent = to.isConnected() ? to.ask(REQUEST, all) : SendResult.NOT_CONNECTED;
        } catch (AmfException e) {
            sent = SendResult.TOO_LARGE;
        }
        if (!sent.isQueued()) {
            fail(number, "not sent: " + sent);
        } else if (!to.isConnected()) { // lost meanwhile, perhaps after its requests were failed
            fail(number, "the link is lost");
        }
        return request.result();
    }

    /** The far end has answered, or says it has. */
    void reply(KnownNode from, List<AmfValue> values) {
        if (values.size() < 3 || !(values.get(0) instanceof AmfNumber number) || !(values.get(1) instanceof AmfBoolean good)) {
            return;
        }
        long key = (long) number.value();
        Pending request = pending.get(key);
        if (request == null || request.to() != from) {
            return;
        }
        if (!good.value()) {
            fail(key, values.get(2) instanceof AmfString reason ? reason.text() : "failed");
        } else if (take(key)) {
            complete(() -> request.result().complete(values.get(2)));
        }
    }

    /** A request of another node is to be answered through this. */
    Handlers.Answer answer(KnownNode to, AmfNumber number) {
        return (value, failure) -> {
            SendResult sent;
            try {
                sent = failure == null ? to.ask(REPLY, number, AmfBoolean.of(true), value)
                    : to.ask(REPLY, number, AmfBoolean.of(false), AmfString.of(failure));
            } catch (AmfException e) {
                sent = SendResult.TOO_LARGE;
            }
            if (sent == SendResult.TOO_LARGE) {
                to.ask(REPLY, number, AmfBoolean.of(false), AmfString.of("the answer is too large"));
            }
        };
    }

    void tick(long now) {
        pending.forEach((number, request) -> {
            if (now >= request.deadline()) {
                fail(number, "no answer in time");
            }
        });
    }

    void lost(KnownNode node, String reason) {
        pending.forEach((number, request) -> {
            if (request.to() == node) {
                fail(number, "the link is lost: " + reason);
            }
        });
    }

    int pending() {
        return pending.size();
    }

    private boolean take(long number) {
        boolean taken = pending.remove(number) != null;
        if (taken) {
            count.decrementAndGet();
        }
        return taken;
    }

    private void fail(long number, String reason) {
        Pending request = pending.get(number);
        if (request != null && take(number)) {
            complete(() -> request.result().completeExceptionally(new RequestFailedException(reason)));
        }
    }

    /** Whoever waits runs on the pool, never on the link thread. */
    private void complete(Runnable completion) {
        try {
            pool.execute(completion);
        } catch (RejectedExecutionException e) { // the node is being stopped
            completion.run();
        }
    }

    private static CompletionStage<AmfValue> failed(String reason) {
        return CompletableFuture.failedFuture(new RequestFailedException(reason));
    }
}
