package org.stratocumulus.cluster.internal.link;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * An address as people write it: {@code host:port}, IPv6 in brackets. Nothing is resolved.
 *
 * @param host name or address, without brackets
 * @param port 1 to 65535
 */
public record HostPort(String host, int port) {
    private static final int MAX_HOST = 253;

    /** Reads an address; empty when it is none. */
    public static Optional<HostPort> parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            return Optional.empty();
        }
        String host = text.substring(0, colon);
        boolean brackets = host.startsWith("[") && host.endsWith("]");
        host = brackets ? host.substring(1, host.length() - 1) : host;
        int port = port(text.substring(colon + 1));
        boolean plausible = !host.isEmpty() && host.length() <= MAX_HOST && brackets == host.contains(":")
            && host.chars().allMatch(HostPort::isHostCharacter);
        return plausible && port > 0 ? Optional.of(new HostPort(host, port)) : Optional.empty();
    }

    /** Whether a text is an address. */
    public static boolean isValid(String text) {
        return parse(text).isPresent();
    }

    /** Writes an address. */
    public static String of(InetSocketAddress address) {
        return host(address) + ":" + address.getPort();
    }

    /** The host of an address, IPv6 in brackets. */
    public static String host(InetSocketAddress address) {
        InetAddress ip = address.getAddress();
        if (ip == null) {
            return address.getHostString();
        }
        return ip instanceof Inet6Address ? "[" + ip.getHostAddress() + "]" : ip.getHostAddress();
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    private static int port(String text) {
        if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        int port = Integer.parseInt(text);
        return port <= 65_535 ? port : -1;
    }

    private static boolean isHostCharacter(int c) {
        return c > ' ' && c < 0x7f && "/?#@[]\\;,\"'<>=&".indexOf(c) < 0;
    }
}
