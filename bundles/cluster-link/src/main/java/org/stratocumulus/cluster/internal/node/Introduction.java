package org.stratocumulus.cluster.internal.node;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stratocumulus.api.cluster.LocalNode;
import org.stratocumulus.cluster.internal.config.ServersSettings;
import org.stratocumulus.cluster.internal.link.FarEnd;
import org.stratocumulus.cluster.internal.wire.Hello;

/** What this node says of itself, and which nodes of ours do not fit it. */
final class Introduction {
    private static final Set<String> CAPABILITIES = Set.of("heartbeat", "peers", "reports", "requests");

    private volatile LocalNode self;
    private int rtmfpPort;

    Introduction(String nodeId, long incarnation) {
        self = new LocalNode(nodeId, incarnation, "", List.of(), 0, CAPABILITIES);
    }

    /** This node. Any thread. */
    LocalNode self() {
        return self;
    }

    void configure(ServersSettings settings) {
        self = new LocalNode(self.nodeId(), self.incarnation(), settings.cluster(), settings.publicAddresses(), self.port(), CAPABILITIES);
    }

    void listening(int port) {
        self = new LocalNode(self.nodeId(), self.incarnation(), self.cluster(), self.publicAddresses(), port, CAPABILITIES);
    }

    /** @return whether it was another before */
    boolean rtmfpPort(int port) {
        boolean changed = rtmfpPort != port;
        rtmfpPort = port;
        return changed;
    }

    /**
     * The hello to say.
     *
     * @param target properties of the target it is said to; empty for an initiator
     * @param own whether the far end is, or may be, a node of ours
     */
    Hello hello(Map<String, String> target, boolean own) {
        SortedMap<String, String> properties = new TreeMap<>(target);
        if (own) {
            properties.putAll(FarEnd.describe(self));
        }
        List<String> addresses = self.publicAddresses();
        return addresses.isEmpty() ? Hello.of(rtmfpPort, properties) : Hello.of(addresses.get(0), properties);
    }

    boolean isSelf(FarEnd far) {
        return far.nodeId().equals(self.nodeId());
    }

    /** Why a node of ours does not fit; null when it does. */
    String refusal(FarEnd far) {
        if (isSelf(far)) {
            return "this is the same server at both ends";
        }
        if (far.version() < FarEnd.SINCE || far.since() > FarEnd.VERSION) {
            return "protocol versions " + far.since() + " to " + far.version() + " there, "
                + FarEnd.SINCE + " to " + FarEnd.VERSION + " here";
        }
        if (!far.cluster().equals(self.cluster())) {
            return "servers.cluster is '" + printable(far.cluster()) + "' there and '" + self.cluster() + "' here";
        }
        return null;
    }

    private static String printable(String text) {
        String shown = text.length() > 64 ? text.substring(0, 64) : text;
        return shown.replaceAll("[^ -~]", "?");
    }
}
