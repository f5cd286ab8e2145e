package org.stratocumulus.streams.internal;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.amf.rtmp.Command;
import org.stratocumulus.amf.rtmp.DataMessage;
import org.stratocumulus.amf.rtmp.Encoding;
import org.stratocumulus.amf.rtmp.MessageType;
import org.stratocumulus.amf.rtmp.RtmpMessage;
import org.stratocumulus.amf.rtmp.UserControl;
import org.stratocumulus.application.spi.NetStream;
import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.testkit.ManualLoop;
import org.stratocumulus.testkit.RecordedSession;

/** One stream of one fake client: speaks its commands and reads what came back. */
final class TestStream {
    private static final RecordedSession FLOWS = new RecordedSession(new ManualLoop(), null);
    static final RecvFlow COMMANDS = FLOWS.flow(new byte[0], null);
    static final RecvFlow AUDIO = FLOWS.flow(new byte[0], null);
    static final RecvFlow VIDEO = FLOWS.flow(new byte[0], null);

    final FakeConnection client;
    final NetStream stream;
    private final ManualLoop loop;

    TestStream(Streams streams, ManualLoop loop, FakeConnection client, int streamId) {
        this.client = client;
        this.loop = loop;
        NetStream[] made = new NetStream[1];
        loop.in(() -> made[0] = streams.open(client, streamId));
        this.stream = made[0];
    }

    TestStream(Streams streams, ManualLoop loop, String path) {
        this(streams, loop, new FakeConnection(loop, path), 1);
    }

    void command(String name, Object... arguments) {
        raw(COMMANDS, Command.of(name, 0, null, arguments).toMessage().encode(), 0);
    }

    void raw(RecvFlow flow, byte[] message, int lostBefore) {
        loop.in(() -> stream.message(flow, message, lostBefore));
    }

    /** A message with this payload goes out on its kind's own flow. @return the whole message */
    byte[] media(int type, long timestamp, String hex) {
        return media(type, timestamp, hex, 0);
    }

    byte[] media(int type, long timestamp, String hex, int lostBefore) {
        byte[] message = message(type, timestamp, hex);
        raw(type == MessageType.VIDEO ? VIDEO : type == MessageType.AUDIO ? AUDIO : COMMANDS, message, lostBefore);
        return message;
    }

    byte[] video(long timestamp, String hex) {
        return media(MessageType.VIDEO, timestamp, hex);
    }

    byte[] audio(long timestamp, String hex) {
        return media(MessageType.AUDIO, timestamp, hex);
    }

    byte[] data(long timestamp, String handler, Object... values) {
        byte[] message = DataMessage.of(handler, values).toMessage(timestamp).encode();
        raw(COMMANDS, message, 0);
        return message;
    }

    void close() {
        loop.in(stream::close);
    }

    static byte[] message(int type, long timestamp, String hex) {
        return new RtmpMessage(type, timestamp, HexFormat.of().parseHex(hex.replace(" ", ""))).encode();
    }

    /** What has come since this was asked last, in words; barriers are left out. */
    List<String> takeReceived() {
        List<String> words = new ArrayList<>();
        for (byte[] message : client.received()) {
            String word = word(RtmpMessage.decode(message));
            if (!word.startsWith("sync")) {
                words.add(word);
            }
        }
        client.received().clear();
        return words;
    }

    static String word(RtmpMessage message) {
        switch (message.type()) {
            case MessageType.COMMAND_AMF0:
                Command command = Command.decode(message);
                AmfObject info = command.argument(0).asObject();
                return command.name() + " " + info.get("code").asString();
            case MessageType.DATA_AMF0:
                return "data " + DataMessage.decode(message).name();
            case MessageType.USER_CONTROL:
                UserControl control = UserControl.decode(message.payload());
                return control instanceof UserControl.FlowSync sync ? "sync " + sync.count() : ((UserControl.StreamEvent) control).type().name();
            default:
                String kind = message.type() == MessageType.VIDEO ? "video " : message.type() == MessageType.AUDIO ? "audio " : "? ";
                return kind + message.timestamp() + " " + HexFormat.of().formatHex(message.payload());
        }
    }

    static int commandType() {
        return Encoding.AMF0.commandType();
    }
}
