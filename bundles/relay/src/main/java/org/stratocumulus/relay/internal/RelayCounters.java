package org.stratocumulus.relay.internal;

import org.stratocumulus.api.status.NamedCounters;

/** What is counted since the start. Any thread. */
final class RelayCounters extends NamedCounters<RelayCounters.Counter> {
    enum Counter {
        /** Ways opened for two peers. */
        OPENED("relay.opened"),
        /** Of them for a peer of another node. */
        OPENED_ACROSS("relay.opened-across"),
        /** Ways of other nodes' relays that clients of this one were let have. */
        ADMITTED("relay.admitted"),
        /** Ways that have ended. */
        CLOSED("relay.closed"),
        /** Datagrams forwarded. */
        FORWARDED("relay.forwarded"),
        /** Their bytes. */
        BYTES("relay.bytes"),
        /** Dropped: the other peer had not sent anything to its port yet. */
        EARLY("relay.dropped-early"),
        /** Dropped: not from the peer that the port was opened for. */
        STRANGERS("relay.dropped-strangers"),
        /** Dropped: beyond what the peer, or all together, may send. */
        BEYOND_QUOTA("relay.dropped-quota"),
        /** No way: as many pairs as there may be, of one of the peers or of all. */
        FULL("relay.refused-full"),
        /** No way: no public address of a peer's family, or no free port. */
        NO_ADDRESS("relay.refused-address");

        private final String label;

        Counter(String label) {
            this.label = label;
        }
    }

    RelayCounters() {
        super(Counter.class, counter -> counter.label);
    }
}
