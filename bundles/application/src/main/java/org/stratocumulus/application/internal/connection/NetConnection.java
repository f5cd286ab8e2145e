package org.stratocumulus.application.internal.connection;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.amf.rtmp.Command;
import org.stratocumulus.amf.rtmp.FlowMetadata;
import org.stratocumulus.amf.rtmp.RtmpMessage;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.application.ConnectRequest;
import org.stratocumulus.api.loop.EventLoop;
import org.stratocumulus.application.internal.app.Consultation;
import org.stratocumulus.application.internal.app.Hook;
import org.stratocumulus.application.spi.ApplicationDispatch;
import org.stratocumulus.application.spi.ClientConnection;
import org.stratocumulus.application.spi.NetStreamFactory;
import org.stratocumulus.session.CloseReason;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.session.SendFlowListener;
import org.stratocumulus.session.Session;
import org.stratocumulus.session.SessionListener;
import org.stratocumulus.session.SessionState;

/**
 * One client's connection (RFC 7425 section 5.3): owns its flows' routing and its life; commands are the business of
 * {@link ControlCommands}.
 *
 * <pre>
 *  WAITING --connect--> CONNECTING --accepted--> CONNECTED --close, session's end--> OVER
 *                       CONNECTING --refused---> OVER
 *  WAITING, CONNECTING --session's end, connect timeout--> OVER
 * </pre>
 */
final class NetConnection implements SessionListener, ClientConnection, AlignedFlows.Receiver {
    enum State { WAITING, CONNECTING, CONNECTED, OVER }

    private final Session session;
    private final NetConnections server;
    /** Made when first asked for. */
    private volatile ConcurrentMap<String, Object> attributes;
    private volatile boolean measuring;
    /** Null while it has nothing to ask. */
    private Consultation consultation;
    /** Made with the first stream or group. */
    private ConnectionDispatch dispatch;
    private StreamTable streams = StreamTable.NONE;
    private final FlowRouter flows;
    private final Outbox outbox;
    private final ControlCommands commands;
    private EventLoop.Timer connectTimer;
    private volatile State state = State.WAITING;
    private volatile ConnectMessages.Said connect = ConnectMessages.Said.NOTHING;
    private volatile InetSocketAddress address;
    private volatile int roundTripMillis = -1;
    private volatile List<InetSocketAddress> reported = List.of();

    NetConnection(Session session, NetConnections server) {
        this.session = session;
        this.server = server;
        this.address = session.farAddress();
        this.outbox = new Outbox(session.loop(), server);
        this.commands = new ControlCommands(this, server, outbox);
        this.flows = new FlowRouter(this, server, outbox);
        this.connectTimer = session.loop().schedule(server.limits().connectMillis(), this::connectTimeout);
    }

    State state() {
        return state;
    }

    boolean isOver() {
        return state == State.OVER;
    }

    // ---- flows

    @Override
    public void flowOpened(Session opened, RecvFlow flow) {
        flows.opened(flow);
    }

    @Override
    public void message(RecvFlow flow, byte[] data, int lostBefore) {
        if (!isOver()) {
            commands.message(flow, data);
        }
    }

    /** The end of the control flow is the orderly end of the connection (RFC 7425 section 5.3.6). */
    @Override
    public void closed(RecvFlow flow) {
        if (flow == flows.controlFlow() && session.state() == SessionState.OPEN) {
            end("the client closed its control flow");
        }
    }

    // ---- life

    @Override
    public String label() {
        String path = connect.path();
        return path == null ? "" : path;
    }

    /** @param message the whole RTMP message with the connect command */
    void connecting(String path, byte[] message) {
        connect = server.connectMessages().of(path, message);
        state = State.CONNECTING;
    }

    /** The answer has been written. */
    void connected() {
        stopWaiting();
        state = State.CONNECTED;
        roundTripMillis = session.stats().roundTripMillis();
        server.connected(this);
        outbox.open();
        if (consultation.isIdle()) {
            consultation = null;
        }
        commands.release();
    }

    /** This client's questions to the applications of its path, which is known from its connect on. */
    Consultation consultation() {
        if (consultation == null) {
            Limits limits = server.limits();
            consultation = new Consultation(loop(), server.applications(), path(), limits.questionsWaiting(), limits.questionBytes());
        }
        return consultation;
    }

    StreamTable streams() {
        return streams;
    }

    /** To add a stream to. */
    StreamTable ownStreams() {
        if (streams == StreamTable.NONE) {
            streams = new StreamTable(server.limits().streams());
        }
        return streams;
    }

    void reported(List<InetSocketAddress> addresses) {
        reported = addresses;
    }

    /** Ends the connection, and the session as soon as everything written has arrived. */
    void end(String reason) {
        if (over(reason)) {
            session.closeAfterFlush(server.limits().flushMillis());
        }
    }

    private boolean over(String reason) {
        State former = state;
        if (former == State.OVER) {
            return false;
        }
        state = State.OVER;
        stopWaiting();
        flows.close();
        streams.closeAll();
        outbox.shut("the connection has ended: " + reason);
        if (former == State.CONNECTED) {
            server.disconnected(this);
            farewell(reason);
        }
        server.forget(this);
        return true;
    }

    /** Tells the application that accepted the client that it is gone, after everything else. */
    void farewell(String reason) {
        consultation().end(Hook.DISCONNECT, application -> {
            application.disconnect(this, reason);
            return null;
        });
    }

    private void stopWaiting() {
        if (connectTimer != null) {
            connectTimer.cancel();
            connectTimer = null; // a connection that lives long has no use for its memory
        }
    }

    private void connectTimeout() {
        server.counters().count(Counter.CONNECT_TIMEOUTS);
        end("not connected in time");
    }

    /** The factory of some of its streams is going. */
    void factoryGone(NetStreamFactory factory) {
        streams.closeMadeBy(factory);
    }

    @Override
    public void addressChanged(Session moved, InetSocketAddress former) {
        InetSocketAddress known = address;
        address = session.farAddress();
        if (isConnected()) {
            server.moved(this, known);
        }
    }

    @Override
    public void closed(Session over, CloseReason reason) {
        over("the session ended: " + reason);
    }

    // ---- what applications see, on any thread

    @Override
    public PeerId id() {
        return session.farPeerId();
    }

    @Override
    public String path() {
        String path = connect.path();
        return path == null ? "/" : path;
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public ConnectRequest connectRequest() {
        byte[] message = connect.message();
        return message == null ? null : ConnectCommand.read(Command.decode(RtmpMessage.decode(message))).request();
    }

    @Override
    public ConcurrentMap<String, Object> attributes() {
        ConcurrentMap<String, Object> there = attributes;
        return there != null ? there : makeAttributes();
    }

    private synchronized ConcurrentMap<String, Object> makeAttributes() {
        if (attributes == null) {
            attributes = new ConcurrentHashMap<>();
        }
        return attributes;
    }

    /** As of the former call; each call has it measured anew, or two of several threads at once. */
    @Override
    public int roundTripMillis() {
        if (state == State.CONNECTED && !measuring) {
            measuring = true;
            loop().execute(() -> {
                measuring = false;
                roundTripMillis = isOver() ? roundTripMillis : session.stats().roundTripMillis();
            });
        }
        return roundTripMillis;
    }

    @Override
    public boolean isConnected() {
        return state == State.CONNECTED;
    }

    @Override
    public boolean send(String method, Object... arguments) {
        return outbox.send(method, arguments);
    }

    @Override
    public CompletionStage<AmfValue> call(String method, Object... arguments) {
        return outbox.call(method, arguments);
    }

    /** The status first; a client that rejects it on this flow misses nothing but the close call, which the session's end repeats. */
    @Override
    public void close(String reason) {
        loop().execute(() -> {
            if (state == State.CONNECTED) {
                Format format = outbox.format();
                outbox.reply(format.own("onStatus", 0, Format.info("status", "NetConnection.Connect.Closed", reason)));
                outbox.reply(format.own("close", 0));
            }
            end(reason);
        });
    }

    // ---- what bundles on the loop see

    @Override
    public Session session() {
        return session;
    }

    @Override
    public EventLoop loop() {
        return session.loop();
    }

    @Override
    public RecvFlow controlFlow() {
        return flows.controlFlow();
    }

    @Override
    public List<InetSocketAddress> reportedAddresses() {
        return reported;
    }

    @Override
    public SendFlow openFlow(FlowMetadata metadata, Priority priority, SendFlowListener listener) {
        return session.openFlow(metadata.encode(), flows.controlFlow(), priority, listener);
    }

    @Override
    public ApplicationDispatch applications() {
        if (dispatch == null) {
            dispatch = new ConnectionDispatch(this);
        }
        return dispatch;
    }
}
