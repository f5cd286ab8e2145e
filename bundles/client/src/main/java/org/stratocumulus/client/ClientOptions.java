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
 */
public record ClientOptions(FlashOptions crypto, EndpointOptions endpoint, List<InetSocketAddress> bind) {
    /** Any port, strongest common key agreement, answers Forwarded IHellos. */
    public static final ClientOptions DEFAULT = new ClientOptions(FlashOptions.DEFAULT,
        EndpointOptions.defaults().withForwardedHello(EndpointOptions.ForwardedHello.RESPOND), List.of());

    public ClientOptions {
        bind = List.copyOf(bind);
    }

    /** These options with other key negotiation. */
    public ClientOptions withCrypto(FlashOptions other) {
        return new ClientOptions(other, endpoint, bind);
    }

    /** These options with another engine setup. */
    public ClientOptions withEndpoint(EndpointOptions other) {
        return new ClientOptions(crypto, other, bind);
    }

    /** These options bound to other local addresses. */
    public ClientOptions withBind(InetSocketAddress... addresses) {
        return new ClientOptions(crypto, endpoint, List.of(addresses));
    }
}
