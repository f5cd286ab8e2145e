package org.stratocumulus.api.rendezvous;

import java.net.InetSocketAddress;
import java.util.List;

/** What becomes of a {@link PeerLookup}. */
public sealed interface LookupAnswer {
    /** As without listeners: peers of the cluster are introduced, others are not answered for. */
    record Usual() implements LookupAnswer {
    }

    /** No answer, and the peer hears nothing. */
    record Refused() implements LookupAnswer {
    }

    /**
     * In addition to what is usual, the asker is told other addresses to ask at: servers that may know the peer, with the origin code of
     * an introducer (RFC 7016 section 2.1.5).
     *
     * @param addresses resolved; the first ones count, up to the room of an answer (7)
     */
    record Elsewhere(List<InetSocketAddress> addresses) implements LookupAnswer {
        /** @throws IllegalArgumentException for an unresolved address or port 0 */
        public Elsewhere {
            addresses = List.copyOf(addresses);
            for (InetSocketAddress address : addresses) {
                if (address.isUnresolved() || address.getPort() == 0) {
                    throw new IllegalArgumentException("no address to send to: " + address);
                }
            }
        }
    }

    LookupAnswer USUAL = new Usual();
    LookupAnswer REFUSED = new Refused();

    /** See {@link Elsewhere}. */
    static LookupAnswer elsewhere(InetSocketAddress... addresses) {
        return new Elsewhere(List.of(addresses));
    }
}
