package org.stratocumulus.relay.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Reads IP addresses without ever asking a name server. */
public final class Addresses {
    private Addresses() {
    }

    /** @param text separated by commas @throws IllegalArgumentException for what is no address of a host */
    static List<InetAddress> parse(String text) {
        List<InetAddress> addresses = new ArrayList<>();
        for (String part : text.split(",")) {
            if (!part.isBlank()) {
                InetAddress address = literal(part.trim());
                if (address == null || address.isAnyLocalAddress() || address.isMulticastAddress()) {
                    throw new IllegalArgumentException("'" + part.trim() + "' is no IP address of a host");
                }
                addresses.add(address);
            }
        }
        return addresses;
    }

    /** The IP addresses among {@code host:port}; names are left out. */
    public static List<InetAddress> ofServers(List<String> publicAddresses) {
        List<InetAddress> addresses = new ArrayList<>();
        for (String text : publicAddresses) {
            int colon = text.lastIndexOf(':');
            InetAddress address = literal((colon < 0 ? text : text.substring(0, colon)).replaceAll("[\\[\\]]", ""));
            if (address != null) {
                addresses.add(address);
            }
        }
        return addresses;
    }

    private static InetAddress literal(String text) {
        if (!text.matches("\\d{1,3}(\\.\\d{1,3}){3}") && !text.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            return null;
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
