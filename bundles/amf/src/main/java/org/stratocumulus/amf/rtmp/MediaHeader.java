package org.stratocumulus.amf.rtmp;

/**
 * The first bytes of audio and video payloads (FLV 10.1, annex E.4; Enhanced RTMP v2), looked at in place. Every method takes the
 * payload's place in an array (behind type and timestamp), allocates nothing, and answers false for payloads too short to tell.
 */
public final class MediaHeader {

    private static final int FRAME_KEY = 1;
    private static final int FRAME_DISPOSABLE_INTER = 3;
    private static final int CODEC_AVC = 7;
    private static final int CODEC_HEVC_UNOFFICIAL = 12;
    private static final int FORMAT_AAC = 10;
    private static final int FORMAT_EX_HEADER = 9;
    private static final int EX_VIDEO = 0x80;

    // packet types of Enhanced RTMP, the same numbers for audio and video where both have them
    private static final int SEQUENCE_START = 0;
    private static final int CODED_FRAMES = 1;
    private static final int CODED_FRAMES_X = 3;
    private static final int MPEG2TS_SEQUENCE_START = 5;
    private static final int VIDEO_MULTITRACK = 6;
    private static final int AUDIO_MULTITRACK = 5;
    private static final int MOD_EX = 7;
    private static final int NO_PACKET_TYPE = -1;

    private MediaHeader() {
    }

    /**
     * A key frame that can be decoded from: frame type 1 with coded data. Codec configuration and ends of sequence carry frame type 1
     * too and are none.
     */
    public static boolean isKeyFrame(byte[] data, int offset, int length) {
        if (length < 1 || frameType(data[offset]) != FRAME_KEY) {
            return false;
        }
        if (isEnhancedVideo(data, offset, length)) {
            int packetType = videoPacketType(data, offset, length);
            return packetType == CODED_FRAMES || packetType == CODED_FRAMES_X;
        }
        return !hasPacketType(data[offset]) || length < 2 || data[offset + 1] == 1;
    }

    /** Whether the frame may be dropped without harm to others: frame type 3, disposable inter frame. */
    public static boolean isDisposable(byte[] data, int offset, int length) {
        return length >= 1 && frameType(data[offset]) == FRAME_DISPOSABLE_INTER;
    }

    /** Whether the video payload has an Enhanced RTMP header with a FourCC. */
    public static boolean isEnhancedVideo(byte[] data, int offset, int length) {
        return length >= 1 && (data[offset] & EX_VIDEO) != 0;
    }

    /** Whether this is an AVC decoder configuration: {@code 17 00}. */
    public static boolean isAvcSequenceHeader(byte[] data, int offset, int length) {
        return length >= 2 && (data[offset] & EX_VIDEO) == 0 && (data[offset] & 0x0F) == CODEC_AVC && data[offset + 1] == 0;
    }

    /** Whether this is an AAC configuration: {@code Ax 00}. */
    public static boolean isAacSequenceHeader(byte[] data, int offset, int length) {
        return length >= 2 && soundFormat(data[offset]) == FORMAT_AAC && data[offset + 1] == 0;
    }

    /** Whether this is a video decoder configuration of any codec, which late subscribers need before the first frame. */
    public static boolean isVideoSequenceHeader(byte[] data, int offset, int length) {
        if (isEnhancedVideo(data, offset, length)) {
            int packetType = videoPacketType(data, offset, length);
            return packetType == SEQUENCE_START || packetType == MPEG2TS_SEQUENCE_START;
        }
        return length >= 2 && hasPacketType(data[offset]) && data[offset + 1] == 0;
    }

    /** Whether this is an audio decoder configuration of any codec, which late subscribers need before the first frame. */
    public static boolean isAudioSequenceHeader(byte[] data, int offset, int length) {
        if (length >= 1 && soundFormat(data[offset]) == FORMAT_EX_HEADER) {
            return packetType(data, offset, length, AUDIO_MULTITRACK) == SEQUENCE_START;
        }
        return isAacSequenceHeader(data, offset, length);
    }

    private static int frameType(byte first) {
        return first >> 4 & 0x07; // the high bit is the ex-header flag
    }

    private static int soundFormat(byte first) {
        return first >> 4 & 0x0F;
    }

    private static boolean hasPacketType(byte first) {
        int codec = first & 0x0F;
        return codec == CODEC_AVC || codec == CODEC_HEVC_UNOFFICIAL;
    }

    private static int videoPacketType(byte[] data, int offset, int length) {
        return packetType(data, offset, length, VIDEO_MULTITRACK);
    }

    /** Packet type of an ex-header, behind its modifiers and multitrack wrapper; {@link #NO_PACKET_TYPE} when it is cut short. */
    private static int packetType(byte[] data, int offset, int length, int multitrack) {
        int at = offset + 1;
        int end = offset + length;
        int type = data[offset] & 0x0F;
        while (type == MOD_EX) { // size - 1 in a byte, 255 for a size in two more; then data; then modifier and next packet type
            if (at >= end) {
                return NO_PACKET_TYPE;
            }
            int size = (data[at++] & 0xFF) + 1;
            if (size == 256) {
                if (end - at < 2) {
                    return NO_PACKET_TYPE;
                }
                size = BigEndian.u16(data, at) + 1;
                at += 2;
            }
            if (size >= end - at) {
                return NO_PACKET_TYPE;
            }
            at += size;
            type = data[at++] & 0x0F;
        }
        if (type == multitrack) {
            return at < end ? data[at] & 0x0F : NO_PACKET_TYPE;
        }
        return type;
    }
}
