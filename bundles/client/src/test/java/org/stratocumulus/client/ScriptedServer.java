package org.stratocumulus.client;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.stratocumulus.amf.rtmp.Command;
import org.stratocumulus.amf.rtmp.FlowMetadata;
import org.stratocumulus.amf.rtmp.RtmpMessage;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.session.CloseReason;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.testkit.ManualLoop;
import org.stratocumulus.testkit.RecordedRecvFlow;
import org.stratocumulus.testkit.RecordedSendFlow;
import org.stratocumulus.testkit.RecordedSession;

/** A server that the test plays: it reads what the client wrote to their session, and writes what the client gets. */
final class ScriptedServer {
    /** Reports one IPv4 and one IPv6 address. */
    static final NetConnection.Setup SETUP = new NetConnection.Setup(List.of(new InetSocketAddress("192.0.2.129", 50_001),
        new InetSocketAddress("2001:db8:1::2", 50_002)), KeepaliveRange.DEFAULT);

    final ManualLoop loop = new ManualLoop();
    final RecordedSession session = new RecordedSession(loop, new PeerId(1, 0, 0, 0));
    private final NetConnection connection;
    private RecordedRecvFlow control;

    ScriptedServer(NetConnection connection) {
        this.connection = connection;
        session.acknowledgesAtOnce(true);
        session.listener(connection.sessionListener());
    }

    /** For a connection of which nobody wants peers. */
    static Peers noPeers() {
        return new Peers(new PeerId(9, 0, 0, 0), new ManualLoop(), (peer, listener) -> new CompletableFuture<>());
    }

    /** The session opens. */
    void begin() {
        loop.turn(() -> connection.sessionListener().opened(session));
    }

    /** The flow that the client opened as its so many-th, beginning with 0: its control flow. */
    RecordedSendFlow sent(int index) {
        return session.sendFlows().get(index);
    }

    /** The oldest command, not read yet, of the control flow. */
    Command command() {
        return command(sent(0));
    }

    Command command(RecordedSendFlow flow) {
        loop.turn();
        return Command.decode(RtmpMessage.decode(flow.takeOne().data()));
    }

    /** Writes a command to the canonical return flow, which begins with it. */
    void send(Command command) {
        if (control == null) {
            control = flow(FlowMetadata.CONTROL, sent(0));
        }
        send(control, command.toMessage().encode());
    }

    void send(RecordedRecvFlow flow, byte[] message) {
        loop.turn(() -> flow.deliver(message));
    }

    /** The server begins a flow. */
    RecordedRecvFlow flow(FlowMetadata metadata, SendFlow association) {
        RecordedRecvFlow[] begun = new RecordedRecvFlow[1];
        loop.turn(() -> begun[0] = session.flow(metadata.encode(), association));
        return begun[0];
    }

    RecordedRecvFlow control() {
        return control;
    }

    /** Whether the client has asked for the session's end, and not abruptly. */
    boolean isClosing() {
        return session.closings().stream().anyMatch(how -> how.startsWith("close"));
    }

    /** The session ends. */
    void die(CloseReason reason) {
        loop.turn(() -> session.die(reason));
    }
}
