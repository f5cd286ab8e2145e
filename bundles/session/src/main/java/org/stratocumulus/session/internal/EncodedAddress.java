package org.stratocumulus.session.internal;

import java.net.InetSocketAddress;
import java.util.Arrays;

/** A socket address as bytes to be hashed: 4 or 16 of IP address, 2 of port. */
public final class EncodedAddress {
    private EncodedAddress() {
    }

    /** The bytes of a resolved address. */
    public static byte[] of(InetSocketAddress address) {
        byte[] ip = address.getAddress().getAddress();
        byte[] bytes = Arrays.copyOf(ip, ip.length + 2);
        bytes[ip.length] = (byte) (address.getPort() >>> 8);
        bytes[ip.length + 1] = (byte) address.getPort();
        return bytes;
    }
}
