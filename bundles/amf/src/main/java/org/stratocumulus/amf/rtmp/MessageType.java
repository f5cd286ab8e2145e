package org.stratocumulus.amf.rtmp;

/** RTMP message types, the first byte of a message in a flow (RFC 7425 5.1.2; RTMP section 5.4 and 7.1). */
public final class MessageType {

    /** Set Chunk Size: chunk stream control, ignored in RTMFP (RFC 7425 5.1). */
    public static final int SET_CHUNK_SIZE = 0x01;
    /** Abort Message: chunk stream control, ignored in RTMFP. */
    public static final int ABORT = 0x02;
    /** Acknowledgement: chunk stream control, ignored in RTMFP. */
    public static final int ACKNOWLEDGEMENT = 0x03;
    /** User Control event, see {@link UserControl}. */
    public static final int USER_CONTROL = 0x04;
    /** Window Acknowledgement Size: chunk stream control, ignored in RTMFP. */
    public static final int WINDOW_ACKNOWLEDGEMENT_SIZE = 0x05;
    /** Set Peer Bandwidth: chunk stream control, ignored in RTMFP. */
    public static final int SET_PEER_BANDWIDTH = 0x06;
    /** Audio, see {@link MediaHeader}. */
    public static final int AUDIO = 0x08;
    /** Video, see {@link MediaHeader}. */
    public static final int VIDEO = 0x09;
    /** Data Extended: format selector, then AMF0 with avmplus values, see {@link DataMessage}. */
    public static final int DATA_AMF3 = 0x0F;
    /** Shared Object Extended. */
    public static final int SHARED_OBJECT_AMF3 = 0x10;
    /** Command Extended: format selector, then AMF0 with avmplus values, see {@link Command} (RFC 7425 5.3.3). */
    public static final int COMMAND_AMF3 = 0x11;
    /** Data, see {@link DataMessage}. */
    public static final int DATA_AMF0 = 0x12;
    /** Shared Object. */
    public static final int SHARED_OBJECT_AMF0 = 0x13;
    /** Command, see {@link Command}. */
    public static final int COMMAND_AMF0 = 0x14;
    /** Aggregate of messages. */
    public static final int AGGREGATE = 0x16;

    private MessageType() {
    }

    /** @return whether the type is a {@link Command} of either encoding */
    public static boolean isCommand(int type) {
        return type == COMMAND_AMF0 || type == COMMAND_AMF3;
    }

    /** @return whether the type is a {@link DataMessage} of either encoding */
    public static boolean isData(int type) {
        return type == DATA_AMF0 || type == DATA_AMF3;
    }

    /** @return whether the type controls a chunk stream: SHOULD NOT be sent and MUST be ignored in RTMFP (RFC 7425 5.1) */
    public static boolean isChunkStreamControl(int type) {
        return type == SET_CHUNK_SIZE || type == ABORT || type == ACKNOWLEDGEMENT || type == WINDOW_ACKNOWLEDGEMENT_SIZE
                || type == SET_PEER_BANDWIDTH;
    }
}
