package org.stratocumulus.cluster.internal.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.stratocumulus.api.cluster.ClusterStatus.Problem;
import org.stratocumulus.cluster.internal.link.HostPort;

/**
 * Reads {@code servers.*} from text. A bad value is refused alone: of a list, the valid rest is in force; of a single value, the
 * one that was in force before. Each refusal is a {@link Problem} that names key and value.
 */
public final class SettingsReader {
    /** Most targets. */
    public static final int MAX_TARGETS = 1024;

    private final Map<String, String> text;
    private final ServersSettings before;
    private final List<Problem> problems = new ArrayList<>();
    private final ServersSettings settings;

    /**
     * @param text values by key; a missing or empty one is its default
     * @param before what was in force
     */
    public SettingsReader(Map<String, String> text, ServersSettings before) {
        this.text = text;
        this.before = before;
        this.settings = read();
    }

    /** What is to be in force. */
    public ServersSettings settings() {
        return settings;
    }

    /** What was refused. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    private ServersSettings read() {
        ServersSettings d = ServersSettings.DEFAULT;
        int port = (int) number("servers.port", 0, 65_535, d.port(), before.port());
        List<String> addresses = list("servers.publicAddress", SettingsReader::publicAddress);
        long heartbeat = number("servers.heartbeat", 50, 60_000, d.heartbeatMillis(), before.heartbeatMillis());
        long timeout = number("servers.timeout", 200, 300_000, d.timeoutMillis(), before.timeoutMillis());
        if (timeout < 2 * heartbeat) {
            refuse("servers.timeout", Long.toString(timeout), "must be at least twice servers.heartbeat (" + heartbeat + ")");
            boolean pairIsGood = before.timeoutMillis() >= 2 * heartbeat;
            timeout = pairIsGood ? before.timeoutMillis() : 2 * heartbeat;
        }
        return new ServersSettings(port, targets(port, addresses), addresses, allow(), cluster(), heartbeat, timeout,
            1000 * number("servers.retry", 1, 3_600, d.retryMillis() / 1000, before.retryMillis() / 1000),
            flag("servers.peerExchange", d.peerExchange(), before.peerExchange()),
            (int) number("servers.maxFrame", 65_536, 16 << 20, d.maxFrame(), before.maxFrame()),
            (int) number("servers.maxQueue", 65_536, 256 << 20, d.maxQueue(), before.maxQueue()));
    }

    private List<TargetAddress> targets(int port, List<String> own) {
        List<TargetAddress> out = new ArrayList<>();
        Set<HostPort> seen = new LinkedHashSet<>();
        for (TargetAddress target : list("servers.targets", TargetAddress::parse)) {
            HostPort address = target.address();
            boolean loopback = address.host().equals("localhost") || address.host().startsWith("127.") || address.host().equals("::1");
            boolean ownHost = own.stream().anyMatch(a -> HostPort.parse(a).orElseThrow().host().equalsIgnoreCase(address.host()));
            if (port != 0 && address.port() == port && (loopback || ownHost)) {
                refuse("servers.targets", address.toString(), "is this server itself");
            } else if (!seen.add(address)) {
                refuse("servers.targets", address.toString(), "is listed twice");
            } else if (out.size() == MAX_TARGETS) {
                refuse("servers.targets", address.toString(), "is more than " + MAX_TARGETS + " targets");
            } else {
                out.add(target);
            }
        }
        return out;
    }

    private List<AddressRange> allow() {
        String value = value("servers.allow");
        if (value.isEmpty() || value.equalsIgnoreCase("none")) {
            return value.isEmpty() ? ServersSettings.DEFAULT.allow() : List.of();
        }
        return list("servers.allow", AddressRange::parse);
    }

    private String cluster() {
        String name = value("servers.cluster");
        if (name.length() > 64 || !name.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            refuse("servers.cluster", name, "must be at most 64 printable ASCII characters");
            return before.cluster();
        }
        return name;
    }

    private static String publicAddress(String text) {
        return HostPort.parse(text).orElseThrow(() -> new IllegalArgumentException(
            "is not host:port with a port from 1 to 65535 and IPv6 addresses in brackets")).toString();
    }

    private <T> List<T> list(String key, Function<String, T> parser) {
        List<T> out = new ArrayList<>();
        for (String item : value(key).split("[,;]")) {
            String entry = item.trim();
            if (!entry.isEmpty()) {
                try {
                    out.add(parser.apply(entry));
                } catch (IllegalArgumentException e) {
                    refuse(key, entry, e.getMessage());
                }
            }
        }
        return out;
    }

    private long number(String key, long min, long max, long standard, long old) {
        String value = value(key);
        if (value.isEmpty()) {
            return standard;
        }
        if (value.matches("\\d{1,12}") && Long.parseLong(value) >= min && Long.parseLong(value) <= max) {
            return Long.parseLong(value);
        }
        refuse(key, value, "must be a whole number from " + min + " to " + max + "; " + old + " stays in force");
        return old;
    }

    private boolean flag(String key, boolean standard, boolean old) {
        String value = value(key);
        if (value.isEmpty()) {
            return standard;
        }
        if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            refuse(key, value, "must be true or false; " + old + " stays in force");
            return old;
        }
        return Boolean.parseBoolean(value);
    }

    private String value(String key) {
        return text.getOrDefault(key, "").trim();
    }

    private void refuse(String key, String value, String why) {
        String shown = value.length() > 100 ? value.substring(0, 100) + "..." : value;
        problems.add(new Problem(key, shown, key + ": '" + shown + "' " + why));
    }
}
