package org.stratocumulus.cluster.internal.config;

import java.util.List;

/**
 * The settings {@code servers.*}, checked.
 *
 * @param port TCP port of the listener; 0 for none
 * @param targets servers to dial
 * @param publicAddresses where clients reach this server, {@code host:port}
 * @param allow ranges from which links are accepted, besides loopback and the targets
 * @param cluster name of the cluster; empty for none
 * @param heartbeatMillis between heartbeats
 * @param timeoutMillis silence after which a node is held for dead
 * @param retryMillis between dials
 * @param peerExchange whether nodes learned from others are dialled
 * @param maxFrame largest frame
 * @param maxQueue bytes that may wait for one link
 */
public record ServersSettings(int port, List<TargetAddress> targets, List<String> publicAddresses, List<AddressRange> allow, String cluster,
        long heartbeatMillis, long timeoutMillis, long retryMillis, boolean peerExchange, int maxFrame, int maxQueue) {
    /** The private ranges of RFC 1918 and RFC 4193. */
    public static final String PRIVATE_RANGES = "10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, fc00::/7";

    /** No listener, no targets. */
    public static final ServersSettings DEFAULT = new ServersSettings(0, List.of(), List.of(), privateRanges(), "", 1_000, 4_000,
        10_000, true, 4 << 20, 8 << 20);

    public ServersSettings {
        targets = List.copyOf(targets);
        publicAddresses = List.copyOf(publicAddresses);
        allow = List.copyOf(allow);
    }

    private static List<AddressRange> privateRanges() {
        return List.of(PRIVATE_RANGES.split(", ")).stream().map(AddressRange::parse).toList();
    }
}
