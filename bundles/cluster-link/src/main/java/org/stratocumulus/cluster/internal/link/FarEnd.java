package org.stratocumulus.cluster.internal.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stratocumulus.api.cluster.LocalNode;
import org.stratocumulus.cluster.internal.wire.Hello;

/**
 * What a hello says of its sender. Our own nodes say more than the original in properties that an old node stores and ignores; their
 * names begin with {@link #PREFIX}.
 *
 * @param nodeId empty for a node that is not ours
 * @param incarnation which life of the node; 0 where there is no id
 * @param version protocol version it speaks; 0 where there is no id
 * @param since oldest protocol version it accepts
 * @param cluster name of its cluster, empty for none
 * @param publicAddresses where clients reach it; empty when it said nothing that could be used
 * @param port TCP port of its listener for links, 0 for none
 * @param capabilities what it can do
 * @param properties the target's properties, without ours
 */
public record FarEnd(String nodeId, long incarnation, int version, int since, String cluster, List<String> publicAddresses, int port,
        Set<String> capabilities, Map<String, String> properties) {
    /** Version of what is said beyond the original link. */
    public static final int VERSION = 1;
    /** Oldest version accepted. */
    public static final int SINCE = 1;
    /** First part of the names of our own properties. */
    public static final String PREFIX = "stratocumulus.";

    private static final int MAX_LIST = 32;
    private static final int MAX_ID = 64;

    /** Whether the node is one of ours. */
    public boolean isOurs() {
        return !nodeId.isEmpty();
    }

    /** The same at other public addresses. */
    FarEnd at(List<String> addresses) {
        return new FarEnd(nodeId, incarnation, version, since, cluster, addresses, port, capabilities, properties);
    }

    /** The properties that tell another node of ours what the original hello has no place for. */
    public static SortedMap<String, String> describe(LocalNode self) {
        SortedMap<String, String> out = new TreeMap<>();
        out.put(PREFIX + "version", Integer.toString(VERSION));
        out.put(PREFIX + "since", Integer.toString(SINCE));
        out.put(PREFIX + "node", self.nodeId());
        out.put(PREFIX + "incarnation", Long.toString(self.incarnation()));
        out.put(PREFIX + "cluster", self.cluster());
        out.put(PREFIX + "port", Integer.toString(self.port()));
        out.put(PREFIX + "addresses", String.join(",", self.publicAddresses()));
        out.put(PREFIX + "capabilities", String.join(",", self.capabilities().stream().sorted().toList()));
        return out;
    }

    /**
     * Reads a hello; whatever makes no sense in it counts as not said.
     *
     * @param host the host it came from, for the form without a public address; IPv6 in brackets
     */
    public static FarEnd of(Hello hello, String host) {
        Map<String, String> said = hello.properties();
        String id = said.getOrDefault(PREFIX + "node", "");
        if (id.length() > MAX_ID) {
            id = "";
        }
        SortedMap<String, String> properties = new TreeMap<>(said);
        properties.keySet().removeIf(name -> name.startsWith(PREFIX));
        return new FarEnd(id, number(said, "incarnation"), (int) number(said, "version"), (int) number(said, "since"),
            said.getOrDefault(PREFIX + "cluster", ""), addresses(hello, host), (int) Math.min(65_535, number(said, "port")),
            Set.copyOf(list(said, "capabilities")), Map.copyOf(properties));
    }

    private static List<String> addresses(Hello hello, String host) {
        List<String> out = new ArrayList<>();
        String first = hello.publicAddress() != null ? hello.publicAddress() : host + ":" + hello.port();
        if (HostPort.isValid(first)) {
            out.add(first);
        }
        for (String further : list(hello.properties(), "addresses")) {
            if (HostPort.isValid(further) && !out.contains(further)) {
                out.add(further);
            }
        }
        return List.copyOf(out);
    }

    private static List<String> list(Map<String, String> said, String name) {
        String text = said.getOrDefault(PREFIX + name, "");
        return text.isEmpty() ? List.of() : List.of(text.split(",")).stream().filter(s -> !s.isBlank()).distinct().limit(MAX_LIST).toList();
    }

    private static long number(Map<String, String> said, String name) {
        try {
            return Math.max(0, Long.parseLong(said.getOrDefault(PREFIX + name, "0")));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
