package org.stratocumulus.rendezvous.internal;

import java.net.InetSocketAddress;
import java.util.List;
import org.stratocumulus.api.cluster.ServerNode;

/**
 * A hello and the other server that has its peer.
 *
 * @param attempt how many hellos with its tag came before
 * @param reported what the asker said of its own addresses
 * @param servers that listeners named
 */
record Asked(Hello hello, int attempt, ServerNode owner, List<InetSocketAddress> reported, List<InetSocketAddress> servers) {
    /** What asks the owner. @param number to answer with; 0 for no answer */
    LinkMessage.Lookup lookup(int number) {
        return new LinkMessage.Lookup(number, attempt, hello, reported);
    }
}
