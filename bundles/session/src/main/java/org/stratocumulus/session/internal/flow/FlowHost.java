package org.stratocumulus.session.internal.flow;

import org.stratocumulus.session.Session;
import org.stratocumulus.session.SessionListener;
import org.stratocumulus.session.internal.time.Alarms;

/** What the flows of one session need of that session. */
public interface FlowHost {
    /** The session, for the user's eyes. */
    Session session();

    /** Who hears of new receiving flows. */
    SessionListener listener();

    /** Milliseconds of the moment that is being worked on. */
    long now();

    /** The loop's alarms. */
    Alarms alarms();

    /** Round-trip measurement and ERTO of the session (RFC 7016 section 3.5.2.2). */
    RoundTrip roundTrip();

    /**
     * Something can be sent: before the endpoint returns to its caller the session will ask {@link Flows#assemble} for
     * packets until it has none. Cheap, may be called many times.
     */
    void wantTransmit();

    /** Whether a Time Critical Reverse Notification came in during the last 800 ms (section 3.5.2.1). */
    boolean timeCriticalReverse();

    /** User data stayed unacknowledged for longer than the limit: the session is dead. */
    void retransmissionLimitReached();
}
