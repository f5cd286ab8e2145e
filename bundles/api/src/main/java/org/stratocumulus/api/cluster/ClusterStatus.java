package org.stratocumulus.api.cluster;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** Read-only snapshots of the links for the console and for monitoring. One service. */
@ProviderType
public interface ClusterStatus {
    /** Where links are accepted; empty without a listener. */
    String listening();

    /** Every link, and every target that has none. */
    List<LinkInfo> links();

    /** Settings that were refused, and what is wrong with the ones in force; empty when all is well. */
    List<Problem> problems();

    /** Everything that is counted, by name, in order. */
    Map<String, Long> counters();

    /**
     * One link, or a target without one.
     *
     * @param address the target as configured or learned, or where the initiator dialled from
     * @param direction which end dialled
     * @param origin {@code configured}, {@code learned} or {@code accepted}
     * @param state {@code waiting}, {@code resolving}, {@code dialling}, {@code hello}, {@code up}, {@code closing}; or
     *     {@code standby} for a target that is linked by another way
     * @param nodeId identity of the node; empty when unknown
     * @param publicAddresses where clients reach it
     * @param properties the target's
     * @param services application paths announced
     * @param sinceMillis how long the state has lasted
     * @param roundTripMillis -1 unknown
     * @param messagesIn received, without the link's own
     * @param messagesOut queued, without the link's own
     * @param bytesIn received
     * @param bytesOut queued
     * @param dropped messages dropped because of a full queue
     * @param lastError why the last attempt failed or the last link was lost; empty when nothing happened
     */
    record LinkInfo(String address, Direction direction, String origin, String state, String nodeId, List<String> publicAddresses,
            Map<String, String> properties, List<String> services, long sinceMillis, int roundTripMillis, long messagesIn, long messagesOut,
            long bytesIn, long bytesOut, long dropped, String lastError) {
    }

    /**
     * A setting that is refused or cannot be obeyed now.
     *
     * @param key such as {@code servers.targets}
     * @param value the offending part of it
     * @param message what is wrong, key and value included
     */
    record Problem(String key, String value, String message) {
    }
}
