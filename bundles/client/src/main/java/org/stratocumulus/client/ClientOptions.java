package org.stratocumulus.client;

import java.net.InetSocketAddress;
import java.util.List;
import org.stratocumulus.crypto.flash.FlashOptions;
import org.stratocumulus.session.EndpointOptions;

/**
 * How a client is set up.
 *
 * @param crypto negotiation of keys, HMAC and sequence numbers
 * @param endpoint limits and habits of the engine
 * @param bind local addresses; empty for all interfaces and any port
 * @param reported what the server is told of the client's addresses
 * @param keepalive what is taken of the server's advice about keepalive
 */
public record ClientOptions(FlashOptions crypto, EndpointOptions endpoint, List<InetSocketAddress> bind, ReportedAddresses reported,
        KeepaliveRange keepalive) {
    /** Any port, strongest common key agreement, answers Forwarded IHellos, tells the addresses of its interfaces. */
    public static final ClientOptions DEFAULT = new ClientOptions(FlashOptions.DEFAULT,
        EndpointOptions.defaults().withForwardedHello(EndpointOptions.ForwardedHello.RESPOND), List.of(), ReportedAddresses.INTERFACES,
        KeepaliveRange.DEFAULT);

    public ClientOptions {
        bind = List.copyOf(bind);
    }

    /** These options with other key negotiation. */
    public ClientOptions withCrypto(FlashOptions other) {
        return new ClientOptions(other, endpoint, bind, reported, keepalive);
    }

    /** These options with another engine setup. */
    public ClientOptions withEndpoint(EndpointOptions other) {
        return new ClientOptions(crypto, other, bind, reported, keepalive);
    }

    /** These options bound to other local addresses. */
    public ClientOptions withBind(InetSocketAddress... addresses) {
        return new ClientOptions(crypto, endpoint, List.of(addresses), reported, keepalive);
    }

    /** These options with something else told to the server; {@link ReportedAddresses#NONE} for nothing. */
    public ClientOptions withReported(ReportedAddresses other) {
        return new ClientOptions(crypto, endpoint, bind, other, keepalive);
    }

    /** These options with another range of keepalive periods. */
    public ClientOptions withKeepalive(KeepaliveRange range) {
        return new ClientOptions(crypto, endpoint, bind, reported, range);
    }
}
