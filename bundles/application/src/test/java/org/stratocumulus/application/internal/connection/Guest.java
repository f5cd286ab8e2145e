package org.stratocumulus.application.internal.connection;

import java.util.HexFormat;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.amf.rtmp.Command;
import org.stratocumulus.amf.rtmp.FlowMetadata;
import org.stratocumulus.amf.rtmp.RtmpMessage;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.application.spi.ClientConnection;
import org.stratocumulus.testkit.RecordedRecvFlow;
import org.stratocumulus.testkit.RecordedSendFlow;
import org.stratocumulus.testkit.RecordedSession;

/** A client of a {@link Node}, seen from the wire. */
final class Guest {
    final RecordedSession session;
    final RecordedRecvFlow control;
    final PeerId id;
    private final Node node;
    private int read;

    Guest(Node node, int number) {
        this.node = node;
        this.id = new PeerId(number, 0, 0, 0);
        this.session = new RecordedSession(node.loop, id);
        session.keepsFlows();
        session.listener(node.connections.accept(session));
        this.control = session.flow(FlowMetadata.CONTROL.encode(), null);
    }

    /** A client that has connected to a path and read the answer. */
    static Guest connected(Node node, int number, String path) {
        Guest guest = new Guest(node, number);
        guest.connect(path);
        if (!guest.next().name().equals("_result")) {
            throw new AssertionError("not accepted at " + path);
        }
        return guest;
    }

    void connect(String path) {
        send(Command.of("connect", 1, new AmfObject().put("app", "elsewhere").put("tcUrl", "rtmfp://host" + path)));
    }

    /** Sends a command and lets everything settle. */
    void send(Command command) {
        give(command.toMessage().encode());
        node.settle();
    }

    void call(String method, double transactionId, Object... arguments) {
        send(Command.of(method, transactionId, null, arguments));
    }

    /** Sends a message as it stands in hexadecimal, without letting anything settle. */
    void give(String hex) {
        give(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    void give(byte[] message) {
        control.deliver(message);
    }

    RecordedSendFlow returnFlow() {
        return session.sendFlows().get(session.sendFlows().size() - 1);
    }

    int unread() {
        return session.messages().size() - read;
    }

    byte[] nextBytes() {
        return session.messages().get(read++);
    }

    String nextHex() {
        return HexFormat.of().formatHex(nextBytes());
    }

    Command next() {
        return Command.decode(RtmpMessage.decode(nextBytes()));
    }

    /** Code and description of the information object in the next command, which has this name and transaction id. */
    String nextInfo(String name, double transactionId) {
        Command command = next();
        if (!command.name().equals(name) || command.transactionId() != transactionId) {
            throw new AssertionError("expected " + name + ' ' + transactionId + " but found " + command);
        }
        AmfObject info = command.argument(0).asObject();
        return info.get("code").asString() + ": " + info.get("description").asString();
    }

    ClientConnection connection() {
        return node.connections.find(id);
    }
}
