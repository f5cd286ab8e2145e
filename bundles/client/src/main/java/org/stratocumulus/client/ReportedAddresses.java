package org.stratocumulus.client;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a client tells the server of the addresses at which peers may reach it (RFC 7425 section 5.3.3). Any thread but event loops: it may
 * ask the system.
 */
@FunctionalInterface
public interface ReportedAddresses {
    /** Addresses that are told at most. */
    int MAX_ADDRESSES = 16;

    /** Nothing: the server, and so the peers that it introduces, see the address that the session comes from and no other. */
    ReportedAddresses NONE = bound -> List.of();

    /** The addresses of this machine's interfaces, without loopback and link-local ones, with the bound port. */
    ReportedAddresses INTERFACES = bound -> addresses(bound, interfaces());

    /**
     * @param bound the bound addresses, a wildcard among them, with their ports
     * @return what to tell, the first {@value #MAX_ADDRESSES} of it
     */
    List<InetSocketAddress> of(List<InetSocketAddress> bound);

    /** These addresses of this machine, with the bound port. */
    static ReportedAddresses of(Set<InetAddress> machine) {
        Set<InetAddress> kept = Collections.unmodifiableSet(new LinkedHashSet<>(machine));
        return bound -> addresses(bound, kept);
    }

    /** The addresses of this machine's interfaces that are up, without loopback and link-local ones. */
    static Set<InetAddress> interfaces() {
        Set<InetAddress> found = new LinkedHashSet<>();
        try {
            for (NetworkInterface one : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                if (one.isUp()) {
                    found.addAll(Collections.list(one.getInetAddresses()));
                }
            }
        } catch (IOException e) {
            return Set.of(); // the list MAY be empty
        }
        // RFC 7425 section 5.3.3: SHOULD NOT include link-local or loopback addresses
        found.removeIf(address -> address.isLoopbackAddress() || address.isLinkLocalAddress() || address.isMulticastAddress());
        return found;
    }

    /** As setPeerInfo has it: {@code 192.0.2.129:50001}, {@code [2001:db8:1::2]:50002}. */
    static String text(InetSocketAddress address) {
        String ip = address.getAddress().getHostAddress();
        int scope = ip.indexOf('%');
        String plain = scope < 0 ? ip : ip.substring(0, scope);
        return (address.getAddress() instanceof Inet6Address ? "[" + plain + "]" : plain) + ":" + address.getPort();
    }

    private static List<InetSocketAddress> addresses(List<InetSocketAddress> bound, Set<InetAddress> machine) {
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (InetSocketAddress one : bound) {
            InetAddress ip = one.getAddress();
            // the IPv6 wildcard takes in IPv4
            machine.stream().filter(address -> address.equals(ip) || ip.isAnyLocalAddress()
                    && (ip instanceof Inet6Address || !(address instanceof Inet6Address)))
                .map(address -> new InetSocketAddress(address, one.getPort())).forEach(addresses::add);
        }
        return addresses;
    }
}
