package org.stratocumulus.session;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.Test;
import org.stratocumulus.protocol.PacketMode;
import org.stratocumulus.protocol.chunk.Ping;
import org.stratocumulus.protocol.chunk.PingReply;
import org.stratocumulus.testkit.Conditions;
import org.stratocumulus.testkit.Datagram;
import org.stratocumulus.testkit.PlainPacket;
import org.stratocumulus.testkit.Seeds;
import org.stratocumulus.testkit.SessionPair;
import org.stratocumulus.testkit.SimulatedNetwork;

/** RFC 7016 sections 3.5.3 and 3.5.4.2. */
public class MobilityTest {
    private static final InetSocketAddress ELSEWHERE = SimulatedNetwork.address(11, 40_000);

    @Test
    public void aSessionFollowsItsFarEndToAnotherAddress() throws Exception {
        Seeds.each(10, seed -> {
            SessionPair pair = SessionPair.plain(seed);
            Session near = pair.open();
            Session far = pair.accepted();
            InetSocketAddress former = far.farAddress();
            pair.network().conditions(Conditions.BAD);
            pair.client().on(near, () -> near.keepalive(1_000));
            pair.client().host().moveTo(ELSEWHERE);
            pair.runUntil("the server sends to the new address", 30_000, () -> far.farAddress().equals(ELSEWHERE));
            pair.time().advance(10_000);
            assertEquals(List.of(former), pair.acceptedRecorder().formerAddresses());
            assertEquals(SessionState.OPEN, near.state());
            assertEquals(SessionState.OPEN, far.state());
            assertSame(far, pair.server().endpoint().find(far.farPeerId()).orElseThrow());
        });
    }

    @Test
    public void aPacketWithASpoofedSourceDoesNotMoveTheSession() {
        SessionPair pair = SessionPair.plain(1);
        Session near = pair.open();
        Session far = pair.accepted();
        InetSocketAddress home = far.farAddress();
        pair.client().on(near, () -> near.keepalive(1_000));
        pair.time().advance(1_500);
        Datagram ping = last(pair.network().sentBy(pair.client().host()));
        pair.network().forget();

        for (int i = 0; i < 50; i++) {
            pair.network().inject(ELSEWHERE, pair.server().host().address(), ping.data());
            pair.time().advance(100);
        }
        assertEquals(home, far.farAddress());
        assertEquals(0, pair.server().count("mobility.moves"));
        long checks = pair.network().sent().stream().filter(datagram -> datagram.to().equals(ELSEWHERE)).count();
        assertEquals("one verification a second goes to the suspect", 5, checks);
        assertEquals("and no Ping Reply", List.of(), pair.network().sent().stream()
                .filter(datagram -> datagram.to().equals(ELSEWHERE) && HandshakeTest.is(datagram, PingReply.class)).toList());
    }

    @Test
    public void aForgedOrMisplacedVerificationDoesNotMoveTheSession() {
        SessionPair pair = SessionPair.plain(1);
        Session near = pair.open();
        Session far = pair.accepted();
        pair.client().on(near, () -> near.keepalive(1_000));
        pair.time().advance(1_500);
        Datagram valid = last(pair.network().sentBy(pair.client().host()));
        pair.network().forget();
        pair.network().inject(ELSEWHERE, pair.server().host().address(), valid.data());
        pair.time().advance(1);
        Ping check = PlainPacket.chunks(pair.network().sent().stream().filter(d -> d.to().equals(ELSEWHERE)).toList(), Ping.class).get(0);
        int key = PlainPacket.read(valid.data()).key();

        reply(pair, far, key, SimulatedNetwork.address(99, 9), check.message());
        byte[] forged = check.message().clone();
        forged[forged.length - 1] ^= 1;
        reply(pair, far, key, ELSEWHERE, forged);
        assertEquals(2, pair.server().count("mobility.forged"));
        assertEquals(pair.client().host().address(), far.farAddress());

        pair.time().advance(121_000);
        reply(pair, far, key, ELSEWHERE, check.message());
        assertEquals("too old", 3, pair.server().count("mobility.forged"));
        assertEquals(0, pair.server().count("mobility.moves"));
    }

    @Test
    public void aVerificationCountsOnce() {
        SessionPair pair = SessionPair.plain(1);
        Session near = pair.open();
        Session far = pair.accepted();
        InetSocketAddress home = far.farAddress();
        pair.client().on(near, () -> near.keepalive(1_000));
        pair.client().host().moveTo(ELSEWHERE);
        pair.runUntil("moved", 5_000, () -> far.farAddress().equals(ELSEWHERE));
        Datagram proof = pair.network().sentBy(pair.client().host()).stream()
                .filter(datagram -> HandshakeTest.is(datagram, PingReply.class)).findFirst().orElseThrow();
        pair.client().host().moveTo(home);
        pair.runUntil("moved back", 5_000, () -> far.farAddress().equals(home));

        pair.network().inject(ELSEWHERE, pair.server().host().address(), proof.data());
        pair.time().advance(10);
        assertEquals("an old proof, replayed", home, far.farAddress());
        assertTrue(pair.server().count("mobility.moves") == 2);
    }

    private static void reply(SessionPair pair, Session far, int key, InetSocketAddress from, byte[] message) {
        pair.network().inject(from, pair.server().host().address(),
                PlainPacket.of(far.id(), key, PacketMode.INITIATOR, new PingReply(message)).write());
        pair.time().advance(1);
    }

    private static Datagram last(List<Datagram> datagrams) {
        return datagrams.get(datagrams.size() - 1);
    }
}
