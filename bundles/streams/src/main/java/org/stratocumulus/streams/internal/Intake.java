package org.stratocumulus.streams.internal;

import java.util.HashSet;
import java.util.Set;
import org.stratocumulus.amf.AmfException;
import org.stratocumulus.amf.AmfLimits;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.amf.rtmp.DataMessage;
import org.stratocumulus.amf.rtmp.MessageType;
import org.stratocumulus.amf.rtmp.RtmpMessage;
import org.stratocumulus.session.RecvFlow;
import org.stratocumulus.streams.internal.StreamCounters.Counter;

/** What a publisher sends becomes frames: recognises headers and metadata, and notices losses. Confined to the publication's loop. */
final class Intake {
    private static final AmfLimits NAMES_ONLY = new AmfLimits(1, 16, 1024, 16, 4096);

    private final Publication publication;
    private final int headerBytes;
    private final StreamCounters counters;
    private final Set<Long> videoFlows = new HashSet<>();

    /** @param headerBytes bytes of headers to keep at most */
    Intake(Publication publication, int headerBytes, StreamCounters counters) {
        this.publication = publication;
        this.headerBytes = headerBytes;
        this.counters = counters;
    }

    /**
     * An audio, video or data message.
     *
     * @param lostBefore messages of this flow that will never come; of which kind they were is known by what else came on it
     */
    void message(RecvFlow flow, byte[] message, int lostBefore) {
        FrameKind kind = FrameKind.of(message);
        if (kind.isVideo()) {
            videoFlows.add(flow.id());
        }
        if (lostBefore > 0 && (kind != FrameKind.DATA || videoFlows.contains(flow.id()))) {
            publication.lost(videoFlows.contains(flow.id()), lostBefore);
        }
        StreamHeaders headers = publication.headers();
        switch (kind) {
            case AUDIO_HEADER -> header(FrameKind.AUDIO, kind, message, headers.withAudio(message));
            case VIDEO_HEADER -> header(FrameKind.VIDEO_INTER, kind, message, headers.withVideo(message));
            case DATA -> data(message);
            default -> publication.relay(kind, message, headers);
        }
    }

    /** The publisher has closed a flow; its number may come again for another. */
    void flowClosed(RecvFlow flow) {
        videoFlows.remove(flow.id());
    }

    /** Keeps a header for late joiners; one too large to be kept is relayed as what may be dropped. */
    private void header(FrameKind otherwise, FrameKind kind, byte[] message, StreamHeaders with) {
        if (with.bytes() <= headerBytes) {
            publication.relay(kind, message, with);
        } else {
            counters.count(Counter.HEADERS_TOO_LARGE);
            publication.relay(otherwise, message, publication.headers());
        }
    }

    private void data(byte[] message) {
        int type = RtmpMessage.type(message, 0);
        int length = message.length - RtmpMessage.HEADER_LENGTH;
        String name = DataMessage.nameOf(type, message, RtmpMessage.HEADER_LENGTH, length);
        if (DataMessage.SET_DATA_FRAME.equals(name)) {
            setDataFrame(type, message, length);
        } else if (DataMessage.CLEAR_DATA_FRAME.equals(name)) {
            publication.headers(publication.headers().withoutDataFrame(clearedName(type, message, length)));
        } else {
            publication.relay(FrameKind.DATA, message, publication.headers()); // byte for byte, whatever it is
        }
    }

    /** Subscribers get the inner message, as if the publisher had sent that: "onMetaData" and its values. */
    private void setDataFrame(int type, byte[] message, int length) {
        byte[] content = DataMessage.setDataFrameContent(type, message, RtmpMessage.HEADER_LENGTH, length);
        String name = content == null ? null : DataMessage.nameOf(type, content, 0, content.length);
        if (name == null) {
            counters.count(Counter.MALFORMED);
            return;
        }
        byte[] inner = new RtmpMessage(type, RtmpMessage.timestamp(message, 0), content).encode();
        header(FrameKind.DATA, FrameKind.METADATA, inner, publication.headers().withDataFrame(name, inner));
    }

    private String clearedName(int type, byte[] message, int length) {
        try {
            DataMessage clear = DataMessage.decode(type, message, RtmpMessage.HEADER_LENGTH, length, NAMES_ONLY);
            AmfValue name = clear.values().isEmpty() ? null : clear.values().get(0);
            return name == null ? "" : name.asString();
        } catch (AmfException e) {
            counters.count(Counter.MALFORMED);
            return "";
        }
    }

    /** Whether messages of this type are a publication's to relay. */
    static boolean takes(int type) {
        return type == MessageType.AUDIO || type == MessageType.VIDEO || MessageType.isData(type);
    }
}
