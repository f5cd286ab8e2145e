package org.stratocumulus.session.internal.osgi;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.stratocumulus.api.settings.SettingsReader;
import org.stratocumulus.session.EndpointOptions;
import org.stratocumulus.transport.UdpTransport;

/**
 * The configuration {@code org.stratocumulus.rtmfp}, read and checked. A bad value is refused with a sentence that names key
 * and value, and the former one stays.
 *
 * @param port 0 to 65535
 * @param bind addresses to listen on; empty for all
 * @param threads 0 for one per processor
 * @param udpBufferSize 0 for the system's default
 * @param wakeUpInterval microseconds, 0 for none
 * @param options what the endpoint is told
 */
record EndpointSettings(int port, List<InetAddress> bind, int threads, int udpBufferSize, int wakeUpInterval,
        EndpointOptions options) {
    /** What holds for keys that are not set. */
    static final EndpointSettings DEFAULTS = new EndpointSettings(1935, List.of(), 0, 4 << 20, 1_000, EndpointOptions.defaults());

    private static final int SECOND = 1_000;

    /**
     * Reads all keys.
     *
     * @param former what a bad value is replaced by
     */
    static EndpointSettings read(SettingsReader in, EndpointSettings former) {
        EndpointOptions was = former.options;
        EndpointOptions standard = DEFAULTS.options;
        EndpointOptions options = was
                .withKeepalive(SECOND * (long) in.number("keepAlive", 0, 3_600, seconds(standard), seconds(was)))
                .withMaxPacket(in.number("maxPacket", 548, 1_500, standard.maxPacket(), was.maxPacket()))
                .withPathMaxPacket(in.number("path.maxPacket", 0, 1_500, standard.pathMaxPacket(), was.pathMaxPacket()))
                .withSessions(in.number("limit.sessions", 1, Integer.MAX_VALUE / 4, standard.sessions(), was.sessions()))
                .withHandshakesPerSecond(in.number("limit.handshakesPerSecond", 1, 1_000_000, standard.handshakesPerSecond(),
                        was.handshakesPerSecond()))
                .withHellosPerSecond(in.number("limit.hellosPerSecond", 1, 10_000_000, standard.hellosPerSecond(), was.hellosPerSecond()))
                .withKeyingQueue(in.number("limit.keyingQueue", 1, 1_000_000, standard.keyingQueue(), was.keyingQueue()));
        return new EndpointSettings(in.number("port", 0, 65_535, DEFAULTS.port, former.port),
                in.value("bind", EndpointSettings::parse, DEFAULTS.bind, former.bind),
                in.number("threads", 0, 256, DEFAULTS.threads, former.threads),
                in.number("udpBufferSize", 0, 1 << 30, DEFAULTS.udpBufferSize, former.udpBufferSize),
                in.number("wakeUpInterval", 0, UdpTransport.MAX_WAKE_UP_INTERVAL, DEFAULTS.wakeUpInterval, former.wakeUpInterval), options);
    }

    private static int seconds(EndpointOptions options) {
        return (int) (options.keepaliveMillis() / SECOND);
    }

    /** Where to listen. */
    List<InetSocketAddress> addresses() {
        return bind.stream().map(address -> new InetSocketAddress(address, port)).toList();
    }

    boolean listensLike(EndpointSettings other) {
        return port == other.port && bind.equals(other.bind);
    }

    private static List<InetAddress> parse(String list) {
        List<InetAddress> addresses = new ArrayList<>();
        for (String part : list.split(",")) {
            String address = part.trim();
            if (!address.isEmpty()) {
                addresses.add(address(address));
            }
        }
        return List.copyOf(addresses);
    }

    /** Reads an address and never asks a name server. */
    private static InetAddress address(String text) {
        try {
            if (text.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(%[\\w.-]+)?")) {
                return InetAddress.getByName(text);
            }
        } catch (UnknownHostException e) {
            // told below
        }
        throw new IllegalArgumentException(text + " is not an IP address");
    }
}
