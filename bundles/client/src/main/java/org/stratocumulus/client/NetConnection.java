package org.stratocumulus.client;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.stratocumulus.amf.AmfException;
import org.stratocumulus.amf.AmfLimits;
import org.stratocumulus.amf.AmfNull;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.amf.rtmp.Command;
import org.stratocumulus.amf.rtmp.FlowMetadata;
import org.stratocumulus.amf.rtmp.MessageType;
import org.stratocumulus.amf.rtmp.RtmpMessage;
import org.stratocumulus.session.CloseReason;
import org.stratocumulus.session.Delivery;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.session.SendFlowListener;
import org.stratocumulus.session.Session;
import org.stratocumulus.session.SessionListener;

/**
 * The client's end of a NetConnection (RFC 7425 section 5.3). Public methods may be called from any thread; listeners and the
 * completion of futures happen on the session's event loop.
 */
public final class NetConnection {
    /** Calls that may wait for their answers. */
    public static final int MAX_PENDING_CALLS = 1024;

    private final RtmfpUri uri;
    private final NetConnectionListener listener;
    private final Map<Integer, CompletableFuture<AmfValue>> pending = new HashMap<>();
    private final Map<Integer, NetStream> streams = new HashMap<>();
    private final CompletableFuture<NetConnection> connected = new CompletableFuture<>();
    private final AmfValue connectObject;
    private final Object[] connectArguments;
    private volatile Session session;
    private volatile AmfValue connectInfo = AmfNull.INSTANCE;
    private SendFlow control;
    private RecvFlow serverControl;
    private int transactions;

    NetConnection(RtmfpUri uri, AmfObject extra, NetConnectionListener listener, Object... arguments) {
        this.uri = uri;
        this.listener = listener;
        this.connectObject = connectObject(uri, extra);
        this.connectArguments = arguments.clone();
    }

    /** The URI that was connected to. */
    public RtmfpUri uri() {
        return uri;
    }

    /** The session that carries the connection: its figures, its far end; to be used on its loop. */
    public Session session() {
        return session;
    }

    /** The information object of NetConnection.Connect.Success. */
    public AmfValue connectInfo() {
        return connectInfo;
    }

    /**
     * Calls a method of the server.
     *
     * @param arguments anything {@link AmfValue#of} takes
     * @return completes with the result; exceptionally with {@link StatusException}, or {@link IllegalStateException} when the
     *     connection ends or {@link #MAX_PENDING_CALLS} are waiting
     */
    public CompletableFuture<AmfValue> call(String method, Object... arguments) {
        CompletableFuture<AmfValue> answer = new CompletableFuture<>();
        session.loop().execute(() -> request(method, AmfNull.INSTANCE, arguments, answer));
        return answer;
    }

    /** Calls a method and expects no answer. */
    public void send(String method, Object... arguments) {
        session.loop().execute(() -> write(Command.of(method, 0, null, arguments)));
    }

    /** Creates a stream (RFC 7425 section 5.3.4). */
    public CompletableFuture<NetStream> createStream(NetStreamListener streamListener) {
        CompletableFuture<NetStream> created = new CompletableFuture<>();
        call("createStream").whenComplete((id, failure) -> {
            if (failure != null) {
                created.completeExceptionally(failure);
                return;
            }
            try {
                NetStream stream = new NetStream(this, id.asInt(), streamListener);
                streams.put(stream.id(), stream);
                created.complete(stream);
            } catch (AmfException | IllegalArgumentException e) {
                created.completeExceptionally(e);
            }
        });
        return created;
    }

    /** Closes the connection and its session in order. */
    public void close() {
        session.loop().execute(session::close);
    }

    CompletableFuture<NetConnection> connected() {
        return connected;
    }

    /** What the session tells of itself; also what makes the connect command leave. */
    SessionListener sessionListener() {
        return new SessionListener() {
            @Override
            public void opened(Session opened) {
                session = opened;
                control = opened.openFlow(FlowMetadata.CONTROL.encode(), null, Priority.ROUTINE, closeSessionWithFlow());
                CompletableFuture<AmfValue> answer = new CompletableFuture<>();
                answer.whenComplete(NetConnection.this::connectAnswered);
                request("connect", connectObject, connectArguments, answer);
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

    /** A flow for a stream, return-associated with the server's control flow as other clients do. On the loop. */
    SendFlow openFlow(FlowMetadata metadata, Priority priority) {
        return session.openFlow(metadata.encode(), serverControl, priority, SendFlowListener.NONE);
    }

    void write(Command command) {
        if (control != null) {
            control.write(command.toMessage().encode(), Delivery.RELIABLE);
        }
    }

    void forget(NetStream stream) {
        streams.remove(stream.id(), stream);
    }

    private void request(String method, AmfValue object, Object[] arguments, CompletableFuture<AmfValue> answer) {
        if (control == null || !control.isOpen() || pending.size() >= MAX_PENDING_CALLS) {
            answer.completeExceptionally(new IllegalStateException(method + ": " + (pending.size() >= MAX_PENDING_CALLS
                ? MAX_PENDING_CALLS + " calls are waiting" : "not connected")));
            return;
        }
        int transaction = ++transactions;
        pending.put(transaction, answer);
        write(Command.of(method, transaction, object, arguments));
    }

    private void connectAnswered(AmfValue info, Throwable failure) {
        if (failure == null) {
            connectInfo = info;
            connected.complete(this);
        } else {
            connected.completeExceptionally(failure);
            session.closeAfterFlush(1000);
        }
    }

    private void accept(RecvFlow flow) {
        if (!(FlowMetadata.decode(flow.metadata()) instanceof FlowMetadata.Rtmp rtmp)) {
            return;
        }
        if (rtmp.streamId() == 0) {
            serverControl = serverControl == null ? flow : serverControl;
            flow.accept(RecvFlow.Order.QUEUED, (f, message, lost) -> controlMessage(message));
        } else if (streams.containsKey(rtmp.streamId())) {
            NetStream stream = streams.get(rtmp.streamId());
            flow.accept(rtmp.networkOrder() ? RecvFlow.Order.ARRIVAL : RecvFlow.Order.QUEUED, (f, message, lost) -> stream.received(message, lost));
        }
    }

    private void controlMessage(byte[] message) {
        if (message.length < RtmpMessage.HEADER_LENGTH || !MessageType.isCommand(RtmpMessage.type(message, 0))) {
            return;
        }
        try {
            command(Command.decode(RtmpMessage.type(message, 0), message, RtmpMessage.HEADER_LENGTH,
                message.length - RtmpMessage.HEADER_LENGTH, AmfLimits.DEFAULT));
        } catch (AmfException e) {
            // a malformed message is as good as none
            return;
        }
    }

    private void command(Command command) {
        switch (command.name()) {
            case "_result", "_error" -> answered(command);
            case "onStatus" -> listener.status(this, command.argument(0));
            case "close" -> session.closeAfterFlush(1000);
            default -> called(command);
        }
    }

    private void answered(Command command) {
        CompletableFuture<AmfValue> answer = pending.remove((int) command.transactionId());
        if (answer == null) {
            return;
        }
        AmfValue value = command.argument(0);
        if (command.name().equals("_result") && !Statuses.isError(value)) {
            answer.complete(value);
        } else {
            answer.completeExceptionally(new StatusException("refused", value));
        }
    }

    private void called(Command command) {
        String reply = "_result";
        Object value;
        try {
            value = listener.called(this, command.name(), command.arguments());
        } catch (Exception e) {
            reply = "_error";
            value = new AmfObject().put("level", "error").put("code", "NetConnection.Call.Failed").put("description", String.valueOf(e.getMessage()));
        }
        if (command.transactionId() != 0) {
            write(Command.of(reply, command.transactionId(), null, value));
        }
    }

    private void end(CloseReason reason) {
        boolean wasUp = connected.isDone() && !connected.isCompletedExceptionally();
        IllegalStateException closed = new IllegalStateException("the connection is closed: " + reason);
        connected.completeExceptionally(closed);
        List.copyOf(pending.values()).forEach(answer -> answer.completeExceptionally(closed));
        pending.clear();
        List.copyOf(streams.values()).forEach(NetStream::ended);
        streams.clear();
        control = null;
        if (wasUp) {
            listener.closed(this, reason);
        }
    }

    private SendFlowListener closeSessionWithFlow() {
        return new SendFlowListener() {
            @Override
            public void exception(SendFlow flow, long code) {
                // RFC 7425 section 5.3.1: without its control flow the connection is over
                flow.session().close();
            }
        };
    }

    private static AmfObject connectObject(RtmfpUri uri, AmfObject extra) {
        AmfObject object = new AmfObject().put("app", uri.app()).put("tcUrl", uri.tcUrl()).put("flashVer", "STRATOCUMULUS 0,1,0,0")
            .put("fpad", false).put("capabilities", 235.0).put("audioCodecs", 3575.0).put("videoCodecs", 252.0)
            .put("videoFunction", 1.0).put("objectEncoding", 0.0);
        extra.properties().forEach(object::put);
        return object;
    }
}
