package org.stratocumulus.session;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.Test;
import org.stratocumulus.testkit.Conditions;
import org.stratocumulus.testkit.PlainProfile;
import org.stratocumulus.testkit.Recorder;
import org.stratocumulus.testkit.Seeds;
import org.stratocumulus.testkit.SessionPair;

/** RFC 7016 section 3.5.1.3: both ends open a session to the other at once. "client" is ordered before "server" and prevails. */
public class GlareTest {
    @Test
    public void oneSessionComesOutAndThePrevailingEndIsItsInitiator() {
        SessionPair pair = SessionPair.plain(1);
        CompletableFuture<Session> prevailing = pair.connect();
        CompletableFuture<Session> other = back(pair);
        pair.runUntil("both attempts end", 5_000, () -> prevailing.isDone() && other.isDone());

        assertEquals(Session.Role.INITIATOR, prevailing.join().role());
        assertEquals(CloseReason.DUPLICATE, HandshakeTest.reason(other));
        assertEquals(1, pair.client().endpoint().sessionCount());
        assertEquals(1, pair.server().endpoint().sessionCount());
        assertEquals(1, pair.client().count("glare.won"));
        assertEquals(1, pair.server().count("glare.lost"));
        assertSame("who lost finds the session under the peer's id", pair.accepted(),
                pair.server().endpoint().find(pair.client().endpoint().peerId()).orElseThrow());
    }

    @Test
    public void oneSessionComesOutWhateverTheNetworkDoes() throws Exception {
        Seeds.each(60, seed -> {
            SessionPair pair = SessionPair.plain(seed, EndpointOptions.defaults(), 1 + (int) seed % 3, 1 + (int) seed % 2);
            pair.network().conditions(Conditions.BAD);
            CompletableFuture<Session> one = pair.connect();
            pair.time().advance(seed % 7 * 20);
            CompletableFuture<Session> two = back(pair);
            pair.runUntil("both attempts end", 95_000, () -> one.isDone() && two.isDone());
            pair.time().advance(1_000);
            assertTrue("at least one opened", !one.isCompletedExceptionally() || !two.isCompletedExceptionally());
            assertEquals(1, pair.server().endpoint().sessionCount());
            assertEquals(1, pair.client().endpoint().sessionCount());
        });
    }

    @Test
    public void anOpenSessionMakesAnAttemptInTheOtherDirectionADuplicate() {
        SessionPair pair = SessionPair.plain(1);
        pair.open();
        CompletableFuture<Session> other = back(pair);
        pair.runUntil("the attempt ends", 5_000, other::isDone);
        assertEquals(CloseReason.DUPLICATE, HandshakeTest.reason(other));
        assertEquals(List.of(), pair.acceptedRecorder().closed());
    }

    private static CompletableFuture<Session> back(SessionPair pair) {
        return pair.server().connect(PlainProfile.discriminator("client"), pair.client(), new Recorder());
    }
}
