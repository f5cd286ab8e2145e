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
        Seeds.each(300, seed -> {
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
            Recorder atClient = speak(pair.client().endpoint().find(pair.server().endpoint().peerId()).orElseThrow());
            Recorder atServer = speak(pair.server().endpoint().find(pair.client().endpoint().peerId()).orElseThrow());
            pair.runUntil("both hear each other on the session that is left", 40_000,
                    () -> atClient.messages().size() == 1 && atServer.messages().size() == 1);
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

    private static Recorder speak(Session session) {
        Recorder recorder = new Recorder();
        session.loop().execute(() -> {
            session.listener(recorder);
            session.openFlow(new byte[1], null, Priority.DATA, SendFlowListener.NONE).write(new byte[10], Delivery.RELIABLE);
        });
        return recorder;
    }

    private static CompletableFuture<Session> back(SessionPair pair) {
        return pair.server().connect(PlainProfile.discriminator("client"), pair.client(), new Recorder());
    }
}
