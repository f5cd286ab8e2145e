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

    /** The IPv4 addresses among the values, in order, without repetition; whatever else there is, is skipped. */
    static List<InetSocketAddress> addresses(List<AmfValue> values) {
        Set<InetSocketAddress> addresses = new LinkedHashSet<>();
        for (AmfValue value : values) {
            InetSocketAddress address = value instanceof AmfString text && text.length() <= 21 ? address(text.text()) : null;
            if (address != null && addresses.size() < MAX_ADDRESSES) {
                addresses.add(address);
            }
        }
        return List.copyOf(addresses);
    }

    /** {@code a.b.c.d:port}, or null. */
    private static InetSocketAddress address(String text) {
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
        return reachable(bytes, port);
    }

    /** No candidate that nobody can be reached at: unspecified, multicast, broadcast. */
    private static InetSocketAddress reachable(byte[] bytes, int port) {
        int first = bytes[0] & 0xff;
        if (first == 0 || first >= 224) {
            return null;
        }
        try {
            return new InetSocketAddress(InetAddress.getByAddress(bytes), port);
        } catch (UnknownHostException e) { // not for four bytes
            return null;
        }
    }

    private static int number(String digits, int max) {
        if (digits.isEmpty() || digits.length() > 5 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        int value = Integer.parseInt(digits);
        return value <= max ? value : -1;
    }
}
