package org.stratocumulus.session.internal.flow;

import org.stratocumulus.protocol.chunk.UserDataView;
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

    /** Where a chunk of user data is read; shared by all sessions of the loop, and cleared when a packet begins. */
    UserDataView userData();

    /** What puts data into packets; shared by all sessions of the loop. */
    DataAssembly assembly();

    /** Round-trip measurement and ERTO of the session (RFC 7016 section 3.5.2.2). */
    RoundTrip roundTrip();

    /**
     * Something can be sent: before the endpoint returns to its caller the session will ask {@link Flows#assemble} for
     * packets until it has none. Cheap, may be called many times.
     */
    void wantTransmit();

    /** Whether a Time Critical Reverse Notification came in during the last 800 ms (section 3.5.2.1). */
    boolean timeCriticalReverse();

    /**
     * Whether a packet with the Time Critical flag went out on any session of the endpoint during the last 800 ms (appendix
     * A.2, FASTGROW_ALLOWED); the session learns of its own by {@link Flows#TIME_CRITICAL}.
     */
    boolean timeCriticalSentAnywhere();

    /** Fragments were found lost, by negative acknowledgements or by timeout. */
    void dataLost();

    /** A chunk of flows was not well formed, or was dropped by a limit. */
    void chunkRefused();

    /** User data stayed unacknowledged for longer than the limit: the session is dead. */
    void retransmissionLimitReached();
}
