package org.stratocumulus.api.balancing;

import java.net.InetSocketAddress;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Names another server for a client that this one has to turn away after it has connected. For applications that refuse with {@code
 * ex.code} 302 and {@code ex.redirect}. One service while there is balancing; any thread, event loops included.
 */
@ProviderType
public interface Elsewhere {
    /**
     * Where the client would be served now: of the servers that are up, not draining, not full and known by a public address of the
     * client's address family, the one with the least load.
     *
     * @param client where it is, resolved
     * @return {@code host:port}, a numeric IPv6 host in brackets; empty when nobody but this server is left
     */
    String find(InetSocketAddress client);
}
