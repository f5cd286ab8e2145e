package org.stratocumulus.cluster.internal.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.stratocumulus.api.settings.SettingsReader;
import org.stratocumulus.cluster.internal.link.HostPort;

/**
 * Reads {@code servers.*}. A bad value is refused alone: of a list, the valid rest is in force; of a single value, the one that was in
 * force before. The {@link SettingsReader} has what was refused.
 */
public final class ServersReader {
    /** Most targets. */
    public static final int MAX_TARGETS = 1024;
    private static final String TARGETS = "servers.targets";
    private static final String TIMEOUT = "servers.timeout";

    private final SettingsReader in;
    private final ServersSettings before;

    private ServersReader(SettingsReader in, ServersSettings before) {
        this.in = in;
        this.before = before;
    }

    /**
     * What is to be in force.
     *
     * @param before what was in force
     */
    public static ServersSettings read(SettingsReader in, ServersSettings before) {
        return new ServersReader(in, before).read();
    }

    private ServersSettings read() {
        ServersSettings d = ServersSettings.DEFAULT;
        int port = in.number("servers.port", 0, 65_535, d.port(), before.port());
        List<String> addresses = in.list("servers.publicAddress", ServersReader::publicAddress);
        long heartbeat = in.number("servers.heartbeat", 50L, 60_000, d.heartbeatMillis(), before.heartbeatMillis());
        return new ServersSettings(port, targets(port, addresses), addresses, allow(),
            in.value("servers.cluster", ServersReader::cluster, d.cluster(), before.cluster()), heartbeat, timeout(heartbeat),
            1000 * in.number("servers.retry", 1L, 3_600, d.retryMillis() / 1000, before.retryMillis() / 1000),
            in.flag("servers.peerExchange", d.peerExchange(), before.peerExchange()),
            in.number("servers.maxFrame", 65_536, 16 << 20, d.maxFrame(), before.maxFrame()),
            in.number("servers.maxQueue", 65_536, 256 << 20, d.maxQueue(), before.maxQueue()));
    }

    private long timeout(long heartbeat) {
        long timeout = in.number(TIMEOUT, 200L, 300_000, ServersSettings.DEFAULT.timeoutMillis(), before.timeoutMillis());
        if (timeout >= 2 * heartbeat) {
            return timeout;
        }
        long instead = Math.max(before.timeoutMillis(), 2 * heartbeat);
        in.refuse(TIMEOUT, Long.toString(timeout), "less than twice servers.heartbeat (" + heartbeat + ")", Long.toString(instead));
        return instead;
    }

    private List<TargetAddress> targets(int port, List<String> own) {
        List<TargetAddress> out = new ArrayList<>();
        Set<HostPort> seen = new LinkedHashSet<>();
        for (TargetAddress target : in.list(TARGETS, TargetAddress::parse)) {
            HostPort address = target.address();
            boolean loopback = address.host().equals("localhost") || address.host().startsWith("127.") || address.host().equals("::1");
            boolean ownHost = own.stream().anyMatch(a -> HostPort.parse(a).orElseThrow().host().equalsIgnoreCase(address.host()));
            if (port != 0 && address.port() == port && (loopback || ownHost)) {
                refuse(address, "this server itself");
            } else if (!seen.add(address)) {
                refuse(address, "listed twice");
            } else if (out.size() == MAX_TARGETS) {
                refuse(address, "more than " + MAX_TARGETS + " targets");
            } else {
                out.add(target);
            }
        }
        return out;
    }

    private void refuse(HostPort target, String why) {
        in.refuse(TARGETS, target.toString(), why, SettingsReader.REST);
    }

    private List<AddressRange> allow() {
        String value = in.text("servers.allow");
        if (value.isEmpty() || value.equalsIgnoreCase("none")) {
            return value.isEmpty() ? ServersSettings.DEFAULT.allow() : List.of();
        }
        return in.list("servers.allow", AddressRange::parse);
    }

    private static String cluster(String name) {
        if (name.length() > 64 || !name.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("not at most 64 printable ASCII characters");
        }
        return name;
    }

    private static String publicAddress(String text) {
        return HostPort.parse(text).orElseThrow(() -> new IllegalArgumentException(
            "not host:port with a port from 1 to 65535 and IPv6 addresses in brackets")).toString();
    }
}
