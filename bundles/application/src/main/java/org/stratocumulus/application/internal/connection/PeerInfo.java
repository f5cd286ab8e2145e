package org.stratocumulus.application.internal.connection;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.stratocumulus.amf.AmfString;
import org.stratocumulus.amf.AmfValue;

/** Reads the addresses of a setPeerInfo command (RFC 7425 section 5.3.3). Never asks a name server. */
final class PeerInfo {
    /** Addresses kept of one client. */
    static final int MAX_ADDRESSES = 16;

    private PeerInfo() {
    }

    /** {@code [ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255]:65535}. */
    private static final int MAX_TEXT = 53;

    /** The IPv4 and IPv6 addresses among the values, in order, without repetition; whatever else there is, is skipped. */
    static List<InetSocketAddress> addresses(List<AmfValue> values) {
        Set<InetSocketAddress> addresses = new LinkedHashSet<>();
        for (AmfValue value : values) {
            InetSocketAddress address = value instanceof AmfString text && text.length() <= MAX_TEXT ? address(text.text()) : null;
            if (address != null && addresses.size() < MAX_ADDRESSES) {
                addresses.add(address);
            }
        }
        return List.copyOf(addresses);
    }

    /** {@code a.b.c.d:port} or {@code [IPv6]:port}, or null. */
    private static InetSocketAddress address(String text) {
        return text.startsWith("[") ? inet6(text) : inet4(text);
    }

    private static InetSocketAddress inet6(String text) {
        int end = text.indexOf("]:");
        int port = end < 0 ? -1 : number(text.substring(end + 2), 65_535);
        // a literal in brackets is never looked up; a scope means something on its own host only
        boolean literal = end > 0 && text.substring(1, end).chars().allMatch(c -> Character.digit(c, 16) >= 0 || c == ':' || c == '.');
        if (!literal || port < 1) {
            return null;
        }
        try {
            InetAddress address = InetAddress.getByName(text.substring(0, end + 1));
            return isReachable(address) ? new InetSocketAddress(address, port) : null;
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static InetSocketAddress inet4(String text) {
        int colon = text.indexOf(':');
        String[] parts = colon < 0 ? new String[0] : text.substring(0, colon).split("\\.", -1);
        int port = colon < 0 ? -1 : number(text.substring(colon + 1), 65_535);
        if (parts.length != 4 || port < 1) {
            return null;
        }
        byte[] bytes = new byte[4];
        for (int i = 0; i < 4; i++) {
            int part = number(parts[i], 255);
            if (part < 0) {
                return null;
            }
            bytes[i] = (byte) part;
        }
        try {
            InetAddress address = InetAddress.getByAddress(bytes);
            return isReachable(address) ? new InetSocketAddress(address, port) : null;
        } catch (UnknownHostException e) { // not for four bytes
            return null;
        }
    }

    /** No candidate that nobody can be reached at: unspecified, multicast, broadcast and reserved, link-local without its link. */
    private static boolean isReachable(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean inet4 = bytes.length == 4;
        return inet4 ? bytes[0] != 0 && (bytes[0] & 0xff) < 224
                : !address.isAnyLocalAddress() && !address.isMulticastAddress() && !address.isLinkLocalAddress();
    }

    private static int number(String digits, int max) {
        if (digits.isEmpty() || digits.length() > 5 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        int value = Integer.parseInt(digits);
        return value <= max ? value : -1;
    }
}
