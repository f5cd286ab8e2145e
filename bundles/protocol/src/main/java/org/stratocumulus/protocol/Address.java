package org.stratocumulus.protocol;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Objects;

/**
 * Internet Socket Address with the tag of its origin, RFC 7016 section 2.1.5.
 *
 * @param socketAddress a resolved IPv4 or IPv6 address and a port; an IPv4-mapped IPv6 address on the wire becomes the IPv4 address it
 *        stands for
 * @param origin how the sender came to know the address
 */
public record Address(InetSocketAddress socketAddress, Origin origin) {

    private static final int INET6 = 0x80;
    private static final int ORIGIN = 0x03;
    private static final int INET4_BYTES = 4;
    private static final int INET6_BYTES = 16;

    /** The origin tag; codes 0 to 3 in the order of declaration. */
    public enum Origin {
        /** Unknown, unspecified, or "other". */
        UNKNOWN,
        /** Reported by the origin as a local, directly attached interface address. */
        REPORTED,
        /** Observed to be the source address from which a packet was received. */
        OBSERVED,
        /** A relay, proxy, or introducer (a Redirector and/or Forwarder). */
        RELAY;

        private static final Origin[] BY_CODE = values();

        /** @return 0 to 3 */
        public int code() {
            return ordinal();
        }
    }

    public Address {
        Objects.requireNonNull(origin, "origin");
        if (socketAddress.isUnresolved()) {
            throw new IllegalArgumentException("unresolved: " + socketAddress);
        }
    }

    /**
     * Reads one address; reserved bits are ignored.
     *
     * @throws WireException if truncated
     */
    public static Address decode(WireReader in) {
        int flags = in.u8();
        byte[] ip = in.bytes((flags & INET6) != 0 ? INET6_BYTES : INET4_BYTES);
        int port = in.u16();
        return new Address(new InetSocketAddress(inetAddress(ip), port), Origin.BY_CODE[flags & ORIGIN]);
    }

    /** Bytes of the encoded address: 7 or 19. */
    public int size() {
        return 1 + (isInet6() ? INET6_BYTES : INET4_BYTES) + 2;
    }

    /**
     * Writes the address.
     *
     * @throws WireException if it has no room
     */
    public void write(WireWriter out) {
        out.need(size());
        out.u8((isInet6() ? INET6 : 0) | origin.code());
        out.bytes(socketAddress.getAddress().getAddress());
        out.u16(socketAddress.getPort());
    }

    private boolean isInet6() {
        return socketAddress.getAddress() instanceof Inet6Address;
    }

    private static InetAddress inetAddress(byte[] ip) {
        try {
            return InetAddress.getByAddress(ip);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("an address of " + ip.length + " bytes", impossible);
        }
    }
}
