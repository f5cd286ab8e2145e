package org.stratocumulus.streams.internal;

import org.stratocumulus.amf.rtmp.RtmpMessage;

/**
 * One message of a publication, looked at once and shared by every subscriber of every loop. Immutable, and so are the bytes.
 *
 * @param kind what it is
 * @param message the whole RTMP message: type, timestamp, payload (RFC 7425 section 5.1.2)
 * @param headers the publication's metadata and codec configuration, this message included
 */
record Frame(FrameKind kind, byte[] message, StreamHeaders headers) {

    int length() {
        return message.length;
    }

    /** Milliseconds, unsigned 32 bits. */
    long timestamp() {
        return RtmpMessage.timestamp(message, 0);
    }
}
