package org.stratocumulus.streams.internal;

import org.stratocumulus.amf.AmfBoolean;
import org.stratocumulus.amf.AmfException;
import org.stratocumulus.amf.AmfLimits;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.amf.rtmp.AggregateMessage;
import org.stratocumulus.amf.rtmp.Command;
import org.stratocumulus.amf.rtmp.FlowMetadata;
import org.stratocumulus.amf.rtmp.MessageType;
import org.stratocumulus.amf.rtmp.RtmpMessage;
import org.stratocumulus.amf.rtmp.UserControl;
import org.stratocumulus.application.spi.ClientConnection;
import org.stratocumulus.application.spi.NetStream;
import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.streams.internal.StreamCounters.Counter;

/** The server's end of one NetStream: understands its commands and gives it its role. Confined to the connection's loop. */
final class ServerStream implements NetStream {
    /** Commands are short: one name, a few numbers, the options of play2. */
    private static final AmfLimits COMMAND_LIMITS = new AmfLimits(8, 256, 64 << 10, 512, 128 << 10);

    private final ClientConnection connection;
    private final LoopStreams loop;
    private final StreamFlows flows;
    private final Reception reception = new Reception();
    private Role role = Role.NONE;
    private boolean closed;

    ServerStream(ClientConnection connection, int streamId, LoopStreams loop) {
        this.connection = connection;
        this.loop = loop;
        this.flows = new StreamFlows(connection, streamId, loop.syncIds());
        loop.streamOpened();
    }

    /**
     * Original queuing order whatever the sender hints: what is relayed goes out in order, and a gap must be known for video to wait for
     * its next key frame. A receiver may choose (RFC 7425 section 5.1.1).
     */
    @Override
    public RecvFlow.Order flowOpened(RecvFlow flow, FlowMetadata.Rtmp metadata) {
        return RecvFlow.Order.QUEUED;
    }

    @Override
    public void message(RecvFlow flow, byte[] rtmpMessage, int lostBefore) {
        if (closed) {
            return;
        }
        int payload = rtmpMessage.length - RtmpMessage.HEADER_LENGTH;
        if (payload < 0 || payload > RtmpMessage.MAX_PAYLOAD) {
            loop.counters().count(Counter.MALFORMED);
            return;
        }
        int type = RtmpMessage.type(rtmpMessage, 0);
        if (Intake.takes(type)) {
            role.message(flow, rtmpMessage, lostBefore);
        } else if (type == MessageType.AGGREGATE) {
            aggregate(flow, rtmpMessage, lostBefore);
        } else if (type == MessageType.USER_CONTROL || MessageType.isCommand(type)) {
            try {
                control(type, rtmpMessage);
            } catch (AmfException e) {
                loop.counters().count(Counter.MALFORMED);
            }
        } else if (!MessageType.isChunkStreamControl(type)) { // those MUST be ignored (RFC 7425 section 5.1)
            loop.counters().count(Counter.IGNORED);
        }
    }

    /** Its messages one by one, as if each had come by itself: what an aggregate keeps together, only its sender knows. */
    private void aggregate(RecvFlow flow, byte[] aggregate, int lostBefore) {
        int lost = lostBefore;
        try {
            for (byte[] message : AggregateMessage.split(aggregate)) {
                if (Intake.takes(RtmpMessage.type(message, 0))) {
                    role.message(flow, message, lost);
                    lost = 0;
                } else {
                    loop.counters().count(Counter.IGNORED);
                }
            }
        } catch (AmfException e) {
            loop.counters().count(Counter.MALFORMED);
        }
    }

    private void control(int type, byte[] message) {
        int length = message.length - RtmpMessage.HEADER_LENGTH;
        if (MessageType.isCommand(type)) {
            command(Command.decode(type, message, RtmpMessage.HEADER_LENGTH, length, COMMAND_LIMITS));
        } else if (UserControl.decode(message, RtmpMessage.HEADER_LENGTH, length) instanceof UserControl.SetBufferLength buffer) {
            reception.bufferMillis(buffer.milliseconds());
            role.bufferChanged();
        }
    }

    private void command(Command command) {
        boolean answered = flows.bufferedBytes() <= 2L * loop.settings().queueBytes(); // else its answers are not read
        switch (command.name()) {
            case "closeStream" -> end();
            case "receiveAudio" -> reception.audio(flag(command));
            case "receiveVideo" -> receiveVideo(flag(command));
            case "publish" -> publish(command, answered);
            case "play" -> play(command, answered);
            case "pause", "pauseRaw" -> pause(flag(command), answered);
            case "seek" -> fail(StatusCode.SEEK_FAILED, "A live stream cannot be sought.", answered);
            case "play2" -> fail(StatusCode.PLAY_FAILED, "Only play is offered.", answered);
            default -> loop.counters().count(Counter.IGNORED); // vendor calls, accepted quietly
        }
    }

    private void publish(Command command, boolean answered) {
        end();
        if (!isStop(command.argument(0)) && answered) {
            String name = command.argument(0).asString();
            if (mayBegin(StatusCode.PUBLISH_BAD_NAME, Counter.PUBLISH_REFUSED, name)) {
                Publishing publishing = new Publishing(connection, flows, loop, name);
                role = publishing;
                publishing.ask();
            }
        }
    }

    private void play(Command command, boolean answered) {
        end();
        if (!isStop(command.argument(0)) && answered) {
            PlayRequest request = PlayRequest.of(command);
            if (mayBegin(StatusCode.PLAY_FAILED, Counter.PLAY_REFUSED, request.name())) {
                reception.paused(false);
                Playing playing = new Playing(connection, flows, loop, request, reception);
                role = playing;
                playing.ask();
            }
        }
    }

    /** publish(false) and play(false) end what there is. */
    private static boolean isStop(AmfValue name) {
        return name.isNullish() || name instanceof AmfBoolean flag && !flag.value();
    }

    private boolean mayBegin(StatusCode refusal, Counter counter, String name) {
        String problem = null;
        if (name.length() > loop.settings().nameLength()) {
            problem = "A stream name has at most " + loop.settings().nameLength() + " characters.";
        } else if (StreamKey.of(true, "", name).name().isEmpty()) {
            problem = "A stream has a name.";
        } else if (!loop.enter(connection)) {
            problem = "This connection has as many streams as it may.";
        }
        if (problem != null) {
            loop.counters().count(counter);
            flows.status(refusal, problem, name.length() > loop.settings().nameLength() ? "" : name);
        }
        return problem == null;
    }

    private void receiveVideo(boolean wanted) {
        boolean was = reception.video();
        reception.video(wanted);
        if (!was && reception.video()) {
            role.videoResumed();
        }
    }

    private void pause(boolean wanted, boolean answered) {
        reception.paused(wanted);
        if (answered || !wanted) {
            role.paused(wanted);
        }
    }

    private void fail(StatusCode code, String description, boolean answered) {
        if (answered) {
            flows.status(code, description, "");
        }
    }

    /** The first argument as a flag; left out, it is true. */
    private static boolean flag(Command command) {
        AmfValue value = command.argument(0);
        return value.isNullish() || value.asBoolean();
    }

    private void end() {
        Role last = role;
        role = Role.NONE;
        last.end();
    }

    @Override
    public void flowClosed(RecvFlow flow) {
        role.flowClosed(flow);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            end();
            flows.close();
            loop.streamClosed();
        }
    }
}
