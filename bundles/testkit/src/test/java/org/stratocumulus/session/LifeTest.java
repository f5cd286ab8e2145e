package org.stratocumulus.session;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.Test;
import org.stratocumulus.protocol.chunk.Close;
import org.stratocumulus.protocol.chunk.CloseAck;
import org.stratocumulus.protocol.chunk.Ping;
import org.stratocumulus.protocol.chunk.PingReply;
import org.stratocumulus.protocol.chunk.RIKeying;
import org.stratocumulus.testkit.Datagram;
import org.stratocumulus.testkit.PlainPacket;
import org.stratocumulus.testkit.SessionPair;
import org.stratocumulus.testkit.SimulatedEnd;

/** Keepalive and close: RFC 7016 sections 3.5.4.1 and 3.5.5. */
public class LifeTest {
    private static final EndpointOptions QUIET = EndpointOptions.defaults().withKeepalive(0);

    @Test
    public void anOrderlyCloseIsAcknowledgedAndTheFarEndLingersForNineteenSeconds() {
        SessionPair pair = SessionPair.plain(1, QUIET);
        Session near = pair.open();
        Session far = pair.accepted();
        pair.network().forget();
        pair.client().on(near, near::close);
        pair.time().advance(5);
        assertEquals(SessionState.NEARCLOSE, near.state());
        pair.time().advance(10);
        assertEquals(SessionState.FARCLOSE_LINGER, far.state());
        pair.time().advance(10);
        assertEquals(SessionState.CLOSED, near.state());
        assertEquals(List.of(CloseReason.NEAR_CLOSE), pair.recorder().closed());
        assertEquals(List.of(CloseReason.FAR_CLOSE), pair.acceptedRecorder().closed());
        assertEquals(1, PlainPacket.chunks(pair.network().sent(), Close.class).size());
        assertEquals(1, PlainPacket.chunks(pair.network().sent(), CloseAck.class).size());

        pair.time().advance(18_980);
        assertEquals(SessionState.FARCLOSE_LINGER, far.state());
        pair.time().advance(20);
        assertEquals(SessionState.CLOSED, far.state());
        assertEquals(0, pair.server().endpoint().sessionCount() + pair.client().endpoint().sessionCount());
        assertEquals("told once", 1, pair.acceptedRecorder().closed().size());
    }

    @Test
    public void anEndpointClosesASessionThatItIsGivenTheIdentifierOf() {
        SessionPair pair = SessionPair.plain(1, QUIET, 1, 3);
        Session near = pair.open();
        pair.server().endpoint().closeSession(pair.accepted().id() + 3);
        pair.time().advance(100);
        assertEquals("another one of that loop, which there is not", SessionState.OPEN, near.state());
        pair.server().endpoint().closeSession(pair.accepted().id());
        pair.time().advance(100);
        assertEquals(List.of(CloseReason.FAR_CLOSE), pair.recorder().closed());
        assertEquals(SessionState.CLOSED, pair.accepted().state());
        pair.server().endpoint().closeSession(pair.accepted().id());
    }

    @Test
    public void aCloseIsRepeatedEveryFiveSecondsForNinetySeconds() {
        SessionPair pair = SessionPair.plain(1, QUIET);
        Session near = pair.open();
        pair.network().cutOff(pair.server().host());
        pair.network().forget();
        pair.client().on(near, near::close);
        pair.time().advance(89_990);
        assertEquals(SessionState.NEARCLOSE, near.state());
        assertEquals(18, PlainPacket.chunks(pair.network().sent(), Close.class).size());
        pair.time().advance(20);
        assertEquals(SessionState.CLOSED, near.state());
        assertEquals("the listener heard at once", List.of(CloseReason.NEAR_CLOSE), pair.recorder().closed());
    }

    @Test
    public void aRepeatedCloseIsAnsweredWhileLingering() {
        SessionPair pair = SessionPair.plain(1, QUIET);
        Session near = pair.open();
        pair.network().forget();
        pair.network().lose(datagram -> HandshakeTest.is(datagram, CloseAck.class)
                && PlainPacket.chunks(pair.network().sent(), CloseAck.class).size() == 1);
        pair.client().on(near, near::close);
        pair.time().advance(5_100);
        assertEquals(2, PlainPacket.chunks(pair.network().sent(), CloseAck.class).size());
        assertEquals(SessionState.CLOSED, near.state());
    }

    @Test
    public void bothEndsMayCloseAtOnce() {
        SessionPair pair = SessionPair.plain(1, QUIET);
        Session near = pair.open();
        Session far = pair.accepted();
        pair.client().on(near, near::close);
        pair.server().on(far, far::close);
        pair.time().advance(100);
        assertEquals(SessionState.CLOSED, near.state());
        assertEquals(SessionState.CLOSED, far.state());
    }

    @Test
    public void anAbruptCloseIsOneAcknowledgementThatNobodyAnswers() {
        SessionPair pair = SessionPair.plain(1, QUIET);
        Session near = pair.open();
        pair.network().forget();
        pair.client().on(near, near::abort);
        pair.time().advance(100);
        assertEquals(1, pair.network().sent().size());
        assertEquals(SessionState.CLOSED, near.state());
        assertEquals(SessionState.CLOSED, pair.accepted().state());
        assertEquals(List.of(CloseReason.FAR_CLOSE), pair.acceptedRecorder().closed());
    }

    @Test
    public void closeAfterFlushWithNothingWrittenIsAnOrderlyClose() {
        SessionPair pair = SessionPair.plain(1, QUIET);
        Session near = pair.open();
        pair.client().on(near, () -> near.closeAfterFlush(10_000));
        pair.time().advance(5);
        assertEquals(SessionState.NEARCLOSE, near.state());
    }

    @Test
    public void aSilentFarEndIsPingedAndAnswers() {
        SessionPair pair = SessionPair.plain(1, QUIET);
        Session near = pair.open();
        pair.client().on(near, () -> near.keepalive(1_000));
        pair.network().forget();
        pair.time().advance(10_100);
        List<Ping> pings = PlainPacket.chunks(pair.network().sentBy(pair.client().host()), Ping.class);
        List<PingReply> replies = PlainPacket.chunks(pair.network().sentBy(pair.server().host()), PingReply.class);
        assertTrue("about one a second: " + pings.size(), pings.size() >= 9 && pings.size() <= 10);
        assertEquals(pings.size(), replies.size());
        assertEquals("a Keepalive Ping has an empty message", new Ping(new byte[0]), pings.get(0));
        assertEquals(SessionState.OPEN, near.state());
    }

    @Test
    public void aFarEndThatStaysSilentForThreePeriodsIsDead() {
        SessionPair pair = SessionPair.plain(1, QUIET);
        Session near = pair.open();
        pair.client().on(near, () -> near.keepalive(9_000));
        pair.time().advance(10_000);
        pair.network().cutOff(pair.server().host());
        long silentSince = pair.time().now();
        pair.runUntil("the session is dead", 60_000, () -> near.state() == SessionState.CLOSED);
        long silence = pair.time().now() - silentSince;
        assertTrue("after " + silence + " ms", silence > 2 * 9_000 && silence <= 3 * 9_000);
        assertEquals(List.of(CloseReason.TIMEOUT), pair.recorder().closed());
        assertEquals(1, pair.client().count("sessions.dead"));
    }

    @Test
    public void keepalivePingsKeepTheEffectiveRetransmissionTimeoutApart() {
        SessionPair pair = SessionPair.plain(1, QUIET);
        Session near = pair.open();
        pair.client().on(near, () -> near.keepalive(100));
        pair.time().advance(1_000);
        pair.network().cutOff(pair.server().host());
        pair.network().forget();
        pair.runUntil("the session is dead", 60_000, () -> near.state() == SessionState.CLOSED);
        List<Datagram> pings = new ArrayList<>(pair.network().sentBy(pair.client().host()));
        long last = 249;
        for (int i = 1; i < 3; i++) {
            long gap = pings.get(i).at() - pings.get(i - 1).at();
            assertTrue("ERTO grows: " + gap + " after " + last, gap > last);
            last = gap;
        }
    }

    @Test
    public void aResponderSessionOfWhichNothingIsHeardDies() {
        SessionPair pair = SessionPair.plain(1, QUIET);
        pair.network().lose(datagram -> HandshakeTest.is(datagram, RIKeying.class));
        pair.connect();
        pair.time().advance(94_000);
        assertEquals(1, pair.server().endpoint().sessionCount());
        pair.time().advance(2_000);
        assertEquals(0, pair.server().endpoint().sessionCount());
        assertEquals(List.of(CloseReason.TIMEOUT), pair.acceptedRecorder().closed());
    }

    @Test
    public void aClosedSessionTakesNoFlowsAndNoSecondClose() {
        SessionPair pair = SessionPair.plain(1, QUIET);
        Session near = pair.open();
        pair.client().on(near, () -> {
            near.abort();
            near.abort();
            near.close();
            near.closeAfterFlush(1);
            near.keepalive(5);
            assertThrows(IllegalStateException.class,
                    () -> near.openFlow(new byte[0], null, Priority.DATA, SendFlowListener.NONE));
        });
        pair.time().advance(100_000);
        assertEquals(1, pair.recorder().closed().size());
    }

    @Test
    public void flowMetadataHasALimit() {
        SessionPair pair = SessionPair.plain(1, QUIET);
        Session near = pair.open();
        pair.client().on(near, () -> assertThrows(IllegalArgumentException.class,
                () -> near.openFlow(new byte[513], null, Priority.DATA, SendFlowListener.NONE)));
        pair.time().advance(1);
    }

    @Test
    public void aShutdownTellsEveryFarEnd() {
        SessionPair pair = SessionPair.plain(1, QUIET);
        Session near = pair.open();
        SimulatedEnd server = pair.server();
        server.endpoint().shutdown();
        pair.time().advance(100);
        assertEquals(SessionState.CLOSED, near.state());
        assertEquals(List.of(CloseReason.FAR_CLOSE), pair.recorder().closed());
        assertEquals(List.of(CloseReason.SHUTDOWN), pair.acceptedRecorder().closed());

        pair.connect();
        pair.time().advance(1_000);
        assertEquals("a closed endpoint answers no hello", 1, server.count("hello.shed"));
    }
}
