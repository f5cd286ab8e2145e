package org.stratocumulus.streams.internal;

/**
 * What the administrator sets of streams. A change holds for what begins after it.
 *
 * @param global whether a name means the same stream in every application, as it did in CumulusServer
 * @param publications live publications of this node, at least 1
 * @param subscribers subscribers of one stream, at least 1
 * @param rolesPerConnection publications and subscriptions of one connection together, at least 1
 * @param nameLength characters of a stream name, its query included, at least 1
 * @param headerBytes bytes kept of one publication for late joiners (metadata and codec configuration), 0 to keep none
 * @param queueBytes bytes that may wait for one subscriber, at least 65536; see {@link QueueRoom}
 * @param videoMillis how long a video frame may wait for one subscriber, at least 100
 * @param audioMillis how long an audio frame may wait for one subscriber, at least 100
 * @param bufferMillis the longest wait that a client gets by setting a long buffer time, at least 100
 */
public record StreamSettings(boolean global, int publications, int subscribers, int rolesPerConnection, int nameLength, int headerBytes,
        int queueBytes, int videoMillis, int audioMillis, int bufferMillis) {

    /** What holds without a configuration. */
    public static final StreamSettings DEFAULT = new StreamSettings(false, 10_000, 10_000, 64, 512, 64 << 10, 4 << 20, 2000, 2200, 10_000);

    /** @throws IllegalArgumentException for a value out of its range; the message names the key */
    public StreamSettings {
        atLeast(1, "streams.publications", publications);
        atLeast(1, "streams.subscribers", subscribers);
        atLeast(1, "streams.perConnection", rolesPerConnection);
        atLeast(1, "streams.nameLength", nameLength);
        atLeast(0, "streams.headerBytes", headerBytes);
        atLeast(64 << 10, "streams.queueBytes", queueBytes);
        atLeast(100, "streams.videoMillis", videoMillis);
        atLeast(100, "streams.audioMillis", audioMillis);
        atLeast(100, "streams.bufferMillis", bufferMillis);
    }

    private static void atLeast(int least, String key, int value) {
        if (value < least) {
            throw new IllegalArgumentException(key + " is at least " + least + ", not " + value);
        }
    }
}
