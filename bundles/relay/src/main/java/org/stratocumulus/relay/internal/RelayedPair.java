package org.stratocumulus.relay.internal;

import java.net.InetSocketAddress;
import org.stratocumulus.api.status.RelayStatus.PairInfo;
import org.stratocumulus.relay.internal.RelayCounters.Counter;
import org.stratocumulus.transport.DatagramHandler;

/**
 * Two peers and the two ports between them. A datagram of one peer leaves by the other's port towards the other, as it is: the peers'
 * session is between them, and nothing in it can be read here. Nothing goes to an address that has not sent to its port itself, so one
 * datagram in is at most one out, and who never spoke hears nothing. Confined to the relay's loop but for {@link #info}.
 */
final class RelayedPair {
    final Side asker;
    final Side peer;
    private final Allowance all;
    private final RelayCounters counters;
    private final long openedAt;
    private volatile long forwardedAt;
    private volatile long forwarded;
    private volatile long bytes;
    private volatile long dropped;

    RelayedPair(Side asker, Side peer, Allowance all, RelayCounters counters, long now) {
        this.asker = asker;
        this.peer = peer;
        this.all = all;
        this.counters = counters;
        this.openedAt = now;
        this.forwardedAt = now;
    }

    /** Who receives what comes to a side's port. */
    DatagramHandler handler(Side side) {
        Side other = side == asker ? peer : asker;
        return new DatagramHandler() {
            @Override
            public void received(InetSocketAddress from, byte[] data, int offset, int length) {
                pass(side, other, from, data, offset, length);
            }

            @Override
            public void batchEnd() {
                // what was sent leaves by itself
            }
        };
    }

    private void pass(Side from, Side to, InetSocketAddress address, byte[] data, int offset, int length) {
        long now = from.loop.now();
        if (!from.hears(address, now)) {
            counters.count(Counter.STRANGERS);
            return;
        }
        InetSocketAddress target = to.seen;
        if (target == null) { // the other has not spoken yet; both repeat what they say
            drop(Counter.EARLY);
        } else if (!from.account.pay(length, all, now)) {
            drop(Counter.BEYOND_QUOTA);
        } else {
            to.loop.send(target, data, offset, length);
            forwardedAt = now;
            forwarded++;
            bytes += length;
            counters.count(Counter.FORWARDED);
            counters.add(Counter.BYTES, length);
        }
    }

    private void drop(Counter why) {
        dropped++;
        counters.count(why);
    }

    /** Whether it is over: unused, too old, or of a peer that is not a client of its node any more, or not at the same address. */
    boolean isOver(RelaySettings settings, long now) {
        int idle = forwarded == 0 ? Math.min(RelayNode.UNUSED_SECONDS, settings.idleSeconds()) : settings.idleSeconds();
        boolean late = now - forwardedAt >= 1_000L * idle || now - openedAt >= 1_000L * settings.lifetimeSeconds();
        return late || !asker.isThere() || !peer.isThere();
    }

    PairInfo info(long now) {
        return new PairInfo(asker.info(), peer.info(), now - openedAt,
            now - forwardedAt, forwarded, bytes, dropped);
    }
}
