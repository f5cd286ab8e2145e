package org.stratocumulus.rendezvous.internal;

import java.net.InetSocketAddress;
import java.util.List;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.application.spi.ClientConnection;

/**
 * Who says hello, as far as the address tells.
 *
 * @param id of a client of this server, whose address is proved by its session; null for a stranger
 * @param reported what it said of its own addresses
 */
record Asker(PeerId id, List<InetSocketAddress> reported) {
    static final Asker STRANGER = new Asker(null, List.of());

    /** @param client null for a stranger */
    static Asker of(ClientConnection client) {
        return client == null ? STRANGER : new Asker(client.id(), client.reportedAddresses());
    }
}
