package org.stratocumulus.streams.internal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.amf.rtmp.Command;
import org.stratocumulus.amf.rtmp.FlowMetadata;
import org.stratocumulus.amf.rtmp.FlowSynchronizer;
import org.stratocumulus.amf.rtmp.MessageType;
import org.stratocumulus.amf.rtmp.RtmpMessage;
import org.stratocumulus.amf.rtmp.UserControl;
import org.stratocumulus.crypto.CryptographyProfile;
import org.stratocumulus.session.CloseReason;
import org.stratocumulus.session.Delivery;
import org.stratocumulus.session.EndpointOptions;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.session.SendFlow;
import org.stratocumulus.session.SendFlowListener;
import org.stratocumulus.session.Session;
import org.stratocumulus.session.SessionListener;
import org.stratocumulus.session.WriteReceipt;
import org.stratocumulus.testkit.PlainProfile;
import org.stratocumulus.testkit.SeededRandom;
import org.stratocumulus.testkit.SessionPair;
import org.stratocumulus.testkit.SimulatedEnd;
import org.stratocumulus.testkit.SimulatedNetwork;

/** A client with one stream over a real session, as an RFC client would be: a flow for each kind of message, and barriers obeyed. */
final class WireClient implements SessionListener {
    final SimulatedEnd end;
    final List<byte[]> received = new ArrayList<>();
    private final FlowSynchronizer<byte[]> aligned = new FlowSynchronizer<>(FlowSynchronizer.Limits.DEFAULT, received::add);
    private final Map<Priority, SendFlow> flows = new EnumMap<>(Priority.class);
    private final Session session;
    private final SendFlow control;
    private RecvFlow returnControl;
    private int streamId;

    /** @param number last byte of its address, unique in the network */
    WireClient(SessionPair pair, int number, long seed) {
        CryptographyProfile profile = new PlainProfile("client " + number, SeededRandom.of(seed));
        end = new SimulatedEnd(pair.network().host(SimulatedNetwork.address(number, 50_000), 1), profile, EndpointOptions.defaults(),
            pair.time().executor(2), seed + 1);
        var opening = end.endpoint().connect(pair.discriminator(), List.of(pair.server().host().address()), this);
        pair.runUntil("client " + number + " is connected", SessionPair.OPEN_LIMIT_MILLIS, opening::isDone);
        session = opening.join();
        control = session.openFlow(FlowMetadata.CONTROL.encode(), null, Priority.ROUTINE, SendFlowListener.NONE);
        call("connect", 1, new AmfObject().put("app", "live").put("tcUrl", "rtmfp://server/live").put("objectEncoding", 3));
        pair.runUntil("connect is answered", 60_000, () -> returnControl != null);
        call("createStream", 2, null);
        pair.runUntil("createStream is answered", 60_000, () -> streamId > 0);
    }

    private void call(String name, int transactionId, Object object) {
        run(() -> control.write(Command.of(name, transactionId, object).toMessage().encode(), Delivery.RELIABLE));
    }

    @Override
    public void flowOpened(Session of, RecvFlow flow) {
        boolean control = ((FlowMetadata.Rtmp) FlowMetadata.decode(flow.metadata())).streamId() == 0;
        flow.accept(RecvFlow.Order.QUEUED, (from, message, lostBefore) -> {
            if (control) {
                answered(from, RtmpMessage.decode(message));
            } else if (message[0] == MessageType.USER_CONTROL && UserControl.decode(message, 5, message.length - 5)
                    instanceof UserControl.FlowSync sync) {
                aligned.sync(from.id(), sync);
            } else {
                aligned.message(from.id(), message, message.length);
            }
        });
    }

    private void answered(RecvFlow flow, RtmpMessage message) {
        if (MessageType.isCommand(message.type())) {
            Command answer = Command.decode(message);
            if (!answer.name().equals("_result")) {
                throw new AssertionError(answer);
            } else if (answer.transactionId() == 1) {
                returnControl = flow;
            } else {
                streamId = answer.argument(0).asInt();
            }
        }
    }

    @Override
    public void closed(Session of, CloseReason reason) {
    }

    void run(Runnable task) {
        session.loop().execute(task);
    }

    void command(String name, Object... arguments) {
        byte[] message = Command.of(name, 0, null, arguments).toMessage().encode();
        run(() -> write(message));
    }

    /** Sends a message reliably on its kind's flow. @return the message */
    byte[] send(int type, long timestamp, String hex) {
        byte[] message = TestStream.message(type, timestamp, hex);
        run(() -> write(message));
        return message;
    }

    /** Begins a message and gives it up at once. */
    void lose(int type, long timestamp, String hex) {
        byte[] message = TestStream.message(type, timestamp, hex);
        run(() -> write(message).abandon());
    }

    private WriteReceipt write(byte[] message) {
        Priority priority = message[0] == MessageType.VIDEO ? Priority.VIDEO : message[0] == MessageType.AUDIO ? Priority.AUDIO
            : Priority.ROUTINE;
        return flows.computeIfAbsent(priority, p -> session.openFlow(FlowMetadata.stream(streamId).encode(), returnControl, p,
            SendFlowListener.NONE))
            .write(message, Delivery.RELIABLE);
    }

    void close() {
        run(session::close);
    }

    /** What came, in words. */
    List<String> words() {
        return received.stream().map(message -> TestStream.word(RtmpMessage.decode(message))).toList();
    }

    List<String> hex() {
        return received.stream().map(HexFormat.of()::formatHex).toList();
    }

    boolean has(String word) {
        return words().contains(word);
    }
}
