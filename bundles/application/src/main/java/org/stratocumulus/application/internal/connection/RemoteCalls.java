package org.stratocumulus.application.internal.connection;

import java.util.List;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.amf.rtmp.Command;
import org.stratocumulus.api.application.UnknownMethodException;
import org.stratocumulus.application.internal.app.Answer;
import org.stratocumulus.application.internal.app.Hook;

/** The calls of one client to the applications of its path. Confined to the loop. */
final class RemoteCalls {
    private static final int MAX_NAME = 128;

    private final NetConnection connection;
    private final NetConnections server;
    private final Outbox outbox;

    RemoteCalls(NetConnection connection, NetConnections server, Outbox outbox) {
        this.connection = connection;
        this.server = server;
        this.outbox = outbox;
    }

    /** Has a call answered: by a result, or by an error for an unknown method, a failure, or too many calls; never to transaction 0. */
    void call(Command command, int bytes) {
        String method = command.name();
        List<AmfValue> arguments = command.arguments();
        boolean queued = connection.consultation().ask(Hook.CALL, bytes, application -> {
            Object value = application.call(connection, method, arguments);
            return result(command.transactionId(), value);
        }, answer -> answered(command, answer));
        if (!queued) {
            failed(command, "too many calls are waiting");
        }
    }

    /** On the application's executor, because its values may still be changed by it. */
    private byte[] result(double transactionId, Object value) {
        return transactionId == 0 ? null : outbox.format().user("_result", transactionId, List.of(AmfValue.of(value)));
    }

    private void answered(Command command, Answer answer) {
        if (connection.isOver()) {
            return;
        }
        if (answer instanceof Answer.Given given) {
            server.counters().count(Counter.CALLS);
            server.paths().called(connection.path());
            if (given.value() != null) {
                outbox.reply((byte[]) given.value());
            }
        } else if (answer instanceof Answer.Failed failure) {
            failed(command, Refusals.reason(failure.cause()));
        } else if (answer instanceof Answer.Busy) {
            failed(command, Refusals.BUSY);
        } else {
            String name = command.name();
            failed(command, new UnknownMethodException(name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name).getMessage());
        }
    }

    private void failed(Command command, String description) {
        server.counters().count(Counter.CALLS_FAILED);
        if (command.transactionId() != 0) {
            outbox.error(command.transactionId(), "NetConnection.Call.Failed", description);
        }
    }
}
