package org.stratocumulus.client;

import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.amf.rtmp.Command;
import org.stratocumulus.amf.rtmp.DataMessage;
import org.stratocumulus.amf.rtmp.FlowMetadata;
import org.stratocumulus.amf.rtmp.MessageType;
import org.stratocumulus.amf.rtmp.RtmpMessage;
import org.stratocumulus.session.Delivery;
import org.stratocumulus.session.SendFlowListener;
import org.stratocumulus.session.SessionState;

/**
 * The client's end of a NetStream (RFC 7425 section 5.3.4): publishes or plays one stream at a time. Public methods may be called from
 * any thread, but calls of several threads have no order among them; listeners and futures complete on the connection's event loop.
 */
public final class NetStream {
    /** Bytes that may wait in one flow of a stream: a message beyond it is dropped, and the listener told. */
    public static final int MAX_BUFFERED_BYTES = 8 << 20;

    private final NetConnection connection;
    private final int id;
    private final NetStreamListener listener;
    private final MediaFlows flows;
    private volatile Delivery audioDelivery = MediaFlows.AUDIO;
    private volatile Delivery videoDelivery = MediaFlows.VIDEO;
    private CompletableFuture<AmfValue> waiting;
    private Predicate<String> isAnswer;
    private boolean over;

    NetStream(NetConnection connection, int id, FlowMetadata metadata, NetStreamListener listener) {
        this.connection = connection;
        this.id = id;
        this.listener = listener;
        flows = new MediaFlows(priority -> connection.openFlow(metadata, priority, SendFlowListener.NONE),
            message -> listener.dropped(this, message));
    }

    /** The stream's id in its connection, from 1. */
    public int id() {
        return id;
    }

    public NetConnection connection() {
        return connection;
    }

    /** How audio and video written from now on are delivered; at first each message has about two seconds. */
    public void mediaDelivery(Delivery forAudio, Delivery forVideo) {
        audioDelivery = forAudio;
        videoDelivery = forVideo;
    }

    /**
     * Publishes live.
     *
     * @return completes with the information object of NetStream.Publish.Start; exceptionally with {@link StatusException}, or
     *     {@link IllegalStateException} when the stream or connection ends, or another answer is waited for
     */
    public CompletableFuture<AmfValue> publish(String name) {
        return ask(code -> code.startsWith("NetStream.Publish."), "publish", name, "live");
    }

    /**
     * Plays a stream, published already or not.
     *
     * @param more what follows the name, such as the start
     * @return completes with the information object of NetStream.Play.Start; exceptionally as for {@link #publish}
     */
    public CompletableFuture<AmfValue> play(String name, Object... more) {
        Object[] arguments = new Object[more.length + 1];
        arguments[0] = name;
        System.arraycopy(more, 0, arguments, 1, more.length);
        return ask(code -> code.equals("NetStream.Play.Start"), "play", arguments);
    }

    /** Any other stream command, such as receiveVideo, pause or closeStream; there is no answer but an onStatus. */
    public void command(String name, Object... arguments) {
        byte[] message = Command.of(name, 0, null, arguments).toMessage().encode();
        onLoop(() -> flows.command(message));
    }

    /** Sends one audio message. The bytes are copied. @param timestamp milliseconds, 32 bits */
    public void audio(long timestamp, byte[] body) {
        byte[] message = new RtmpMessage(MessageType.AUDIO, timestamp, body).encode();
        onLoop(() -> writeAudio(message));
    }

    /** Sends one video message. The bytes are copied. @param timestamp milliseconds, 32 bits */
    public void video(long timestamp, byte[] body) {
        byte[] message = new RtmpMessage(MessageType.VIDEO, timestamp, body).encode();
        onLoop(() -> writeVideo(message));
    }

    /** Sends a data message, such as {@code @setDataFrame}, "onMetaData", … @param values anything {@link AmfValue#of} takes */
    public void data(long timestamp, String name, Object... values) {
        byte[] message = DataMessage.of(name, values).toMessage(timestamp).encode();
        onLoop(() -> writeData(message));
    }

    /** Writes a whole audio message, not copied; on the event loop. */
    public void writeAudio(byte[] message) {
        if (isOpen()) {
            flows.audio(message, audioDelivery);
        }
    }

    /** Writes a whole video message, not copied; on the event loop. */
    public void writeVideo(byte[] message) {
        if (isOpen()) {
            flows.video(message, videoDelivery);
        }
    }

    /** Writes a whole data message, not copied; on the event loop. */
    public void writeData(byte[] message) {
        if (isOpen()) {
            flows.data(message);
        }
    }

    /** Stops publishing or playing; the stream can be used again. */
    public void closeStream() {
        command("closeStream");
    }

    /** Deletes the stream. */
    public void delete() {
        onLoop(() -> {
            connection.forget(this);
            ended();
        });
    }

    /** A message of the server on one of this stream's flows. */
    void received(byte[] message, int lostBefore) {
        if (over) {
            return;
        }
        int type = RtmpMessage.type(message, 0);
        if (MessageType.isCommand(type)) {
            received(type, message);
        } else {
            listener.message(this, message, lostBefore);
        }
    }

    void ended() {
        if (over) {
            return;
        }
        over = true;
        if (waiting != null) {
            waiting.completeExceptionally(new IllegalStateException("the stream is closed"));
        }
        flows.close();
        listener.closed(this);
    }

    private CompletableFuture<AmfValue> ask(Predicate<String> answers, String name, Object... arguments) {
        byte[] message = Command.of(name, 0, null, arguments).toMessage().encode();
        CompletableFuture<AmfValue> answer = connection.promise();
        connection.session().loop().execute(() -> {
            if (!isOpen()) {
                answer.completeExceptionally(new IllegalStateException(name + ": the stream is closed"));
            } else if (waiting != null && !waiting.isDone()) {
                answer.completeExceptionally(new IllegalStateException(name + ": the stream waits for another answer"));
            } else {
                waiting = answer;
                isAnswer = answers;
                request(name, message);
            }
        });
        return answer;
    }

    private void request(String name, byte[] message) {
        try {
            if (!flows.command(message)) {
                waiting.completeExceptionally(new IllegalStateException(name + ": the server takes no commands"));
            }
        } catch (IllegalStateException e) { // no flow can be opened
            waiting.completeExceptionally(e);
        }
    }

    private void received(int type, byte[] message) {
        AmfValue info = Statuses.ofStream(type, message);
        if (info == null) {
            return;
        }
        if (waiting != null && (Statuses.isError(info) || isAnswer.test(Statuses.text(info, "code")))) {
            CompletableFuture<AmfValue> answer = waiting;
            waiting = null;
            if (Statuses.isError(info)) {
                answer.completeExceptionally(new StatusException("refused", info));
            } else {
                answer.complete(info);
            }
        }
        listener.status(this, info);
    }

    private void onLoop(Runnable task) {
        connection.session().loop().execute(() -> {
            if (isOpen()) {
                task.run();
            }
        });
    }

    private boolean isOpen() {
        return !over && connection.session().state() == SessionState.OPEN;
    }
}
