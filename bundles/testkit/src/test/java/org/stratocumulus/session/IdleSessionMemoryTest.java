package org.stratocumulus.session;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.junit.Test;
import org.stratocumulus.crypto.InitiatorKeying;
import org.stratocumulus.crypto.PacketCipher;
import org.stratocumulus.crypto.flash.FlashDiscriminator;
import org.stratocumulus.crypto.flash.FlashOptions;
import org.stratocumulus.crypto.flash.FlashProfile;
import org.stratocumulus.crypto.flash.Identity;
import org.stratocumulus.crypto.flash.IdentityTraits;
import org.stratocumulus.protocol.PacketHeader;
import org.stratocumulus.protocol.PacketMode;
import org.stratocumulus.protocol.SessionIds;
import org.stratocumulus.protocol.WireWriter;
import org.stratocumulus.protocol.chunk.Chunk;
import org.stratocumulus.protocol.chunk.IHello;
import org.stratocumulus.protocol.chunk.IIKeying;
import org.stratocumulus.protocol.chunk.PacketReader;
import org.stratocumulus.protocol.chunk.Ping;
import org.stratocumulus.protocol.chunk.RHello;
import org.stratocumulus.protocol.chunk.RIKeying;
import org.stratocumulus.testkit.Datagram;
import org.stratocumulus.testkit.SessionPair;
import org.stratocumulus.testkit.SimulatedNetwork;

/**
 * What a responder keeps of a session that does nothing but live, as a heap says it: keys, ids, address and timers, no ciphers, buffers
 * or flows. The initiators are datagrams of one identity from many addresses and keep nothing.
 */
public class IdleSessionMemoryTest {
    private static final int SESSIONS = 600;
    /** Ciphers alone would be 1,600 bytes more. */
    private static final long MOST_BYTES = 1_500;
    private static final long KEEPALIVE_MILLIS = 30_000;
    private static final long ANSWER_MILLIS = 1_000;

    private final SessionPair pair = SessionPair.flash(1, EndpointOptions.defaults().withKeepalive(KEEPALIVE_MILLIS),
            FlashOptions.DEFAULT);
    private final PacketCipher defaultCipher = pair.server().profile().newDefaultCipher();
    private final FlashProfile initiator = new FlashProfile(Identity.ephemeral(IdentityTraits.CLIENT, new SecureRandom()),
            FlashOptions.DEFAULT, new SecureRandom());
    private final InitiatorKeying keying = initiator.initiate(pair.server().profile().nearCertificate());

    @Test
    public void anIdleSessionTakesLittleMemory() {
        pair.server().acceptor(session -> SessionListener.NONE);
        open(0, SESSIONS / 4); // what is made once, and the first tables
        long before = used();
        open(SESSIONS / 4, SESSIONS);
        pair.time().advance(KEEPALIVE_MILLIS + ANSWER_MILLIS); // each has sent a ping
        pair.network().forget();
        long bytes = (used() - before) / (SESSIONS - SESSIONS / 4);
        assertEquals(SESSIONS, pair.server().endpoint().sessionCount());
        assertTrue(bytes + " bytes for a session", bytes < MOST_BYTES);
    }

    private void open(int from, int to) {
        for (int i = from; i < to; i++) {
            InetSocketAddress address = SimulatedNetwork.address(100 + i / 2_000, 10_000 + i % 2_000);
            send(address, new IHello(FlashDiscriminator.forUri("rtmfp://server/app").encoded(), new byte[16]));
            RHello hello = (RHello) answer();
            confirm(address, IIKeying.unsigned(i + 1, hello.cookie(), initiator.nearCertificate().encoded(), keying.initiatorComponent())
                    .withSignature(new byte[] {'X'}));
        }
    }

    /** Opens the session and shows that the initiator has the keys. */
    private void confirm(InetSocketAddress from, IIKeying iikeying) {
        send(from, iikeying);
        RIKeying answer = (RIKeying) answer();
        PacketCipher cipher = keying.combine(answer.sessionKeyResponderComponent()).cipher();
        send(from, new Ping(new byte[0]), answer.responderSessionId(), PacketMode.INITIATOR, cipher);
    }

    private void send(InetSocketAddress from, Chunk chunk) {
        send(from, chunk, SessionIds.STARTUP, PacketMode.STARTUP, defaultCipher);
    }

    private void send(InetSocketAddress from, Chunk chunk, int sessionId, PacketMode mode, PacketCipher cipher) {
        byte[] plain = new byte[2048];
        WireWriter out = new WireWriter(plain);
        out.reset(plain, PacketCipher.HEADROOM, plain.length - PacketCipher.TAILROOM);
        new PacketHeader().reset(mode).timestamp(0).write(out);
        chunk.write(out);
        byte[] sealed = new byte[2048];
        int length = SessionIds.SIZE + cipher.seal(plain, PacketCipher.HEADROOM, out.written(), sealed, SessionIds.SIZE);
        SessionIds.scramble(sessionId, sealed, 0, length);
        pair.network().forget();
        pair.network().inject(from, pair.server().host().address(), Arrays.copyOf(sealed, length));
        pair.runUntil("the server answers", ANSWER_MILLIS, () -> !pair.network().sentBy(pair.server().host()).isEmpty());
    }

    private Chunk answer() {
        List<Datagram> sent = pair.network().sentBy(pair.server().host());
        byte[] datagram = sent.get(sent.size() - 1).data();
        byte[] plain = new byte[datagram.length];
        int opened = defaultCipher.open(datagram, SessionIds.SIZE, datagram.length - SessionIds.SIZE, plain);
        PacketReader reader = new PacketReader().reset(plain, opened & 0xffff, opened >>> 16);
        assertTrue(reader.next());
        return reader.chunk();
    }

    /** Bytes of what is reachable: the least of several looks behind a collection. */
    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
