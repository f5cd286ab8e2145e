package org.stratocumulus.client;

import static org.junit.Assert.assertFalse;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.stratocumulus.amf.rtmp.Command;
import org.stratocumulus.amf.rtmp.FlowMetadata;
import org.stratocumulus.amf.rtmp.RtmpMessage;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.crypto.Certificate;
import org.stratocumulus.protocol.Address;
import org.stratocumulus.session.CloseReason;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.session.SendFlowListener;
import org.stratocumulus.session.Session;
import org.stratocumulus.session.SessionListener;
import org.stratocumulus.session.SessionState;
import org.stratocumulus.session.SessionStats;

/** The client's session with a server that the test plays: it reads what the client wrote and writes what the client gets. */
final class ScriptedSession implements Session {
    final ManualLoop loop = new ManualLoop();
    final List<ScriptedSendFlow> flows = new ArrayList<>();
    boolean opensFlows = true;
    boolean closing;
    boolean aborted;
    private final SessionListener listener;
    private SessionState state = SessionState.OPEN;
    private ScriptedRecvFlow control;

    ScriptedSession(NetConnection connection) {
        listener = connection.sessionListener();
    }

    void begin() {
        loop.turn(() -> listener.opened(this));
    }

    /** The oldest command, not read yet, of the control flow. */
    Command command() {
        return command(flows.get(0));
    }

    Command command(ScriptedSendFlow flow) {
        loop.turn();
        assertFalse("the client has written no command", flow.written.isEmpty());
        return Command.decode(RtmpMessage.decode(flow.written.poll()));
    }

    /** Writes a command to the canonical return flow, which begins with it. */
    void send(Command command) {
        if (control == null) {
            control = flow(FlowMetadata.CONTROL, flows.get(0));
        }
        send(control, command.toMessage().encode());
    }

    void send(ScriptedRecvFlow flow, byte[] message) {
        loop.turn(() -> flow.listener.message(flow, message, 0));
    }

    /** The server begins a flow. */
    ScriptedRecvFlow flow(FlowMetadata metadata, SendFlow association) {
        ScriptedRecvFlow flow = new ScriptedRecvFlow(this, metadata.encode(), association);
        loop.turn(() -> listener.flowOpened(this, flow));
        return flow;
    }

    ScriptedRecvFlow control() {
        return control;
    }

    /** The session ends. */
    void die(CloseReason reason) {
        state = SessionState.CLOSED;
        loop.turn(() -> listener.closed(this, reason));
    }

    @Override
    public ManualLoop loop() {
        return loop;
    }

    @Override
    public int id() {
        return 1;
    }

    @Override
    public Role role() {
        return Role.INITIATOR;
    }

    @Override
    public SessionState state() {
        return state;
    }

    @Override
    public PeerId farPeerId() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Certificate farCertificate() {
        throw new UnsupportedOperationException();
    }

    @Override
    public InetSocketAddress farAddress() {
        throw new UnsupportedOperationException();
    }

    @Override
    public byte[] nearNonce() {
        throw new UnsupportedOperationException();
    }

    @Override
    public byte[] farNonce() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void listener(SessionListener other) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SendFlow openFlow(byte[] metadata, RecvFlow association, Priority priority, SendFlowListener hears) {
        if (!opensFlows || state != SessionState.OPEN) {
            throw new IllegalStateException("no flow can be opened");
        }
        ScriptedSendFlow flow = new ScriptedSendFlow(this, metadata, association, priority, hears);
        flows.add(flow);
        return flow;
    }

    @Override
    public void forwardHello(byte[] discriminator, Address replyAddress, byte[] tag) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void keepalive(long periodMillis) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        closing = true;
    }

    @Override
    public void closeAfterFlush(long deadlineMillis) {
        closing = true;
    }

    @Override
    public void abort() {
        aborted = true;
    }

    @Override
    public SessionStats stats() {
        throw new UnsupportedOperationException();
    }
}
