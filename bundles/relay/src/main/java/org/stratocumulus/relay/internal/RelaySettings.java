package org.stratocumulus.relay.internal;

import java.net.InetAddress;
import java.util.List;
import org.stratocumulus.api.settings.SettingsReader;

/**
 * What operators set, checked. Immutable.
 *
 * @param ports UDP ports, two for each pair
 * @param publicAddresses where peers reach those ports, best first of each family; empty: the address that the route to the peer begins
 *     with
 * @param afterAttempts hellos of one attempt that are answered without the relay, 1 to 10
 * @param pairs at the same time; the ports may allow fewer
 * @param pairsPerPeer at the same time
 * @param bitsPerSecond forwarded of all peers together
 * @param bitsPerSecondPerPeer that one peer may send, to all it is relayed to together
 * @param bytesPerHourPerPeer that one peer may send
 * @param idleSeconds without a forwarded datagram, after which a pair ends
 * @param lifetimeSeconds after which a pair ends in any case
 */
public record RelaySettings(PortRange ports, List<InetAddress> publicAddresses, int afterAttempts, int pairs, int pairsPerPeer,
        long bitsPerSecond, long bitsPerSecondPerPeer, long bytesPerHourPerPeer, int idleSeconds, int lifetimeSeconds) {
    /** Off, all else as it comes. */
    public static final RelaySettings OFF =
        new RelaySettings(PortRange.NONE, List.of(), 2, 250, 4, 100_000_000, 4_000_000, 1_000_000_000, 60, 14_400);

    private static final int MOST_PAIRS = 32_000;
    private static final long LEAST = 10_000;
    private static final long MOST_BITS = 100_000_000_000L;
    private static final long MOST_BYTES = 1_000_000_000_000_000L;

    public RelaySettings {
        publicAddresses = List.copyOf(publicAddresses);
    }

    /** Takes each value that is good; the others stay as they were. */
    public static RelaySettings read(SettingsReader in, RelaySettings former) {
        RelaySettings standard = OFF;
        return new RelaySettings(in.value("relay.ports", PortRange::parse, standard.ports, former.ports),
            in.value("relay.publicAddress", Addresses::parse, standard.publicAddresses, former.publicAddresses),
            in.number("relay.afterAttempts", 1, 10, standard.afterAttempts, former.afterAttempts),
            in.number("relay.pairs", 1, MOST_PAIRS, standard.pairs, former.pairs),
            in.number("relay.pairsPerPeer", 1, MOST_PAIRS, standard.pairsPerPeer, former.pairsPerPeer),
            in.number("relay.bitsPerSecond", LEAST, MOST_BITS, standard.bitsPerSecond, former.bitsPerSecond),
            in.number("relay.bitsPerSecondPerPeer", LEAST, MOST_BITS, standard.bitsPerSecondPerPeer, former.bitsPerSecondPerPeer),
            in.number("relay.bytesPerHourPerPeer", LEAST, MOST_BYTES, standard.bytesPerHourPerPeer, former.bytesPerHourPerPeer),
            in.number("relay.idle", 10, 3_600, standard.idleSeconds, former.idleSeconds),
            in.number("relay.lifetime", 60, 604_800, standard.lifetimeSeconds, former.lifetimeSeconds));
    }

    /** Whether ways are offered. */
    public boolean isOn() {
        return !ports.isEmpty();
    }
}
