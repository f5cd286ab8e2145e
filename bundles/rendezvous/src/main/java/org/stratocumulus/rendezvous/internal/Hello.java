package org.stratocumulus.rendezvous.internal;

import java.net.InetSocketAddress;
import org.stratocumulus.api.PeerId;

/**
 * A hello for a peer, as it came in. The arrays are never changed.
 *
 * @param from where it came from, which nothing has proved
 * @param discriminator the endpoint discriminator, unaltered
 */
record Hello(InetSocketAddress from, byte[] discriminator, PeerId wanted, byte[] tag) {
}
