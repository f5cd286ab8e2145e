package org.stratocumulus.cluster.internal.config;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A range of addresses, as {@code 10.0.0.0/8} or {@code fc00::/7}; an address alone is a range of one. Never resolves a name.
 *
 * @param network the first address; 4 or 16 bytes
 * @param bits how many leading bits count
 */
public record AddressRange(InetAddress network, int bits) {

    /** @throws IllegalArgumentException with what is wrong, for people */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        String place = slash < 0 ? text : text.substring(0, slash);
        if (place.isEmpty() || !place.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*") || place.length() > 45) {
            throw new IllegalArgumentException("not an address or a range such as 10.0.0.0/8 or fc00::/7");
        }
        if (place.indexOf(':') < 0 && !place.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
            throw new IllegalArgumentException("not an address or a range such as 10.0.0.0/8 or fc00::/7");
        }
        InetAddress network = literal(place);
        int width = network.getAddress().length * 8;
        int bits = slash < 0 ? width : bits(text.substring(slash + 1), width);
        return new AddressRange(network, bits);
    }

    /** Whether an address lies within. */
    public boolean contains(InetAddress address) {
        byte[] a = network.getAddress();
        byte[] b = address.getAddress();
        if (a.length != b.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit += 8) {
            int mask = bits - bit >= 8 ? 0xff : 0xff << 8 - (bits - bit) & 0xff;
            if (((a[bit / 8] ^ b[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    private static InetAddress literal(String place) {
        try {
            return InetAddress.getByName(place); // digits, dots and colons only: nothing is looked up
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address or a range such as 10.0.0.0/8 or fc00::/7", e);
        }
    }

    private static int bits(String text, int width) {
        if (text.matches("\\d{1,3}") && Integer.parseInt(text) <= width) {
            return Integer.parseInt(text);
        }
        throw new IllegalArgumentException("has a prefix length that is not from 0 to " + width);
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + bits;
    }
}
