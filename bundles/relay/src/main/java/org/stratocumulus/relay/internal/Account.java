package org.stratocumulus.relay.internal;

/** What one peer may have forwarded, whomever it is relayed to. Confined to the relay's loop. */
final class Account {
    private static final long SECOND = 1_000;
    private static final long HOUR = 3_600_000;

    private final Allowance bits;
    private final Allowance bytes;
    /** Pairs of the peer. */
    int pairs;

    Account(RelaySettings settings, long now) {
        bits = new Allowance(settings.bitsPerSecondPerPeer(), SECOND, now);
        bytes = new Allowance(settings.bytesPerHourPerPeer(), HOUR, now);
    }

    void settings(RelaySettings settings, long now) {
        bits.units(settings.bitsPerSecondPerPeer(), now);
        bytes.units(settings.bytesPerHourPerPeer(), now);
    }

    /** Pays for a datagram out of the peer's share and the one of all, if both have enough. */
    boolean pay(int length, Allowance all, long now) {
        long sent = 8L * length;
        if (!bits.has(sent, now) || !bytes.has(length, now) || !all.has(sent, now)) {
            return false;
        }
        bits.take(sent);
        bytes.take(length);
        all.take(sent);
        return true;
    }

    /** Whether a new account would be the same. */
    boolean isForgettable(long now) {
        return pairs == 0 && bits.isFull(now) && bytes.isFull(now);
    }
}
