package org.stratocumulus.testkit;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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

/**
 * A session without a network, for tests of what stands on sessions: records what the near end does, and does what the test wants the
 * far end to do. Listeners are called {@linkplain ManualLoop#in in} its loop.
 */
public final class RecordedSession implements Session {
    private final List<RecordedSendFlow> sendFlows = new ArrayList<>();
    private final List<RecordedRecvFlow> recvFlows = new ArrayList<>();
    private final List<byte[]> messages = new ArrayList<>();
    private final List<String> closings = new ArrayList<>();
    private final ManualLoop loop;
    private final PeerId peer;
    private SessionListener listener = SessionListener.NONE;
    private SessionState state = SessionState.OPEN;
    private InetSocketAddress address = new InetSocketAddress("192.0.2.1", 50_000);
    private long keepaliveMillis = -1;
    private boolean opensFlows = true;
    private boolean keepsFlows;
    private boolean quick;

    /** An open session; what is written waits for {@link RecordedSendFlow#acknowledge}. */
    public RecordedSession(ManualLoop loop, PeerId peer) {
        this.loop = loop;
        this.peer = peer;
    }

    /** From now on the far end acknowledges all messages at once, or none. */
    public void acknowledgesAtOnce(boolean yes) {
        quick = yes;
    }

    /** No flow opens any more. */
    public void opensNoFlow() {
        opensFlows = false;
    }

    /** From now on {@link SendFlow#close} is a failure of the test. */
    public void keepsFlows() {
        keepsFlows = true;
    }

    /** The far end begins a flow; rejected when nobody takes it. */
    public RecordedRecvFlow flow(byte[] metadata, SendFlow association) {
        RecordedRecvFlow flow = new RecordedRecvFlow(this, 2 + recvFlows.size(), metadata, association);
        recvFlows.add(flow);
        loop.in(() -> listener.flowOpened(this, flow));
        flow.offered();
        return flow;
    }

    /** The far end is verified elsewhere. */
    public void moveTo(InetSocketAddress newAddress) {
        InetSocketAddress former = address;
        address = newAddress;
        loop.in(() -> listener.addressChanged(this, former));
    }

    /** The session ends. */
    public void die(CloseReason reason) {
        state = SessionState.CLOSED;
        recvFlows.forEach(RecordedRecvFlow::end);
        sendFlows.forEach(RecordedSendFlow::end);
        loop.in(() -> listener.closed(this, reason));
    }

    /** The flows that the near end opened, in order. */
    public List<RecordedSendFlow> sendFlows() {
        return Collections.unmodifiableList(sendFlows);
    }

    /** The near end's messages in the order of writing, over all flows; may be cleared. */
    public List<byte[]> messages() {
        return messages;
    }

    /** How the near end has closed: {@code close}, {@code close after flush}, {@code abort}. */
    public List<String> closings() {
        return Collections.unmodifiableList(closings);
    }

    void wrote(RecordedSendFlow.Written message) {
        messages.add(message.data());
        if (quick) {
            message.deliver();
        }
    }

    boolean mustKeepFlows() {
        return keepsFlows;
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
        throw new UnsupportedOperationException();
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
        if (!opensFlows || state != SessionState.OPEN) {
            throw new IllegalStateException("no flow can be opened, the session is " + state);
        }
        RecordedSendFlow flow = new RecordedSendFlow(this, 2 + sendFlows.size(), metadata, association, priority, flowListener);
        sendFlows.add(flow);
        return flow;
    }

    @Override
    public void forwardHello(byte[] discriminator, Address replyAddress, byte[] tag) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void keepalive(long periodMillis) {
        keepaliveMillis = periodMillis;
    }

    /** The keepalive period that the near end has set last; -1 before. */
    public long keepaliveMillis() {
        return keepaliveMillis;
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
