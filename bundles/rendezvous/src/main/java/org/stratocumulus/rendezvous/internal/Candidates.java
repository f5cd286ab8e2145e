package org.stratocumulus.rendezvous.internal;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.stratocumulus.protocol.Address;

/** Which addresses two peers are told of each other (RFC 7016 section 3.5.1.6). */
final class Candidates {
    /** The most addresses an answer names; Adobe-derived clients take no more. */
    static final int MAX_ADDRESSES = 7;

    private Candidates() {
    }

    /**
     * What the asker is told of the peer: the observed address first, then reported ones, the asker's address family before the other, then
     * other servers. Private addresses only if they can help: when both show the same public address, so that they may be neighbours, or
     * when the asker tries again.
     */
    static List<Address> ofPeer(InetSocketAddress observed, List<InetSocketAddress> reported, InetSocketAddress asker, boolean again,
            List<InetSocketAddress> servers) {
        boolean near = again || isSameHost(observed, asker);
        Set<InetSocketAddress> seen = new LinkedHashSet<>();
        List<Address> out = new ArrayList<>();
        add(out, seen, observed, Address.Origin.OBSERVED);
        reported.stream().filter(address -> near || !isPrivate(address.getAddress())).filter(address -> isUsable(address, asker))
            .sorted(familyOf(asker)).forEach(address -> add(out, seen, address, Address.Origin.REPORTED));
        addServers(out, seen, servers);
        return out;
    }

    /** Nothing but other servers, some before others. */
    static List<Address> ofServers(List<InetSocketAddress> servers, List<InetSocketAddress> others) {
        List<Address> out = new ArrayList<>();
        Set<InetSocketAddress> seen = new LinkedHashSet<>();
        addServers(out, seen, servers);
        addServers(out, seen, others);
        return out;
    }

    /** The same with the address of a relay behind the observed one; it is not the one that finds no room. */
    static List<Address> withRelay(List<Address> ofPeer, InetSocketAddress relay) {
        List<Address> out = new ArrayList<>(ofPeer.subList(0, Math.min(ofPeer.size(), MAX_ADDRESSES - 1)));
        out.add(Math.min(1, out.size()), relayed(relay));
        return out;
    }

    /** A relayed transport address (RFC 7016 section 2.1.5). */
    static Address relayed(InetSocketAddress relay) {
        return new Address(relay, Address.Origin.RELAY);
    }

    /**
     * Where the peer is to answer the asker. One address a hello: the one that the hello came from, on every third try one that the asker
     * has reported of itself. Two in a row are what a symmetric translator needs to pass one that filters by address: the first answer is
     * lost, but by the second the asker has spoken to the peer's address. Two that show the same public address are told a reported one
     * first, and in turns.
     *
     * @param attempt 0 for the first hello with this tag
     */
    static Address ofAsker(InetSocketAddress from, List<InetSocketAddress> reported, InetSocketAddress peer, int attempt) {
        List<InetSocketAddress> others = reported.stream().filter(address -> !address.equals(from))
            .filter(address -> isUsable(address, from)).sorted(familyOf(peer)).toList();
        boolean together = isSameHost(from, peer);
        int period = together ? 2 : 3;
        int reportedAt = together ? 0 : 2;
        if (others.isEmpty() || attempt % period != reportedAt) {
            return new Address(from, Address.Origin.OBSERVED);
        }
        return new Address(others.get(attempt / period % others.size()), Address.Origin.REPORTED);
    }

    /** Not routed on the Internet: RFC 1918, RFC 6598, RFC 4193, link-local and loopback addresses. */
    static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        boolean shared = bytes.length == 4 && first == 100 && (bytes[1] & 0xc0) == 64;
        boolean uniqueLocal = bytes.length == 16 && (first & 0xfe) == 0xfc;
        return shared || uniqueLocal || address.isSiteLocalAddress() || address.isLinkLocalAddress() || address.isLoopbackAddress();
    }

    static boolean isSameHost(InetSocketAddress a, InetSocketAddress b) {
        return a.getAddress().equals(b.getAddress());
    }

    /** A loopback address says something to the same machine only. */
    private static boolean isUsable(InetSocketAddress address, InetSocketAddress other) {
        return !address.getAddress().isLoopbackAddress() || other.getAddress().isLoopbackAddress();
    }

    private static void addServers(List<Address> out, Set<InetSocketAddress> seen, List<InetSocketAddress> servers) {
        servers.forEach(server -> add(out, seen, server, Address.Origin.RELAY));
    }

    private static void add(List<Address> out, Set<InetSocketAddress> seen, InetSocketAddress address, Address.Origin origin) {
        if (out.size() < MAX_ADDRESSES && seen.add(address)) {
            out.add(new Address(address, origin));
        }
    }

    /** Addresses of the same family first; stable. */
    private static Comparator<InetSocketAddress> familyOf(InetSocketAddress other) {
        int length = other.getAddress().getAddress().length;
        return Comparator.comparing(address -> address.getAddress().getAddress().length != length);
    }
}
