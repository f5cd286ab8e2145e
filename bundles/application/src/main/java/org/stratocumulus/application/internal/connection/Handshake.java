package org.stratocumulus.application.internal.connection;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stratocumulus.amf.AmfException;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.amf.rtmp.Command;
import org.stratocumulus.api.application.ConnectAnswer;
import org.stratocumulus.api.application.ConnectRequest;
import org.stratocumulus.api.application.RejectedException;
import org.stratocumulus.application.internal.app.Answer;
import org.stratocumulus.application.internal.app.Hook;

/** The connect command of one client, from its arrival to the answer (RFC 7425 sections 5.3.1 and 5.3.2). Confined to the loop. */
final class Handshake {
    private static final Logger LOG = LoggerFactory.getLogger(Handshake.class);
    private static final String REJECTED = "NetConnection.Connect.Rejected";
    private static final String INVALID_APP = "NetConnection.Connect.InvalidApp";

    private final NetConnection connection;
    private final NetConnections server;
    private final Outbox outbox;

    Handshake(NetConnection connection, NetConnections server, Outbox outbox) {
        this.connection = connection;
        this.server = server;
        this.outbox = outbox;
    }

    /** The client's first connect. @param message which holds the command */
    void connect(Command command, byte[] message) {
        ConnectCommand connect;
        try {
            connect = ConnectCommand.read(command);
        } catch (AmfException | IllegalArgumentException e) {
            server.counters().count(Counter.MALFORMED_MESSAGES);
            refuse(command, Format.info("error", REJECTED, e.getMessage()));
            return;
        }
        ConnectRequest request = connect.request();
        outbox.hold(connect.objectEncoding() == 3);
        connection.connecting(request.path(), message);
        RejectedException turnedAway = server.turnedAway(connection, request);
        if (turnedAway != null) {
            refuse(command, refusal(turnedAway));
            return;
        }
        if (server.applications().accepts(request.path())) {
            connection.consultation().ask(Hook.CONNECT, message.length, application -> {
                ConnectAnswer answer = new ConnectAnswer();
                application.connect(connection, request, answer);
                return (AmfObject) AmfValue.of(answer.fields());
            }, answer -> decided(command, connect, answer));
        } else {
            refuse(command, Format.info("error", INVALID_APP, "no application serves " + request.path()));
        }
    }

    private void decided(Command command, ConnectCommand connect, Answer answer) {
        if (answer instanceof Answer.Failed failed) {
            refuse(command, refusal(failed.cause()));
        } else if (answer instanceof Answer.Busy) {
            refuse(command, Format.info("error", REJECTED, Refusals.BUSY));
        } else if (!connection.isOver()) {
            accept(command, connect, answer instanceof Answer.Given given ? (AmfObject) given.value() : new AmfObject());
        } else if (answer instanceof Answer.Given) {
            connection.farewell("the client left before it was told");
        }
    }

    private void accept(Command command, ConnectCommand connect, AmfObject fields) {
        AmfObject info = Format.info("status", "NetConnection.Connect.Success", "Connection succeeded");
        info.put("objectEncoding", connect.objectEncoding());
        fields.properties().forEach((name, value) -> {
            if (!name.equals("objectEncoding")) {
                info.put(name, value);
            }
        });
        byte[] result;
        try {
            result = outbox.format().own("_result", command.transactionId(), info);
        } catch (AmfException e) {
            LOG.warn("an application's connect answer for {} cannot be written: {}", connection.path(), e.getMessage());
            connection.farewell("the connect answer cannot be written");
            refuse(command, Format.info("error", REJECTED, "the application failed"));
            return;
        }
        outbox.reply(result);
        connection.connected();
    }

    private static AmfObject refusal(Throwable cause) {
        if (!(cause instanceof RejectedException rejected)) {
            return Format.info("error", REJECTED, "the application failed");
        }
        AmfObject info = Format.info("error", REJECTED, Refusals.reason(rejected));
        try {
            return rejected.details().isEmpty() ? info : info.put("ex", rejected.details());
        } catch (AmfException e) { // details that have no AMF: the reason alone
            return info;
        }
    }

    /** The error, then a close call, then the session once both have arrived. */
    private void refuse(Command command, AmfObject info) {
        if (!connection.isOver()) {
            server.counters().count(Counter.REFUSED);
            outbox.reply(outbox.format().own("_error", command.transactionId(), info));
            outbox.reply(outbox.format().own("close", 0));
            connection.end("refused");
        }
    }
}
