package org.stratocumulus.relay.internal;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.stratocumulus.api.rendezvous.RelayedPeer;
import org.stratocumulus.api.status.RelayStatus.End;
import org.stratocumulus.transport.DatagramLoop;

/**
 * One end of a pair: a port of its own, and the peer that sends to it. Its port behind a translator is not known beforehand, so it is taken
 * from the first datagram that comes from its proved IP address. Confined to the relay's loop but for what is final or volatile.
 */
final class Side {
    /** Silence after which a peer may go on from another port of its address: its translator has forgotten the former one. */
    static final long MOVE_MILLIS = 5_000;

    final RelayedPeer peer;
    /** Where it was proved to be when the way was opened. */
    final InetAddress host;
    /** Where the peer is told to send. */
    final InetSocketAddress relayed;
    final Account account;
    volatile InetSocketAddress seen;
    DatagramLoop loop;
    private long heardAt;

    Side(RelayedPeer peer, InetAddress host, InetSocketAddress relayed, Account account) {
        this.peer = peer;
        this.host = host;
        this.relayed = relayed;
        this.account = account;
    }

    /** A datagram has come to this side's port. @return whether it is the peer's */
    boolean hears(InetSocketAddress from, long now) {
        if (!from.equals(seen)) {
            boolean free = seen == null || now - heardAt >= MOVE_MILLIS;
            if (!free || !from.getAddress().equals(host)) {
                return false;
            }
            seen = from;
        }
        heardAt = now;
        return true;
    }

    /** Whether the peer still is where the way was opened for. */
    boolean isThere() {
        return peer.isConnected() && peer.host().equals(host);
    }

    End info() {
        return new End(peer.id(), peer.node(), relayed, seen);
    }
}
