package org.stratocumulus.api.status;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;
import org.stratocumulus.api.PeerId;

/** The live streams of this node. One service. */
@ProviderType
public interface StreamStatus {
    /** All publications, and names that are only waited for. */
    List<StreamInfo> streams();

    /** Who plays a stream or waits for it; empty for a name that nobody knows. @param name as in {@link StreamInfo#name} */
    List<SubscriptionInfo> subscriptions(String name);

    /** Counters by name, in order. */
    Map<String, Long> counters();

    /**
     * One stream name.
     *
     * @param name scoped name, application path included unless names are global
     * @param publisher null while nobody publishes
     * @param subscribers playing or waiting
     * @param ageMillis since it was published; 0 while nobody does
     * @param audio quality of what the publisher sends
     * @param video quality of what the publisher sends
     */
    record StreamInfo(String name, PeerId publisher, int subscribers, long ageMillis, Quality audio, Quality video) {
    }

    /**
     * One subscriber of a stream.
     *
     * @param subscriber the client
     * @param paused whether it has paused
     * @param audio whether audio is sent to it
     * @param video whether video is sent to it
     * @param bufferedBytes bytes that wait for it
     * @param audioQuality of what is sent to it; the delay is the time that the oldest frame has waited
     * @param videoQuality of what is sent to it; the delay is the time that the oldest frame has waited
     */
    record SubscriptionInfo(PeerId subscriber, boolean paused, boolean audio, boolean video, long bufferedBytes, Quality audioQuality,
            Quality videoQuality) {
    }

    /**
     * Quality of one kind of media over the last seconds.
     *
     * @param byteRate bytes per second
     * @param messageRate messages per second
     * @param lossRate lost messages in all messages, 0 to 1
     * @param latencyMillis estimated delay beyond the fastest message seen
     * @param dropped messages dropped by this server for want of a key frame or of room, since the start
     */
    record Quality(long byteRate, double messageRate, double lossRate, long latencyMillis, long dropped) {
        /** Nothing seen. */
        public static final Quality NONE = new Quality(0, 0, 0, 0, 0);
    }
}
