package org.stratocumulus.rendezvous.internal;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
        List<Address> out = new ArrayList<>(MAX_ADDRESSES);
        add(out, observed, Address.Origin.OBSERVED);
        addReported(out, reported, asker, near, true);
        addReported(out, reported, asker, near, false);
        addAll(out, servers);
        return out;
    }

    private static void addReported(List<Address> out, List<InetSocketAddress> reported, InetSocketAddress asker, boolean near, boolean sameFamily) {
        for (InetSocketAddress address : reported) {
            if (isSameFamily(address, asker) == sameFamily && isUsable(address, asker) && (near || !isPrivate(address.getAddress()))) {
                add(out, address, Address.Origin.REPORTED);
            }
        }
    }

    /** Nothing but other servers, some before others. */
    static List<Address> ofServers(List<InetSocketAddress> servers, List<InetSocketAddress> others) {
        List<Address> out = new ArrayList<>();
        addAll(out, servers);
        addAll(out, others);
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
        boolean together = isSameHost(from, peer);
        int period = together ? 2 : 3;
        int reportedAt = together ? 0 : 2;
        if (reported.isEmpty() || attempt % period != reportedAt) {
            return new Address(from, Address.Origin.OBSERVED);
        }
        List<InetSocketAddress> others = others(from, reported, peer);
        return others.isEmpty() ? new Address(from, Address.Origin.OBSERVED)
            : new Address(others.get(attempt / period % others.size()), Address.Origin.REPORTED);
    }

    /** What the asker has reported beside the address that its hello came from, the peer's address family before the other. */
    private static List<InetSocketAddress> others(InetSocketAddress from, List<InetSocketAddress> reported, InetSocketAddress peer) {
        List<InetSocketAddress> others = new ArrayList<>(reported);
        others.removeIf(address -> address.equals(from) || !isUsable(address, from));
        others.sort(Comparator.comparing(address -> !isSameFamily(address, peer)));
        return others;
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

    private static void addAll(List<Address> out, List<InetSocketAddress> servers) {
        for (InetSocketAddress server : servers) {
            add(out, server, Address.Origin.RELAY);
        }
    }

    /** Each address once: there are few. */
    private static void add(List<Address> out, InetSocketAddress address, Address.Origin origin) {
        if (out.size() >= MAX_ADDRESSES) {
            return;
        }
        for (Address earlier : out) {
            if (earlier.socketAddress().equals(address)) {
                return;
            }
        }
        out.add(new Address(address, origin));
    }

    private static boolean isSameFamily(InetSocketAddress a, InetSocketAddress b) {
        return a.getAddress() instanceof Inet4Address == b.getAddress() instanceof Inet4Address;
    }
}
