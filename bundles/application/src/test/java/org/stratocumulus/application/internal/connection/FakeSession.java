package org.stratocumulus.application.internal.connection;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.loop.EventLoop;
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

/** A session that records what is sent and how it ends. */
final class FakeSession implements Session {
    final List<FakeSendFlow> sendFlows = new ArrayList<>();
    final List<FakeRecvFlow> recvFlows = new ArrayList<>();
    final List<String> closings = new ArrayList<>();
    private final EventLoop loop;
    private final PeerId peer;
    private SessionListener listener = SessionListener.NONE;
    private SessionState state = SessionState.OPEN;
    private InetSocketAddress address = new InetSocketAddress("192.0.2.1", 50_000);

    FakeSession(EventLoop loop, PeerId peer) {
        this.loop = loop;
        this.peer = peer;
    }

    /** The far end begins a flow; rejected when nobody takes it. */
    FakeRecvFlow flow(byte[] metadata, SendFlow association) {
        FakeRecvFlow flow = new FakeRecvFlow(this, 2 + recvFlows.size(), metadata, association);
        recvFlows.add(flow);
        listener.flowOpened(this, flow);
        flow.offered();
        return flow;
    }

    /** The session ends. */
    void die(CloseReason reason) {
        state = SessionState.CLOSED;
        recvFlows.forEach(FakeRecvFlow::end);
        sendFlows.forEach(FakeSendFlow::end);
        listener.closed(this, reason);
    }

    /** The far end is verified elsewhere. */
    void moveTo(InetSocketAddress newAddress) {
        InetSocketAddress former = address;
        address = newAddress;
        listener.addressChanged(this, former);
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public int id() {
        return 1;
    }

    @Override
    public Role role() {
        return Role.RESPONDER;
    }

    @Override
    public SessionState state() {
        return state;
    }

    @Override
    public PeerId farPeerId() {
        return peer;
    }

    @Override
    public Certificate farCertificate() {
        return null;
    }

    @Override
    public InetSocketAddress farAddress() {
        return address;
    }

    @Override
    public byte[] nearNonce() {
        return new byte[0];
    }

    @Override
    public byte[] farNonce() {
        return new byte[0];
    }

    @Override
    public void listener(SessionListener newListener) {
        listener = newListener;
    }

    @Override
    public SendFlow openFlow(byte[] metadata, RecvFlow association, Priority priority, SendFlowListener flowListener) {
        if (state != SessionState.OPEN) {
            throw new IllegalStateException("the session is " + state);
        }
        FakeSendFlow flow = new FakeSendFlow(this, 2 + sendFlows.size(), metadata, association, flowListener);
        sendFlows.add(flow);
        return flow;
    }

    @Override
    public void forwardHello(byte[] discriminator, Address replyAddress, byte[] tag) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void keepalive(long periodMillis) {
    }

    @Override
    public void close() {
        closings.add("close");
    }

    @Override
    public void closeAfterFlush(long deadlineMillis) {
        closings.add("close after flush");
    }

    @Override
    public void abort() {
        closings.add("abort");
    }

    @Override
    public SessionStats stats() {
        return new SessionStats(0, 0, 40, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
}
