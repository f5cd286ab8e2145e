package org.stratocumulus.client.load;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.stratocumulus.client.RtmfpUri;
import org.stratocumulus.crypto.flash.DhGroup;
import org.stratocumulus.crypto.flash.FlashOptions;
import org.stratocumulus.crypto.flash.Use;

/**
 * What all modes share: where to connect, and as what kind of client.
 *
 * @param addresses of the URI's host
 * @param bind local addresses that clients take in turn; empty for any
 * @param threads event loops
 * @param server the server's process, or null when it is not known
 * @param timeout of each answer that is waited for
 */
record Target(RtmfpUri uri, List<InetSocketAddress> addresses, FlashOptions crypto, List<InetAddress> bind, int threads,
        ServerProcess server, Duration timeout) {
    static final List<Option> OPTIONS = List.of(
        Option.required("--uri", "URI", "where to connect, such as rtmfp://host:1935/app"),
        Option.of("--group", "N", "2", "Diffie-Hellman group: 2, 5, 14 or 16"),
        Option.flag("--hmac", "every packet carries an HMAC, both ways"),
        Option.flag("--sseq", "every packet carries a session sequence number, both ways"),
        Option.of("--threads", "T", "1", "event loops of the clients"),
        Option.of("--bind", "ADDR[,ADDR]", "", "local addresses that clients take in turn; a port each"),
        Option.of("--pid", "PID", "", "the server's process on this machine: adds its processor time and memory"),
        Option.of("--timeout", "SECONDS", "20", "for the answer to each connect, createStream, publish and play"));

    private static final int HMAC_LENGTH = 10;

    /** @throws UsageException naming the option that is wrong */
    static Target of(Options options) {
        RtmfpUri uri;
        try {
            uri = RtmfpUri.parse(options.text("--uri"));
        } catch (IllegalArgumentException e) {
            throw new UsageException("--uri: " + e.getMessage());
        }
        List<InetSocketAddress> addresses = resolve("--uri", uri.host()).stream()
            .map(address -> new InetSocketAddress(address, uri.port())).toList();
        List<InetAddress> bind = new ArrayList<>();
        for (String address : options.text("--bind").split(",")) {
            bind.addAll(address.isBlank() ? List.of() : resolve("--bind", address.strip()).subList(0, 1));
        }
        return new Target(uri, addresses, crypto(options), bind, options.integer("--threads", 1, 256), server(options),
            Duration.ofMillis((long) (1000 * options.number("--timeout", 0.1, 3600))));
    }

    /** The same clients at another server. @throws UsageException for a host that is unknown */
    Target at(RtmfpUri other) {
        return new Target(other, resolve("--others", other.host()).stream()
            .map(address -> new InetSocketAddress(address, other.port())).toList(), crypto, bind, threads, server, timeout);
    }

    private static ServerProcess server(Options options) {
        return options.text("--pid").isEmpty() ? null : new ServerProcess(options.integer("--pid", 1, Integer.MAX_VALUE));
    }

    /** A new account of what the server's process spends. */
    ServerCost cost() {
        return new ServerCost(server);
    }

    private static FlashOptions crypto(Options options) {
        int group = Integer.parseInt(options.choice("--group", List.of("2", "5", "14", "16")));
        FlashOptions crypto = FlashOptions.DEFAULT.withGroups(DhGroup.ofId(group).orElseThrow());
        if (options.flag("--hmac")) {
            crypto = crypto.withHmac(Use.ALWAYS, Use.ALWAYS, HMAC_LENGTH);
        }
        return options.flag("--sseq") ? crypto.withSequenceNumbers(Use.ALWAYS, Use.ALWAYS) : crypto;
    }

    private static List<InetAddress> resolve(String option, String host) {
        try {
            return Arrays.asList(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            throw new UsageException(option + ": unknown host '" + host + "'");
        }
    }
}
