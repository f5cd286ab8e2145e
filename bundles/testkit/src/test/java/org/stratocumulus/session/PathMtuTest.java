package org.stratocumulus.session;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.nio.ByteBuffer;
import org.junit.Test;
import org.stratocumulus.crypto.flash.FlashOptions;
import org.stratocumulus.crypto.flash.Use;
import org.stratocumulus.testkit.Conditions;
import org.stratocumulus.testkit.Seeds;
import org.stratocumulus.testkit.SessionPair;
import org.stratocumulus.testkit.SimulatedNetwork;

/** Path MTU discovery (RFC 7016 section 3.5.4.3) over networks that swallow datagrams above a size. */
public class PathMtuTest {
    private static final int BASE = 1192;
    private static final int CEILING = 1472;
    private static final EndpointOptions OPTIONS = EndpointOptions.defaults().withPathMaxPacket(CEILING);

    @Test
    public void byDefaultNothingIsProbedAndNoDatagramIsLarger() throws Exception {
        SessionPair pair = SessionPair.plain(1);
        transfer(pair, pair.open(), 0, 100);
        assertEquals(BASE, largest(pair));
        assertEquals(0, pair.client().count("path.probes"));
    }

    @Test
    public void aWidePathIsUsedAtOnce() throws Exception {
        SessionPair pair = SessionPair.plain(1, OPTIONS);
        Session near = pair.open();
        transfer(pair, near, 0, 100);
        assertEquals(1, pair.client().count("path.probes"));
        pair.network().forget();
        transfer(pair, near, 100, 100);
        assertEquals(CEILING, largest(pair));
        assertEquals("who only acknowledges does not probe", 0, pair.server().count("path.probes"));
    }

    @Test
    public void probesThatAreLostAreNoCongestion() throws Exception {
        SessionPair pair = SessionPair.plain(1, OPTIONS);
        carries(pair, 1_300);
        Session near = pair.open();
        transfer(pair, near, 0, 50);
        pair.time().advance(60_000);
        assertTrue(pair.client().count("path.probes") > 3);
        SessionPair without = SessionPair.plain(1);
        Session other = without.open();
        transfer(without, other, 0, 50);
        without.time().advance(60_000);
        assertEquals("the window of a session that does not probe", other.stats().congestionWindow(), near.stats().congestionWindow());
        pair.network().forget();
        transfer(pair, near, 50, 50);
        assertTrue(largest(pair) + " of 1300", largest(pair) > 1_280 && largest(pair) <= 1_300);
        assertEquals(0, near.stats().fragmentsLost());
    }

    @Test
    public void everythingArrivesInOrderThroughAPathThatBecomesNarrower() throws Exception {
        FlashOptions guarded = FlashOptions.DEFAULT.withHmac(Use.ALWAYS, Use.ALWAYS, 10).withSequenceNumbers(Use.ALWAYS, Use.ALWAYS);
        Seeds.each(6, seed -> {
            SessionPair pair = seed % 2 == 0 ? SessionPair.plain(seed, OPTIONS) : SessionPair.flash(seed, OPTIONS, guarded);
            pair.network().conditions(Conditions.GOOD.withDelay(5, 40).withLoss(0.05));
            Session near = pair.open();
            transfer(pair, near, 0, 200);
            pair.time().advance(5_000);
            pair.client().on(near, () -> write(near, 200, 200));
            pair.time().advance(20);
            carries(pair, 1_250);
            pair.runUntil("all messages arrive", 80_000, () -> pair.acceptedRecorder().messages().size() == 400);
            for (int i = 0; i < 400; i++) {
                assertArrayEquals(message(i), pair.acceptedRecorder().messages().get(i));
            }
            assertTrue(pair.client().count("path.lowered") >= 1);
            assertTrue("cut for the wide path, carried by the narrow one", pair.server().count("fragment.packets") > 0);
            assertEquals(0, pair.server().count("failures") + pair.client().count("failures"));
            pair.runUntil("the search is over", 60_000, () -> near.stats().outstandingBytes() == 0);
            pair.time().advance(60_000);
            pair.network().forget();
            transfer(pair, near, 400, 50);
            assertTrue(largest(pair) + " of 1250", largest(pair) <= 1_250);
        });
    }

    @Test
    public void aNewAddressBeginsAtTheBaseAgain() throws Exception {
        SessionPair pair = SessionPair.plain(1, OPTIONS);
        Session near = pair.open();
        Session far = pair.accepted();
        pair.server().on(far, () -> write(far, 0, 100));
        pair.runUntil("all messages arrive", 60_000, () -> pair.recorder().messages().size() == 100);
        assertEquals(1, pair.server().count("path.raised"));
        pair.client().host().moveTo(SimulatedNetwork.address(77, 7_777));
        carries(pair, BASE);
        pair.client().on(near, () -> write(near, 0, 1));
        pair.runUntil("the session has moved", 10_000, () -> pair.server().count("mobility.moves") == 1);
        assertEquals(1, pair.server().count("path.lowered"));
        pair.server().on(far, () -> write(far, 100, 100));
        pair.runUntil("all messages arrive", 60_000, () -> pair.recorder().messages().size() == 200);
        assertEquals(0, far.stats().fragmentsLost());
    }

    @Test
    public void aSessionThatCarriesNothingProbesNothing() {
        SessionPair pair = SessionPair.plain(1, OPTIONS);
        pair.open();
        pair.time().advance(600_000);
        assertEquals(0, pair.client().count("path.probes") + pair.server().count("path.probes"));
    }

    private static void carries(SessionPair pair, int bytes) {
        pair.network().lose(datagram -> datagram.data().length > bytes);
    }

    private static int largest(SessionPair pair) {
        return pair.network().sentBy(pair.client().host()).stream().mapToInt(datagram -> datagram.data().length).max().orElse(0);
    }

    /** Writes some messages and waits for them. */
    private static void transfer(SessionPair pair, Session near, int first, int count) {
        pair.client().on(near, () -> write(near, first, count));
        pair.runUntil("all messages arrive", 120_000, () -> pair.acceptedRecorder().messages().size() == first + count);
    }

    private static void write(Session session, int first, int count) {
        SendFlow flow = session.openFlow(new byte[] {1}, null, Priority.ROUTINE, SendFlowListener.NONE);
        for (int i = first; i < first + count; i++) {
            flow.write(message(i), Delivery.RELIABLE);
        }
    }

    private static byte[] message(int number) {
        return ByteBuffer.allocate(4_000).putInt(number).array();
    }
}
