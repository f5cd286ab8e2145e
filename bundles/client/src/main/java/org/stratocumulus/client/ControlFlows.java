package org.stratocumulus.client;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.stratocumulus.amf.AmfException;
import org.stratocumulus.amf.AmfLimits;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.amf.rtmp.Command;
import org.stratocumulus.amf.rtmp.FlowMetadata;
import org.stratocumulus.amf.rtmp.MessageType;
import org.stratocumulus.amf.rtmp.RtmpMessage;
import org.stratocumulus.amf.rtmp.UserControl;
import org.stratocumulus.session.Delivery;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.session.RecvFlowListener;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.session.SendFlowListener;
import org.stratocumulus.session.Session;

/**
 * The control flows of one NetConnection, in both directions (RFC 7425 sections 5.3.1 and 5.3.2), and the transactions on them. On the
 * session's loop but for {@link #call} and {@link #send}.
 */
final class ControlFlows {
    private static final long FLUSH_MILLIS = 1000;

    private final Session session;
    private final Promises promises;
    private final FlowAlignment alignment;
    private final Consumer<Command> commands;
    private final Consumer<UserControl> events;
    private final AtomicInteger transactions = new AtomicInteger(ConnectCommand.TRANSACTION);
    private final Map<Integer, CompletableFuture<AmfValue>> pending = new HashMap<>();
    private final SendFlow control;
    private RecvFlow serverControl;

    /**
     * Opens the client's control flow.
     *
     * @param alignment of all flows of the server
     * @param commands hears the server's commands but for answers
     * @param events hears the server's user control events
     * @throws IllegalStateException when the session opens no flow any more
     */
    ControlFlows(Session session, Promises promises, FlowAlignment alignment, Consumer<Command> commands, Consumer<UserControl> events) {
        this.session = session;
        this.promises = promises;
        this.alignment = alignment;
        this.commands = commands;
        this.events = events;
        control = session.openFlow(FlowMetadata.CONTROL.encode(), null, Priority.ROUTINE, new ControlFlowListener());
    }

    /** The server's canonical control flow; null before it came. */
    RecvFlow serverControl() {
        return serverControl;
    }

    /** Sends the connect command. */
    void connect(byte[] command, CompletableFuture<AmfValue> answer) {
        request(ConnectCommand.TRANSACTION, command, answer);
    }

    /** Calls a method. Any thread. @throws AmfException when there is no AMF for an argument */
    void call(CompletableFuture<AmfValue> answer, String method, Object... arguments) {
        int transaction = transactions.incrementAndGet();
        byte[] message;
        try {
            message = Command.of(method, transaction, null, arguments).toMessage().encode();
        } catch (AmfException e) {
            answer.completeExceptionally(e);
            throw e;
        }
        session.loop().execute(() -> request(transaction, message, answer));
    }

    /** Sends a command that gets no answer. Any thread. @throws AmfException when there is no AMF for an argument */
    void send(String method, Object... arguments) {
        send(Command.of(method, 0, null, arguments));
    }

    /** Sends a command as it is. Any thread. */
    void send(Command command) {
        byte[] message = command.toMessage().encode();
        session.loop().execute(() -> write(message));
    }

    /** Takes a receiving flow for stream id 0. */
    void accept(RecvFlow flow) {
        // RFC 7425 5.3.2: the first that answers the client's control flow is the canonical one
        if (serverControl == null && flow.association() == control) {
            serverControl = flow;
        }
        flow.accept(RecvFlow.Order.QUEUED, new ServerControlListener());
    }

    void write(byte[] message) {
        if (control.bufferedBytes() > NetConnection.MAX_CONTROL_BYTES) {
            session.abort();
        } else {
            control.write(message, Delivery.RELIABLE);
        }
    }

    private void request(int transaction, byte[] message, CompletableFuture<AmfValue> answer) {
        if (!answer.isDone()) {
            pending.put(transaction, answer);
            answer.whenComplete((value, failure) -> forget(transaction));
            write(message);
        }
    }

    /** An answer came, or the caller has cancelled: then this is the caller's thread. */
    private void forget(int transaction) {
        if (session.loop().inLoop()) {
            pending.remove(transaction);
        } else {
            session.loop().execute(() -> pending.remove(transaction));
        }
    }

    private void message(byte[] message, int lostBefore) {
        int type = RtmpMessage.type(message, 0);
        try {
            if (type == MessageType.USER_CONTROL) {
                events.accept(UserControl.decode(message, RtmpMessage.HEADER_LENGTH, message.length - RtmpMessage.HEADER_LENGTH));
            } else if (MessageType.isCommand(type)) {
                command(type, message);
            }
        } catch (AmfException e) {
            // a malformed message is as good as none
        }
    }

    private void command(int type, byte[] message) {
        Command command = Command.decode(type, message, RtmpMessage.HEADER_LENGTH, message.length - RtmpMessage.HEADER_LENGTH,
            AmfLimits.DEFAULT);
        if (command.name().equals("_result") || command.name().equals("_error")) {
            answered(command);
        } else {
            commands.accept(command);
        }
    }

    private void answered(Command command) {
        int transaction = (int) command.transactionId();
        CompletableFuture<AmfValue> answer = transaction == command.transactionId() ? pending.remove(transaction) : null;
        if (answer == null) {
            return;
        }
        if (command.name().equals("_result")) {
            answer.complete(command.argument(0));
        } else {
            answer.completeExceptionally(new StatusException("refused", command.argument(0)));
        }
    }

    /** The client's flow: an exception is the far end's closing of the connection (RFC 7425 section 5.3). */
    private static final class ControlFlowListener implements SendFlowListener {
        @Override
        public void exception(SendFlow flow, long code) {
            flow.session().close();
        }
    }

    /** The server's flows: the end of the canonical one is the end of the connection (RFC 7425 section 5.3.6). */
    private final class ServerControlListener implements RecvFlowListener {
        @Override
        public void message(RecvFlow flow, byte[] data, int lostBefore) {
            alignment.arrived(ControlFlows.this::message, flow, data, lostBefore);
        }

        @Override
        public void closed(RecvFlow flow) {
            if (flow == serverControl) {
                session.closeAfterFlush(FLUSH_MILLIS);
            }
        }
    }
}
