package org.stratocumulus.application.internal.connection;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.stratocumulus.amf.AmfArray;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.amf.rtmp.Encoding;
import org.stratocumulus.api.application.CallFailedException;
import org.stratocumulus.api.loop.EventLoop;

/**
 * What goes to one client on its NetConnection: the server's replies, and the applications' calls. {@link #send} and {@link #call} may
 * be used by any thread and write on the loop; what an application sends while it still decides about the connect goes out behind the
 * answer. The rest is confined to the loop.
 */
final class Outbox {
    private enum Phase { SHUT, HOLDING, OPEN }

    private static final AtomicLongFieldUpdater<Outbox> TRANSACTIONS = AtomicLongFieldUpdater.newUpdater(Outbox.class, "transactions");

    private final EventLoop loop;
    private final NetConnections server;
    /** Made with the first call. */
    private PendingCalls calls;
    private volatile long transactions;
    /** Null while nothing is held. */
    private Deque<Runnable> held;
    private volatile ReturnFlow flow;
    private volatile Format format = Format.INITIAL;
    private volatile Phase phase = Phase.SHUT;

    Outbox(EventLoop loop, NetConnections server) {
        this.loop = loop;
        this.server = server;
    }

    /** The control flow is there, so replies can be sent. */
    void attach(ReturnFlow returnFlow) {
        flow = returnFlow;
    }

    /** The client has used Command Extended messages: it is answered in the same (RFC 7425 section 5.3.3). */
    void extended() {
        format = format.with(Encoding.AMF3);
    }

    /** Any thread: how to write commands. */
    Format format() {
        return format;
    }

    /** The client wants to connect: applications may send, which waits for the answer. */
    void hold(boolean avmplus) {
        format = format.with(avmplus);
        phase = Phase.HOLDING;
    }

    /** The answer was sent. */
    void open() {
        phase = Phase.OPEN;
        runHeld();
    }

    /** Nothing more is sent for applications. */
    void shut(String reason) {
        phase = Phase.SHUT;
        runHeld();
        if (calls != null) {
            calls.failAll(reason);
        }
    }

    /** The client's _result. @return whether there was such a call */
    boolean succeeded(double transactionId, AmfValue value) {
        return calls != null && calls.succeeded(transactionId, value);
    }

    /** The client's _error. @return whether there was such a call */
    boolean failed(double transactionId, AmfValue error) {
        return calls != null && calls.failed(transactionId, error);
    }

    private void runHeld() {
        while (held != null && !held.isEmpty()) {
            held.poll().run();
        }
        held = null;
    }

    /** Sends a message of the server's own, whatever else waits: there is at most one for each message of the client. */
    void reply(byte[] message) {
        flow.write(message);
    }

    /** Sends the command {@code _error} with an information object. */
    void error(double transactionId, String code, String description) {
        reply(format.own("_error", transactionId, Format.info("error", code, description)));
    }

    boolean send(String method, Object... arguments) {
        if (phase == Phase.SHUT) {
            return false;
        }
        byte[] message = format.user(method, 0, values(arguments));
        if (!flow.reserve(message.length)) {
            return false;
        }
        post(message.length, () -> {
            if (phase == Phase.OPEN) {
                flow.write(message);
            }
        });
        return true;
    }

    CompletionStage<AmfValue> call(String method, Object... arguments) {
        CompletableFuture<AmfValue> result = new CompletableFuture<>();
        double transactionId = TRANSACTIONS.incrementAndGet(this);
        byte[] message = format.user(method, transactionId, values(arguments));
        if (phase == Phase.SHUT) {
            fail(result, "the client is not connected");
        } else if (!flow.reserve(message.length)) {
            fail(result, "too much waits to be sent to the client");
        } else {
            post(message.length, () -> call(transactionId, message, result));
        }
        return result;
    }

    private void call(double transactionId, byte[] message, CompletableFuture<AmfValue> result) {
        if (phase != Phase.OPEN) {
            fail(result, "the connection has ended");
            return;
        }
        calls = calls == null ? new PendingCalls(server.pool(), server.limits().clientCalls()) : calls;
        if (calls.add(transactionId, result) && !flow.write(message)) {
            calls.cancel(transactionId, "the client rejects the flow of calls");
        }
    }

    private void fail(CompletableFuture<AmfValue> result, String reason) {
        PendingCalls.fail(server.pool(), result, new CallFailedException(reason, null));
    }

    private void post(int length, Runnable write) {
        Runnable task = () -> {
            flow.release(length);
            write.run();
        };
        loop.execute(() -> {
            if (phase == Phase.HOLDING) {
                held = held == null ? new ArrayDeque<>() : held;
                held.add(task);
            } else {
                task.run();
            }
        });
    }

    private static List<AmfValue> values(Object... arguments) {
        return AmfArray.of(arguments).elements();
    }
}
