package org.stratocumulus.testkit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A network address translator with one public address, of one of the four classic kinds (RFC 3489 section 5; in the words of RFC 4787,
 * the first three map independently of the endpoint and differ in what they filter). It never forgets. One thread.
 */
public final class Translator {
    /** What a translator does. */
    public enum Kind {
        /** One public port for each inner one; lets everything in to it. */
        FULL_CONE,
        /** The same; lets in what comes from an address that something was sent to. */
        ADDRESS_RESTRICTED,
        /** The same; lets in what comes from an address and port that something was sent to. */
        PORT_RESTRICTED,
        /** One public port for each inner one and each far address and port; lets in what comes from there. */
        SYMMETRIC
    }

    private static final int FIRST_PORT = 40_000;

    private record Flow(InetSocketAddress inside, InetSocketAddress to) {
    }

    private static final class Mapping {
        private final InetSocketAddress inside;
        private final List<InetSocketAddress> sentTo = new ArrayList<>();

        private Mapping(InetSocketAddress inside) {
            this.inside = inside;
        }
    }

    private final Kind kind;
    private final InetAddress outside;
    private final Map<Flow, InetSocketAddress> ports = new HashMap<>();
    private final Map<InetSocketAddress, Mapping> mappings = new HashMap<>();

    public Translator(Kind kind, InetAddress outside) {
        this.kind = kind;
        this.outside = outside;
    }

    /** Its public address. */
    public InetAddress outside() {
        return outside;
    }

    /** Where a datagram from inside seems to come from. */
    InetSocketAddress outward(InetSocketAddress inside, InetSocketAddress to) {
        Flow flow = new Flow(inside, kind == Kind.SYMMETRIC ? to : null);
        InetSocketAddress port = ports.computeIfAbsent(flow, f -> new InetSocketAddress(outside, FIRST_PORT + ports.size()));
        mappings.computeIfAbsent(port, p -> new Mapping(inside)).sentTo.add(to);
        return port;
    }

    /** Where a datagram to one of its ports goes; null for nowhere. */
    InetSocketAddress inward(InetSocketAddress from, InetSocketAddress port) {
        Mapping mapping = mappings.get(port);
        return mapping != null && letsIn(mapping, from) ? mapping.inside : null;
    }

    private boolean letsIn(Mapping mapping, InetSocketAddress from) {
        return switch (kind) {
            case FULL_CONE -> true;
            case ADDRESS_RESTRICTED -> mapping.sentTo.stream().anyMatch(to -> to.getAddress().equals(from.getAddress()));
            case PORT_RESTRICTED, SYMMETRIC -> mapping.sentTo.contains(from);
        };
    }
}
