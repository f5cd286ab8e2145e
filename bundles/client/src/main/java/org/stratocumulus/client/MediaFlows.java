package org.stratocumulus.client;

import java.util.function.Consumer;
import java.util.function.Function;
import org.stratocumulus.session.Delivery;
import org.stratocumulus.session.Priority;
import org.stratocumulus.session.SendFlow;

/**
 * The flows by which this end sends one stream: commands, audio, video and data, each opened with its first message. A flow that the far
 * end has rejected is not replaced (RFC 7425 section 5.3.5.3). On the loop.
 */
final class MediaFlows {
    /** At first each audio message has so much time, video a little less. */
    static final Delivery AUDIO = Delivery.within(2200, 2300);
    static final Delivery VIDEO = Delivery.within(2000, 2100);

    private final Function<Priority, SendFlow> opener;
    private final Consumer<byte[]> dropped;
    private SendFlow commands;
    private SendFlow audio;
    private SendFlow video;
    private SendFlow data;

    /**
     * @param opener opens a flow of the stream; throws IllegalStateException when the session opens none any more
     * @param dropped hears of messages beyond {@link NetStream#MAX_BUFFERED_BYTES}
     */
    MediaFlows(Function<Priority, SendFlow> opener, Consumer<byte[]> dropped) {
        this.opener = opener;
        this.dropped = dropped;
    }

    /** @return false when it was dropped */
    boolean command(byte[] message) {
        commands = commands == null ? opener.apply(Priority.ROUTINE) : commands;
        return write(commands, message, Delivery.RELIABLE);
    }

    void audio(byte[] message, Delivery delivery) {
        audio = audio == null ? opener.apply(Priority.AUDIO) : audio;
        write(audio, message, delivery);
    }

    void video(byte[] message, Delivery delivery) {
        video = video == null ? opener.apply(Priority.VIDEO) : video;
        write(video, message, delivery);
    }

    void data(byte[] message) {
        data = data == null ? opener.apply(Priority.DATA) : data;
        write(data, message, Delivery.RELIABLE);
    }

    /** Closes them after what was written. */
    void close() {
        closeMedia();
        closeCommands();
    }

    /** Closes audio, video and data after what was written. */
    void closeMedia() {
        close(audio);
        close(video);
        close(data);
    }

    /** Closes the flow of commands after what was written. */
    void closeCommands() {
        close(commands);
    }

    private static void close(SendFlow flow) {
        if (flow != null) {
            flow.close();
        }
    }

    private boolean write(SendFlow flow, byte[] message, Delivery delivery) {
        if (flow.bufferedBytes() + message.length > NetStream.MAX_BUFFERED_BYTES) {
            dropped.accept(message);
            return false;
        }
        flow.write(message, delivery);
        return true;
    }
}
