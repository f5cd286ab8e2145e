package org.stratocumulus.application.internal.connection;

import java.util.ArrayDeque;
import java.util.Deque;
import org.stratocumulus.amf.AmfException;
import org.stratocumulus.amf.AmfNull;
import org.stratocumulus.amf.AmfNumber;
import org.stratocumulus.amf.AmfString;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.amf.rtmp.Command;
import org.stratocumulus.amf.rtmp.MessageType;
import org.stratocumulus.amf.rtmp.RtmpMessage;
import org.stratocumulus.amf.rtmp.UserControl;
import org.stratocumulus.application.spi.NetStreamFactory;
import org.stratocumulus.session.RecvFlow;

/** The messages of a client's control flows: stream id 0 (RFC 7425 section 5.3). Confined to the loop. */
final class ControlCommands {
    private static final String CALL_FAILED = "NetConnection.Call.Failed";

    private record Held(Command command, int bytes) {
    }

    private final NetConnection connection;
    private final NetConnections server;
    private final Outbox outbox;
    /** Made with the first call. */
    private RemoteCalls remoteCalls;
    /** Null while nothing is held. */
    private Deque<Held> held;

    ControlCommands(NetConnection connection, NetConnections server, Outbox outbox) {
        this.connection = connection;
        this.server = server;
        this.outbox = outbox;
    }

    /** A message of at least 5 bytes; anything may be in it. */
    void message(RecvFlow flow, byte[] data) {
        int type = RtmpMessage.type(data, 0);
        try {
            if (MessageType.isCommand(type)) {
                Command command = Command.decode(RtmpMessage.decode(data));
                if (type == MessageType.COMMAND_AMF3) {
                    outbox.extended();
                }
                command(command, data);
            } else if (type == MessageType.USER_CONTROL) {
                userControl(flow, data);
            } else { // chunk stream control MUST be ignored (RFC 7425 section 5.1); the rest means nothing on stream 0
                server.counters().count(Counter.IGNORED_MESSAGES);
            }
        } catch (AmfException e) {
            server.counters().count(Counter.MALFORMED_MESSAGES);
        }
    }

    private void userControl(RecvFlow flow, byte[] data) {
        UserControl event = UserControl.decode(data, RtmpMessage.HEADER_LENGTH, data.length - RtmpMessage.HEADER_LENGTH);
        boolean taken = event instanceof UserControl.SetBufferLength buffer
                && connection.streams().message((int) buffer.streamId(), flow, data);
        if (!taken) {
            server.counters().count(Counter.IGNORED_MESSAGES);
        }
    }

    private void command(Command command, byte[] message) {
        if (command.name().equals("close")) {
            connection.end("the client closed");
            return;
        }
        switch (connection.state()) {
            case WAITING -> first(command, message);
            case CONNECTING -> hold(command, message.length);
            case CONNECTED -> connected(command, message.length);
            default -> { } // nothing is owed to a connection that has ended
        }
    }

    private void first(Command command, byte[] message) {
        if (command.name().equals("connect")) {
            new Handshake(connection, server, outbox).connect(command, message);
        } else {
            failed(command, "not connected");
        }
    }

    /** What comes while the application decides is answered after it has decided. */
    private void hold(Command command, int bytes) {
        held = held == null ? new ArrayDeque<>() : held;
        if (held.size() < server.limits().heldCommands()) {
            held.add(new Held(command, bytes));
        } else {
            server.counters().count(Counter.IGNORED_MESSAGES);
        }
    }

    /** The connect was accepted. */
    void release() {
        while (held != null && !held.isEmpty() && !connection.isOver()) {
            Held next = held.poll();
            connected(next.command(), next.bytes());
        }
        held = null;
    }

    private void connected(Command command, int bytes) {
        switch (command.name()) {
            case "connect" -> outbox.error(command.transactionId(), CALL_FAILED, "already connected");
            case "setPeerInfo" -> setPeerInfo(command);
            case "createStream" -> createStream(command);
            case "deleteStream" -> connection.streams().close(command.argument(0).asInt());
            case "_result" -> responded(outbox.succeeded(command.transactionId(), command.argument(0)));
            case "_error" -> responded(outbox.failed(command.transactionId(), command.argument(0)));
            case "FCPublish" -> vendor(command, "onFCPublish", "NetStream.Publish.Start");
            case "FCUnpublish" -> vendor(command, "onFCUnpublish", "NetStream.Unpublish.Success");
            case "FCSubscribe" -> vendor(command, "onFCSubscribe", "NetStream.Play.Start");
            case "initStream", "releaseStream", "closeStream", "FCUnsubscribe", "_checkbw", "checkBandwidth" ->
                result(command, AmfNull.INSTANCE);
            case "getStreamLength" -> result(command, new AmfNumber(0)); // live: no length
            default -> call(command, bytes);
        }
    }

    private void call(Command command, int bytes) {
        if (remoteCalls == null) {
            remoteCalls = new RemoteCalls(connection, server, outbox);
        }
        remoteCalls.call(command, bytes);
    }

    private void responded(boolean known) {
        if (!known) {
            server.counters().count(Counter.IGNORED_MESSAGES);
        }
    }

    /** RFC 7425 sections 5.3.3 and 5.3.4. */
    private void setPeerInfo(Command command) {
        connection.reported(PeerInfo.addresses(command.arguments()));
        outbox.reply(server.keepalive().message());
    }

    /** Answered whatever the transaction id: Adobe-derived clients send 0 and wait all the same. */
    private void createStream(Command command) {
        NetStreamFactory factory = server.streamFactory();
        StreamTable streams = connection.ownStreams();
        if (factory == null) {
            outbox.error(command.transactionId(), CALL_FAILED, "this server has no streams");
        } else if (streams.isFull()) {
            outbox.error(command.transactionId(), CALL_FAILED, "at most " + server.limits().streams() + " streams may be open");
        } else {
            int id = streams.nextId();
            streams.add(id, factory.open(connection, id), factory);
            outbox.reply(outbox.format().own("_result", command.transactionId(), new AmfNumber(id)));
        }
    }

    /** What encoders call around publish; they wait for the call back with the stream's name. */
    private void vendor(Command command, String callback, String code) {
        result(command, AmfNull.INSTANCE);
        String stream = command.argument(0) instanceof AmfString name ? name.text() : "";
        outbox.reply(outbox.format().own(callback, 0, Format.info("status", code, stream)));
    }

    private void result(Command command, AmfValue value) {
        if (command.transactionId() != 0) {
            outbox.reply(outbox.format().own("_result", command.transactionId(), value));
        }
    }

    private void failed(Command command, String description) {
        server.counters().count(Counter.CALLS_FAILED);
        if (command.transactionId() != 0) {
            outbox.error(command.transactionId(), CALL_FAILED, description);
        }
    }
}
