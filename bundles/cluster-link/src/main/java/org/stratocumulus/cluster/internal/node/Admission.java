package org.stratocumulus.cluster.internal.node;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stratocumulus.cluster.internal.config.AddressRange;

/**
 * Who may connect, for the link is neither encrypted nor authenticated: loopback, the addresses of {@code servers.targets}, and
 * {@code servers.allow}. And how many at once.
 */
final class Admission {
    /** Connections of one source that have not said hello. */
    static final int MAX_SILENT_PER_SOURCE = 16;
    /** Connections of all sources that have not said hello. */
    static final int MAX_SILENT = 256;
    /** Links altogether. */
    static final int MAX_LINKS = 2048;

    private final Map<InetAddress, Integer> silent = new HashMap<>();
    private int silentInAll;
    private List<AddressRange> allow = List.of();
    private Set<InetAddress> targets = Set.of();

    void allow(List<AddressRange> ranges) {
        allow = ranges;
    }

    /** Sets the addresses that the hosts of the targets have at present. */
    void targets(Set<InetAddress> addresses) {
        targets = addresses;
    }

    /** Whether an address may be linked with at all. */
    boolean admits(InetAddress address) {
        return address.isLoopbackAddress() || targets.contains(address) || allow.stream().anyMatch(range -> range.contains(address));
    }

    /** Why a connection is not taken, in words for the log; null to take it, and then {@link #spoken} must follow. */
    String refusal(InetAddress from, int links) {
        if (!admits(from)) {
            return "not in servers.allow and no target; add " + from.getHostAddress() + " to servers.allow to admit it";
        }
        if (links >= MAX_LINKS) {
            return "there are " + links + " links already";
        }
        int count = silent.getOrDefault(from, 0);
        if (count >= MAX_SILENT_PER_SOURCE || silentInAll >= MAX_SILENT) {
            return "too many connections without hello: " + count + " of this source, " + silentInAll + " altogether";
        }
        silent.put(from, count + 1);
        silentInAll++;
        return null;
    }

    /** A connection taken earlier has said hello, or is closed without. */
    void spoken(InetAddress from) {
        silentInAll--;
        silent.computeIfPresent(from, (address, count) -> count > 1 ? count - 1 : null);
    }

    int silent() {
        return silentInAll;
    }
}
