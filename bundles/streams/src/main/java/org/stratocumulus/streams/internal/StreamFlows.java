package org.stratocumulus.streams.internal;

import java.util.Map;
import java.util.function.IntSupplier;
import org.stratocumulus.amf.rtmp.UserControl;
import org.stratocumulus.amf.rtmp.UserControl.StreamEventType;
import org.stratocumulus.application.spi.ClientConnection;
import org.stratocumulus.session.Priority;

/**
 * The flows of one stream to its client: one for commands and data, one for audio, one for video, so that neither waits for the other's
 * repeats. Where RTMP's meaning needs their order, Flow Synchronization aligns them (RFC 7425 section 5.2): media begins after
 * NetStream.Play.Reset and the metadata, and the stream's end comes after the last frame. Confined to the connection's loop.
 */
final class StreamFlows {
    private final int streamId;
    private final IntSupplier syncIds;
    private final MediaFlow main;
    private final MediaFlow audio;
    private final MediaFlow video;

    /** @param syncIds numbers for barriers, never the same twice in a connection */
    StreamFlows(ClientConnection connection, int streamId, IntSupplier syncIds) {
        this.streamId = streamId;
        this.syncIds = syncIds;
        this.main = new MediaFlow(connection, streamId, Priority.ROUTINE, flow -> { });
        this.audio = new MediaFlow(connection, streamId, Priority.AUDIO, this::alignWithMain);
        this.video = new MediaFlow(connection, streamId, Priority.VIDEO, this::alignWithMain);
    }

    /** Commands and data. */
    MediaFlow main() {
        return main;
    }

    MediaFlow audio() {
        return audio;
    }

    MediaFlow video() {
        return video;
    }

    void status(StatusCode code, String description, String details) {
        main.write(code.message(description, details));
    }

    /** @param ex what else the refusal says, for the information object's {@code ex} */
    void refusal(StatusCode code, String description, String details, Map<String, Object> ex) {
        main.write(code.message(description, details, ex));
    }

    void event(StreamEventType type) {
        main.write(new UserControl.StreamEvent(type, streamId).toMessage().encode());
    }

    /** Bytes that wait for this client. */
    long bufferedBytes() {
        return main.bufferedBytes() + audio.bufferedBytes() + video.bufferedBytes();
    }

    /** What is written to the main flow from now on comes after the media written so far. */
    void align() {
        int count = (audio.isOpen() ? 1 : 0) + (video.isOpen() ? 1 : 0);
        if (count > 0 && main.isOpen()) {
            byte[] sync = sync(count + 1);
            main.write(sync);
            if (audio.isOpen()) {
                audio.write(sync);
            }
            if (video.isOpen()) {
                video.write(sync);
            }
        }
    }

    /** Ends the media flows. Their barriers still arrive, for a half-delivered barrier would hold the main flow forever. */
    void closeMedia() {
        audio.close();
        video.close();
    }

    /** Ends all behind what must arrive. */
    void close() {
        closeMedia();
        main.close();
    }

    /** Gives up everything queued; the next message opens new flows. */
    void abort() {
        audio.abort();
        video.abort();
        main.abort();
    }

    /** A media flow begins: its first message is held until what was written to the main flow has arrived. */
    private void alignWithMain(MediaFlow flow) {
        if (main.isOpen()) {
            byte[] sync = sync(2);
            main.write(sync);
            flow.write(sync);
        }
    }

    private byte[] sync(int count) {
        return new UserControl.FlowSync(Integer.toUnsignedLong(syncIds.getAsInt()), count).toMessage().encode();
    }
}
