package org.stratocumulus.session.internal;

import java.net.InetSocketAddress;

/** DESTADDR of one session, and how far its mobility checks have come (RFC 7016 section 3.5.4.2). Changed on the session's loop only. */
final class FarAddress {
    private volatile InetSocketAddress address;
    /** MOB_TX_TS. */
    private long checkedAt = Long.MIN_VALUE / 2;
    /** MOB_RX_TS. */
    private long provedAt = Long.MIN_VALUE / 2;

    /** @param address as startup has verified it */
    FarAddress(InetSocketAddress address) {
        this.address = address;
    }

    /** Any thread. */
    InetSocketAddress address() {
        return address;
    }

    void address(InetSocketAddress verified) {
        address = verified;
    }

    /** Whether a mobility check may be sent now; then it counts as sent. */
    boolean mayCheck(long now) {
        boolean may = now - checkedAt >= MobilityCheck.PERIOD_MILLIS;
        if (may) {
            checkedAt = now;
        }
        return may;
    }

    /** Whether an authentic answer to the check of this time is news; older ones and repetitions are not. */
    boolean proves(long time) {
        boolean news = time > provedAt;
        if (news) {
            provedAt = time;
        }
        return news;
    }
}
