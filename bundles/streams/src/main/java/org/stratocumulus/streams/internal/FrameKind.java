package org.stratocumulus.streams.internal;

import org.stratocumulus.amf.rtmp.MediaHeader;
import org.stratocumulus.amf.rtmp.MessageType;
import org.stratocumulus.amf.rtmp.RtmpMessage;

/** What a message of a publication is to a relay. */
enum FrameKind {
    /** Metadata kept for late joiners. */
    METADATA,
    /** Any other data message. */
    DATA,
    /** Audio decoder configuration. */
    AUDIO_HEADER,
    AUDIO,
    /** Video decoder configuration. */
    VIDEO_HEADER,
    /** A frame that decoding may begin with. */
    VIDEO_KEY,
    /** A frame that needs those before it. */
    VIDEO_INTER;

    /** The kind of an audio, video or data message; data is {@link #DATA}, for what makes it metadata is its name. */
    static FrameKind of(byte[] message) {
        int at = RtmpMessage.HEADER_LENGTH;
        int length = message.length - at;
        return switch (RtmpMessage.type(message, 0)) {
            case MessageType.AUDIO -> MediaHeader.isAudioSequenceHeader(message, at, length) ? AUDIO_HEADER : AUDIO;
            case MessageType.VIDEO -> {
                if (MediaHeader.isVideoSequenceHeader(message, at, length)) {
                    yield VIDEO_HEADER;
                }
                yield MediaHeader.isKeyFrame(message, at, length) ? VIDEO_KEY : VIDEO_INTER;
            }
            default -> DATA;
        };
    }

    boolean isAudio() {
        return this == AUDIO || this == AUDIO_HEADER;
    }

    boolean isVideo() {
        return ordinal() >= VIDEO_HEADER.ordinal();
    }

    /** What is never dropped for want of room: everything after it would be worth nothing. */
    boolean isVital() {
        return this == METADATA || this == AUDIO_HEADER || this == VIDEO_HEADER;
    }
}
