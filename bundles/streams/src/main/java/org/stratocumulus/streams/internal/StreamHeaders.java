package org.stratocumulus.streams.internal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.stratocumulus.amf.rtmp.RtmpMessage;

/**
 * What a late joiner needs before anything else: the messages set by "@setDataFrame" and the decoders' configuration. Immutable, shared by
 * loops; whether a subscriber has a message already is told by the identity of its array.
 *
 * @param dataFrames whole messages by handler name, such as "onMetaData"
 * @param audio whole message with the audio decoder's configuration, or null
 * @param video whole message with the video decoder's configuration, or null
 */
record StreamHeaders(Map<String, byte[]> dataFrames, byte[] audio, byte[] video) {

    static final StreamHeaders NONE = new StreamHeaders(Map.of(), null, null);

    StreamHeaders withAudio(byte[] message) {
        return new StreamHeaders(dataFrames, message, video);
    }

    StreamHeaders withVideo(byte[] message) {
        return new StreamHeaders(dataFrames, audio, message);
    }

    StreamHeaders withDataFrame(String name, byte[] message) {
        Map<String, byte[]> changed = new LinkedHashMap<>(dataFrames);
        changed.put(name, message);
        return new StreamHeaders(Collections.unmodifiableMap(changed), audio, video);
    }

    StreamHeaders withoutDataFrame(String name) {
        Map<String, byte[]> changed = new LinkedHashMap<>(dataFrames);
        changed.remove(name);
        return new StreamHeaders(Collections.unmodifiableMap(changed), audio, video);
    }

    /** Bytes that are kept, names included. */
    long bytes() {
        long bytes = (audio == null ? 0 : audio.length) + (video == null ? 0 : video.length);
        for (Map.Entry<String, byte[]> entry : dataFrames.entrySet()) {
            bytes += 2L * entry.getKey().length() + entry.getValue().length;
        }
        return bytes;
    }

    /** A stored message for the moment of a frame: players take a jump of time between the two for an hour of buffer. */
    static byte[] stamped(byte[] message, long timestamp) {
        if (RtmpMessage.timestamp(message, 0) == timestamp) {
            return message;
        }
        byte[] copy = message.clone();
        RtmpMessage.setTimestamp(copy, 0, timestamp);
        return copy;
    }
}
