package org.stratocumulus.cluster.internal.wire;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The first frame of each direction: {@code 00 00} (reference 0), {@code 01 string(publicAddress)} or {@code 00 u16(RTMFP port)}, then
 * {@code string key, string value} to the end.
 *
 * @param publicAddress {@code host:port}; null in the form that gives a port
 * @param port UDP port of the RTMFP endpoint in the form without a public address: the receiver adds the host it sees
 * @param properties sorted by key
 */
public record Hello(String publicAddress, int port, SortedMap<String, String> properties) {
    /** Largest hello that is read: the frame limit until it has come. */
    public static final int MAX_BYTES = 64 * 1024;
    /** Most properties read. */
    public static final int MAX_PROPERTIES = 128;

    public Hello {
        properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
    }

    /** The form with a public address. */
    public static Hello of(String publicAddress, Map<String, String> properties) {
        return new Hello(publicAddress, 0, new TreeMap<>(properties));
    }

    /** The form with a port. */
    public static Hello of(int port, Map<String, String> properties) {
        return new Hello(null, port, new TreeMap<>(properties));
    }

    /** The whole frame without its length. */
    public byte[] encode() {
        WireOutput out = new WireOutput(128);
        out.u8(0);
        out.u8(0);
        if (publicAddress != null) {
            out.u8(1);
            out.string(publicAddress);
        } else {
            out.u8(0);
            out.u16(port);
        }
        properties.forEach((key, value) -> {
            out.string(key);
            out.string(value);
        });
        return out.toByteArray();
    }

    /**
     * Reads what follows the reference.
     *
     * @throws WireException when it is truncated or has more than {@link #MAX_PROPERTIES}
     */
    public static Hello decode(WireInput in) throws WireException {
        String address = null;
        int port = 0;
        if (in.u8() == 0) {
            port = in.u16();
        } else {
            address = in.string();
        }
        SortedMap<String, String> properties = new TreeMap<>();
        for (int count = 0; in.remaining() > 0; count++) {
            if (count == MAX_PROPERTIES) {
                throw new WireException("a hello of more than " + MAX_PROPERTIES + " properties");
            }
            String key = in.string();
            properties.putIfAbsent(key, in.string());
        }
        return new Hello(address, port, properties);
    }
}
