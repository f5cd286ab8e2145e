package org.stratocumulus.streams.internal;

import java.util.Map;
import org.stratocumulus.amf.rtmp.UserControl.StreamEventType;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.status.StreamStatus.SubscriptionInfo;
import org.stratocumulus.session.Delivery;
import org.stratocumulus.streams.internal.StreamCounters.Counter;

/**
 * One client's view of one stream: what of it goes to the client, and how hard it is tried. When the client is slow, video goes first and
 * until the next key frame, then audio, then data; never headers. Confined to the client's loop.
 */
final class Subscription {
    /** A frame that was begun in time may take this much longer to arrive whole. */
    static final long FINISH_MILLIS = 1000;

    private final PeerId client;
    private final StreamFlows flows;
    private final PlayRequest request;
    private final Reception reception;
    private final StreamSettings settings;
    private final QueueRoom room;
    private final LoopStreams loop;
    private final Runnable overflow;
    private final KeyFrameGate gate = new KeyFrameGate();
    private final QualityMeter audioMeter = new QualityMeter();
    private final QualityMeter videoMeter = new QualityMeter();
    private StreamHeaders headers = StreamHeaders.NONE;
    private StreamHeaders given = StreamHeaders.NONE;
    private Delivery audioDelivery;
    private Delivery videoDelivery;
    private boolean awaitsPublish;
    private boolean sawEnd;
    private long timestamp;

    /** @param overflow ends this subscription, called when it leaves even headers unread */
    Subscription(PeerId client, StreamFlows flows, PlayRequest request, Reception reception, LoopStreams loop, Runnable overflow) {
        this.client = client;
        this.flows = flows;
        this.request = request;
        this.reception = reception;
        this.loop = loop;
        this.settings = loop.settings();
        this.room = new QueueRoom(settings.queueBytes());
        this.overflow = overflow;
        setDeadlines();
    }

    /** Nobody publishes yet, or no more: the client will be told when somebody does. */
    void awaitPublish() {
        awaitsPublish = true;
    }

    /** The publication's frames follow. */
    void begin(StreamHeaders current) {
        headers = current;
        given = StreamHeaders.NONE;
        gate.close();
        if (awaitsPublish) {
            awaitsPublish = false;
            if (sawEnd) {
                flows.event(StreamEventType.BEGIN);
            }
            flows.status(StatusCode.PLAY_PUBLISH_NOTIFY, request.name() + " is now published.", request.name());
        }
        giveDataFrames();
        flows.align(); // media flows still open from the former publication: its successor's frames come after this
    }

    /** The publication is over; the client is told after the last frame (RFC 7425 section 5.2). */
    void unpublished() {
        awaitsPublish = true;
        sawEnd = true;
        headers = StreamHeaders.NONE;
        timestamp = 0;
        flows.align();
        flows.event(StreamEventType.EOF);
        flows.status(StatusCode.PLAY_UNPUBLISH_NOTIFY, request.name() + " is now unpublished.", request.name());
    }

    /** Whether the client was told of the stream's end and of no new beginning. */
    boolean hasSeenEnd() {
        return sawEnd && awaitsPublish;
    }

    void frame(Frame frame) {
        headers = frame.headers();
        if (reception.paused()) {
            return; // what was missed of the headers is given when it goes on
        }
        if (frame.kind().isVideo()) {
            video(frame);
        } else if (frame.kind().isAudio()) {
            audio(frame);
        } else {
            data(frame);
        }
    }

    /** Video goes on, after it had been off: from the next key frame. */
    void videoResumed() {
        gate.close();
    }

    /** The client goes on after a pause. */
    void resumed() {
        gate.close();
        giveDataFrames();
    }

    private void data(Frame frame) {
        if (frame.kind() == FrameKind.METADATA) {
            giveDataFrames();
        } else if (!room.admits(frame.kind(), flows.bufferedBytes(), frame.length())) {
            loop.counters().count(Counter.DROPPED_DATA);
        } else if (flows.main().write(frame.message())) {
            loop.counters().count(Counter.FRAMES_OUT);
        }
    }

    private void audio(Frame frame) {
        timestamp = frame.timestamp();
        if (!reception.audio()) {
            return;
        }
        Backlog backlog = flows.audio().backlog();
        backlog.settle();
        audioMeter.lost(loop.now(), backlog.takeAbandoned());
        if (frame.kind() == FrameKind.AUDIO_HEADER || frame.headers().audio() != given.audio()) {
            given = given.withAudio(frame.headers().audio());
            if (!vital(flows.audio(), frame.kind() == FrameKind.AUDIO_HEADER ? frame.message()
                    : StreamHeaders.stamped(given.audio(), timestamp))) {
                return;
            }
        }
        if (frame.kind() == FrameKind.AUDIO) {
            if (backlog.isFull() || !room.admits(FrameKind.AUDIO, flows.bufferedBytes(), frame.length())) {
                drop(audioMeter, Counter.DROPPED_AUDIO);
            } else {
                send(flows.audio(), audioMeter, frame, audioDelivery, true);
            }
        }
    }

    private void video(Frame frame) {
        timestamp = frame.timestamp();
        if (!reception.video()) {
            return;
        }
        Backlog backlog = flows.video().backlog();
        if (!backlog.settle() && !request.unreliable()) {
            gate.close(); // a frame came to nothing: those that need it are of no use
        }
        videoMeter.lost(loop.now(), backlog.takeAbandoned());
        if (frame.kind() == FrameKind.VIDEO_HEADER) {
            given = given.withVideo(frame.message());
            vital(flows.video(), frame.message());
        } else if (!gate.passes(frame.kind())) {
            videoMeter.dropped();
            loop.counters().count(Counter.DROPPED_VIDEO);
        } else if (backlog.isFull() || !room.admits(frame.kind(), flows.bufferedBytes(), frame.length())) {
            gate.close();
            drop(videoMeter, Counter.DROPPED_VIDEO);
        } else if (headers.video() == given.video() || giveVideoHeader()) {
            send(flows.video(), videoMeter, frame, videoDelivery, frame.kind() == FrameKind.VIDEO_KEY || request.unreliable());
        }
    }

    private boolean giveVideoHeader() {
        given = given.withVideo(headers.video());
        return vital(flows.video(), StreamHeaders.stamped(given.video(), timestamp));
    }

    private void giveDataFrames() {
        for (Map.Entry<String, byte[]> entry : headers.dataFrames().entrySet()) {
            byte[] message = entry.getValue();
            if (given.dataFrames().get(entry.getKey()) != message && !vital(flows.main(), message)) {
                return;
            }
        }
        given = new StreamHeaders(headers.dataFrames(), given.audio(), given.video());
    }

    /** Writes what must arrive. @return false when this has ended the subscription */
    private boolean vital(MediaFlow flow, byte[] message) {
        if (!room.admits(FrameKind.METADATA, flows.bufferedBytes(), message.length)) {
            loop.counters().count(Counter.OVERFLOWS);
            overflow.run();
            return false;
        }
        flow.write(message);
        loop.counters().count(Counter.FRAMES_OUT);
        return true;
    }

    /** The client's buffer time is known or another: one longer than a frame may wait gives it that much longer. */
    void setDeadlines() {
        long buffer = Math.min(reception.bufferMillis(), settings.bufferMillis());
        long audio = Math.max(settings.audioMillis(), buffer);
        long video = Math.max(settings.videoMillis(), buffer);
        audioDelivery = new Delivery(audio, audio + FINISH_MILLIS, !request.unreliable());
        videoDelivery = new Delivery(video, video + FINISH_MILLIS, !request.unreliable());
    }

    private void send(MediaFlow flow, QualityMeter meter, Frame frame, Delivery delivery, boolean independent) {
        if (flow.write(frame.message(), delivery, independent)) {
            meter.passed(loop.now(), frame.length());
            loop.counters().count(Counter.FRAMES_OUT);
        }
    }

    private void drop(QualityMeter meter, Counter counter) {
        meter.lost(loop.now(), 1);
        meter.dropped();
        loop.counters().count(counter);
    }

    /** Figures of now; the delay is the time that the oldest frame has waited. */
    SubscriptionInfo info() {
        return new SubscriptionInfo(client, reception.paused(), reception.audio(), reception.video(), flows.bufferedBytes(),
            audioMeter.quality(loop.now(), flows.audio().queueingDelay()), videoMeter.quality(loop.now(), flows.video().queueingDelay()));
    }
}
