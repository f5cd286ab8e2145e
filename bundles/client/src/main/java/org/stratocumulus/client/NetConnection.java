package org.stratocumulus.client;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.stratocumulus.amf.AmfException;
import org.stratocumulus.amf.AmfNull;
import org.stratocumulus.amf.AmfNumber;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.amf.rtmp.Command;
import org.stratocumulus.amf.rtmp.Encoding;
import org.stratocumulus.amf.rtmp.FlowMetadata;
import org.stratocumulus.amf.rtmp.UserControl;
import org.stratocumulus.api.GroupId;
import org.stratocumulus.session.CloseReason;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.session.SendFlowListener;
import org.stratocumulus.session.Session;
import org.stratocumulus.session.SessionListener;

/**
 * The client's end of a NetConnection (RFC 7425 section 5.3). Public methods may be called from any thread; listeners and the
 * completion of futures happen on the session's event loop, but for futures that have failed already when they are returned. No future
 * outlives the connection: when it ends, all that still wait complete exceptionally.
 */
public final class NetConnection {
    /** Calls, createStream, publish and play included, that may wait for their answers; one more fails at once. */
    public static final int MAX_PENDING_CALLS = 1024;

    /** Bytes of commands that the server may leave unacknowledged: beyond it the connection is closed. */
    public static final int MAX_CONTROL_BYTES = 4 << 20;

    private static final long FLUSH_MILLIS = 1000;

    private final RtmfpUri uri;
    private final byte[] connectCommand;
    private final NetConnectionListener listener;
    private final CompletableFuture<NetConnection> connected;
    private final List<InetSocketAddress> reported;
    private final KeepaliveRange keepalive;
    private final Peers peers;
    private final Consumer<NetConnection> whenOver;
    private final Promises promises = new Promises(MAX_PENDING_CALLS);
    private final FlowAlignment alignment = new FlowAlignment();
    private final Map<Integer, NetStream> streams = new HashMap<>();
    private final Map<SendFlow, NetGroup> groups = new IdentityHashMap<>(1);
    private volatile Session session;
    private volatile ControlFlows control;
    private volatile AmfValue connectInfo = AmfNull.INSTANCE;

    /**
     * @param reported addresses to tell to the server
     * @param keepalive what may be taken of the server's advice
     */
    record Setup(List<InetSocketAddress> reported, KeepaliveRange keepalive) {
    }

    /**
     * @param connected completed when the connection is up; fails otherwise, and whoever else fails it ends the attempt
     * @param setup what the server is told and may tell
     * @param peers ends with the connection
     * @param whenOver told of the end of a session
     */
    NetConnection(RtmfpUri uri, byte[] connectCommand, NetConnectionListener listener, CompletableFuture<NetConnection> connected,
            Setup setup, Peers peers, Consumer<NetConnection> whenOver) {
        this.uri = uri;
        this.connectCommand = connectCommand;
        this.listener = listener;
        this.connected = connected;
        this.reported = setup.reported();
        this.keepalive = setup.keepalive();
        this.peers = peers;
        this.whenOver = whenOver;
    }

    /** The URI that was connected to. */
    public RtmfpUri uri() {
        return uri;
    }

    /** The session that carries the connection: its figures, its far end; to be used on its loop. */
    public Session session() {
        return session;
    }

    /** The other clients that the server introduces this one to, and this end's own peer ID. */
    public Peers peers() {
        return peers;
    }

    /** The information object of NetConnection.Connect.Success. */
    public AmfValue connectInfo() {
        return connectInfo;
    }

    /**
     * Calls a method of the server.
     *
     * @param arguments anything {@link AmfValue#of} takes
     * @return completes with the result; exceptionally with {@link StatusException} when the server answers with an error, or
     *     {@link IllegalStateException} when the connection ends or {@link #MAX_PENDING_CALLS} are waiting
     * @throws AmfException when there is no AMF for an argument
     */
    public CompletableFuture<AmfValue> call(String method, Object... arguments) {
        CompletableFuture<AmfValue> answer = promises.promise();
        control.call(answer, method, arguments);
        return answer;
    }

    /** Calls a method and expects no answer. @throws AmfException when there is no AMF for an argument */
    public void send(String method, Object... arguments) {
        control.send(method, arguments);
    }

    /** Creates a stream (RFC 7425 section 5.3.4). @return as for {@link #call} */
    public CompletableFuture<NetStream> createStream(NetStreamListener streamListener) {
        CompletableFuture<NetStream> created = new CompletableFuture<>();
        CompletableFuture<AmfValue> answer = promises.promise();
        // attached before the request leaves, so that a success is worked on by the loop
        answer.whenComplete((id, failure) -> {
            if (failure == null) {
                created(id, streamListener, created);
            } else {
                created.completeExceptionally(failure);
            }
        });
        control.call(answer, "createStream");
        return created;
    }

    /**
     * Joins a NetGroup.
     *
     * @param group an id, such as {@link GroupId#ofSpecifier(String)}
     * @return the membership; when it cannot begin, or is refused, the listener hears that it is closed
     */
    public NetGroup join(GroupId group, NetGroupListener groupListener) {
        NetGroup joined = new NetGroup(this, group, groupListener);
        session.loop().execute(() -> {
            try {
                groups.put(joined.begin(), joined);
            } catch (IllegalStateException e) { // no flow can be opened
                joined.ended();
            }
        });
        return joined;
    }

    /**
     * Tells the server at which addresses peers may reach this client (RFC 7425 section 5.3.3), in place of what it was told before. By
     * itself this happens once, when the connection has come up, and whenever {@link RtmfpClient} finds that addresses have changed.
     */
    public void setPeerInfo(List<InetSocketAddress> addresses) {
        Object[] texts = addresses.stream().limit(ReportedAddresses.MAX_ADDRESSES).map(ReportedAddresses::text).toArray();
        Command command = Command.of("setPeerInfo", 0, null, texts);
        boolean avmplus = connectInfo instanceof AmfObject info && info.get("objectEncoding") instanceof AmfNumber number
            && number.value() == 3;
        control.send(avmplus ? command.in(Encoding.AMF3) : command);
    }

    /** Closes the connection and its session in order; does not wait for what was written. */
    public void close() {
        session.loop().execute(session::close);
    }

    /** Whether the server has accepted. Any thread. */
    boolean isUp() {
        return connected.isDone() && !connected.isCompletedExceptionally();
    }

    /** What the session tells of itself; also what makes the connect command leave. */
    SessionListener sessionListener() {
        return new SessionListener() {
            @Override
            public void opened(Session opened) {
                begin(opened);
            }

            @Override
            public void flowOpened(Session of, RecvFlow flow) {
                accept(flow);
            }

            @Override
            public void closed(Session closed, CloseReason reason) {
                end(reason);
            }
        };
    }

    /** A future that fails when the connection ends. Any thread. */
    <T> CompletableFuture<T> promise() {
        return promises.promise();
    }

    /** A flow for a stream, associated in return to the server's control flow (RFC 7425 section 5.3.5.1). On the loop. */
    SendFlow openFlow(FlowMetadata metadata, Priority priority, SendFlowListener hears) {
        return session.openFlow(metadata.encode(), control.serverControl(), priority, hears);
    }

    /** The stream is deleted. On the loop. */
    void forget(NetStream stream) {
        streams.remove(stream.id(), stream);
        control.send("deleteStream", stream.id());
    }

    /** Nothing will be completed by the far end any more. Any thread. */
    void abandon(String why) {
        IllegalStateException closed = new IllegalStateException(why);
        connected.completeExceptionally(closed);
        promises.end(closed);
        peers.abandon(why);
    }

    void forget(SendFlow groupFlow) {
        groups.remove(groupFlow);
    }

    private void begin(Session opened) {
        session = opened;
        connected.whenComplete((self, failure) -> {
            if (failure != null) {
                opened.loop().execute(() -> opened.closeAfterFlush(FLUSH_MILLIS));
            }
        });
        if (connected.isDone()) {
            return;
        }
        try {
            control = new ControlFlows(opened, promises, alignment, this::command, this::event);
        } catch (IllegalStateException e) {
            connected.completeExceptionally(e);
            return;
        }
        CompletableFuture<AmfValue> answer = promises.promise();
        answer.whenComplete(this::connectAnswered);
        control.connect(connectCommand, answer);
    }

    private void connectAnswered(AmfValue info, Throwable failure) {
        if (failure != null) {
            connected.completeExceptionally(failure);
        } else if (Statuses.isError(info)) {
            connected.completeExceptionally(new StatusException("refused", info));
        } else {
            connectInfo = info;
            // RFC 7425 section 5.3.3: MUST be sent after a successful response
            setPeerInfo(reported);
            connected.complete(this);
        }
    }

    private void created(AmfValue id, NetStreamListener streamListener, CompletableFuture<NetStream> created) {
        try {
            FlowMetadata metadata = FlowMetadata.stream(id.asInt());
            NetStream stream = new NetStream(this, id.asInt(), metadata, streamListener);
            if (id.asInt() == 0 || streams.putIfAbsent(stream.id(), stream) != null) {
                throw new IllegalArgumentException("the server gave stream id " + stream.id() + ", which is taken");
            }
            created.complete(stream);
        } catch (AmfException | IllegalArgumentException e) {
            created.completeExceptionally(e);
        }
    }

    private void accept(RecvFlow flow) {
        FlowMetadata metadata = FlowMetadata.decode(flow.metadata());
        if (metadata instanceof FlowMetadata.Group && groups.containsKey(flow.association())) {
            groups.get(flow.association()).accept(flow);
        }
        if (control == null || !(metadata instanceof FlowMetadata.Rtmp rtmp)) {
            return;
        }
        NetStream stream = streams.get(rtmp.streamId());
        if (rtmp.streamId() == 0) {
            control.accept(flow);
        } else if (stream != null) {
            flow.accept(rtmp.networkOrder() ? RecvFlow.Order.ARRIVAL : RecvFlow.Order.QUEUED,
                (from, message, lostBefore) -> alignment.arrived(stream::received, from, message, lostBefore));
        }
    }

    private void command(Command command) {
        switch (command.name()) {
            case "onStatus" -> listener.status(this, command.argument(0));
            case "close" -> session.closeAfterFlush(FLUSH_MILLIS);
            default -> called(command);
        }
    }

    /** RFC 7425 section 5.3.4: the periods, brought into this client's own range. */
    private void event(UserControl event) {
        if (event instanceof UserControl.SetKeepaliveTimers timers) {
            session.keepalive(keepalive.within(timers.serverMillis()));
            peers.keepalive(keepalive.within(timers.peerMillis()));
        }
    }

    private void called(Command command) {
        byte[] reply;
        try {
            Object value = listener.called(this, command.name(), command.arguments());
            reply = Command.of("_result", command.transactionId(), null, value).toMessage().encode();
        } catch (Exception e) {
            AmfObject error = new AmfObject().put("level", "error").put("code", "NetConnection.Call.Failed")
                .put("description", String.valueOf(e.getMessage()));
            reply = Command.of("_error", command.transactionId(), null, error).toMessage().encode();
        }
        if (command.transactionId() != 0) {
            control.write(reply);
        }
    }

    private void end(CloseReason reason) {
        boolean wasUp = isUp();
        String why = "the connection is closed: " + reason;
        abandon(why);
        peers.end(why);
        alignment.close();
        List.copyOf(streams.values()).forEach(NetStream::ended);
        streams.clear();
        List.copyOf(groups.values()).forEach(NetGroup::ended);
        if (wasUp) {
            listener.closed(this, reason);
        }
        whenOver.accept(this);
    }
}
