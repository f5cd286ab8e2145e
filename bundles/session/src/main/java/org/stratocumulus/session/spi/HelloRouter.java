package org.stratocumulus.session.spi;

import java.net.InetSocketAddress;
import org.osgi.annotation.versioning.ConsumerType;
import org.stratocumulus.crypto.EndpointDiscriminator;

/**
 * Decides what happens to an IHello (RFC 7016 sections 3.5.1.4 to 3.5.1.7). Called on an event loop for an address that
 * has proved nothing: it must be quick and keep no state per address without a bound.
 */
@ConsumerType
public interface HelloRouter {
    /**
     * An IHello came in. Routers are asked in order of service ranking until one claims it; none is asked for hellos beyond the limit
     * of those answered per second, so that what a router forwards is bounded by it too.
     *
     * @param selectsUs whether the discriminator selects this endpoint's own certificate
     * @param tag the hello's tag; the caller must not change it
     */
    HelloDecision route(InetSocketAddress from, EndpointDiscriminator discriminator, byte[] tag, boolean selectsUs);
}
