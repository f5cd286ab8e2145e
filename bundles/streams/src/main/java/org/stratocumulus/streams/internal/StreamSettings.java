package org.stratocumulus.streams.internal;

import org.stratocumulus.api.settings.SettingsReader;

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

    private static final int MANY = Integer.MAX_VALUE;

    /** What holds without a configuration. */
    public static final StreamSettings DEFAULT = new StreamSettings(false, 10_000, 10_000, 64, 512, 64 << 10, 4 << 20, 2000, 2200, 10_000);

    /** Takes each value that is good; the others stay as they were. */
    public static StreamSettings read(SettingsReader in, StreamSettings former) {
        StreamSettings standard = DEFAULT;
        return new StreamSettings(in.flag("streams.global", standard.global, former.global),
            in.number("streams.publications", 1, MANY, standard.publications, former.publications),
            in.number("streams.subscribers", 1, MANY, standard.subscribers, former.subscribers),
            in.number("streams.perConnection", 1, MANY, standard.rolesPerConnection, former.rolesPerConnection),
            in.number("streams.nameLength", 1, MANY, standard.nameLength, former.nameLength),
            in.number("streams.headerBytes", 0, MANY, standard.headerBytes, former.headerBytes),
            in.number("streams.queueBytes", 64 << 10, MANY, standard.queueBytes, former.queueBytes),
            in.number("streams.videoMillis", 100, MANY, standard.videoMillis, former.videoMillis),
            in.number("streams.audioMillis", 100, MANY, standard.audioMillis, former.audioMillis),
            in.number("streams.bufferMillis", 100, MANY, standard.bufferMillis, former.bufferMillis));
    }
}
