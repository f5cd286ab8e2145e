package org.stratocumulus.session.internal;

import org.stratocumulus.session.SessionStats;
import org.stratocumulus.session.internal.flow.Flows;
import org.stratocumulus.session.internal.flow.RoundTrip;

/** What went through one session. Confined to its loop. */
final class Traffic {
    private long bytesIn;
    private long bytesOut;
    private long packetsIn;
    private long packetsOut;

    /** A valid packet came in, in a datagram of this length. */
    void received(int length) {
        packetsIn++;
        bytesIn += length;
    }

    /** A packet went out, in a datagram of this length. */
    void sent(int length) {
        packetsOut++;
        bytesOut += length;
    }

    /** All figures of the session. */
    SessionStats stats(OpenSession session, long now) {
        RoundTrip trip = session.roundTrip;
        long age = now - session.lifetime().openedAt();
        long silence = now - session.lifetime().heardAt();
        if (!session.hasFlows()) {
            return new SessionStats(age, silence, trip.srtt(), trip.rttvar(), trip.erto(), 0, 0, 0, bytesIn, bytesOut, packetsIn,
                    packetsOut, 0, 0, 0, 0);
        }
        Flows flows = session.flows();
        return new SessionStats(age, silence, trip.srtt(), trip.rttvar(), trip.erto(), flows.congestionWindow(),
                flows.outstandingBytes(), flows.bufferedBytes(), bytesIn, bytesOut, packetsIn, packetsOut, flows.fragmentsLost(),
                flows.messagesAbandoned(), flows.sendFlowCount(), flows.recvFlowCount());
    }
}
