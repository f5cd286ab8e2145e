package org.stratocumulus.session.internal;

import org.stratocumulus.protocol.chunk.UserDataView;
import org.stratocumulus.session.CloseReason;
import org.stratocumulus.session.Session;
import org.stratocumulus.session.SessionListener;
import org.stratocumulus.session.internal.flow.DataAssembly;
import org.stratocumulus.session.internal.flow.FlowHost;
import org.stratocumulus.session.internal.flow.RoundTrip;
import org.stratocumulus.session.internal.time.Alarms;

/** An open session as its flows see it. */
final class SessionFlowHost implements FlowHost {
    private final OpenSession session;

    SessionFlowHost(OpenSession session) {
        this.session = session;
    }

    @Override
    public Session session() {
        return session;
    }

    @Override
    public SessionListener listener() {
        return session.listener();
    }

    @Override
    public long now() {
        return session.context().now();
    }

    @Override
    public Alarms alarms() {
        return session.context().alarms();
    }

    @Override
    public UserDataView userData() {
        return session.context().userData();
    }

    @Override
    public DataAssembly assembly() {
        return session.context().assembly();
    }

    @Override
    public RoundTrip roundTrip() {
        return session.roundTrip;
    }

    @Override
    public void wantTransmit() {
        session.wantTransmit();
    }

    @Override
    public boolean timeCriticalReverse() {
        return session.context().now() - session.timeCriticalReverseAt < TimeCritical.LATELY_MILLIS;
    }

    @Override
    public boolean timeCriticalSentAnywhere() {
        return session.context().timeCritical().sentLately(session.context().now());
    }

    @Override
    public void dataLost() {
        if (session.path != null) {
            session.path.dataLost();
        }
    }

    @Override
    public void chunkRefused() {
        session.context().count(Counter.IGNORED_FLOW_CHUNK);
    }

    @Override
    public void retransmissionLimitReached() {
        session.abort(CloseReason.RETRANSMISSION_LIMIT);
    }
}
