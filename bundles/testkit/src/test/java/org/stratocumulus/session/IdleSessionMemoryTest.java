package org.stratocumulus.session;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.Test;
import org.stratocumulus.crypto.InitiatorKeying;
import org.stratocumulus.crypto.PacketCipher;
import org.stratocumulus.crypto.flash.FlashDiscriminator;
import org.stratocumulus.crypto.flash.FlashOptions;
import org.stratocumulus.crypto.flash.FlashProfile;
import org.stratocumulus.crypto.flash.Identity;
import org.stratocumulus.crypto.flash.IdentityTraits;
import org.stratocumulus.protocol.OptionList;
import org.stratocumulus.protocol.PacketHeader;
import org.stratocumulus.protocol.PacketMode;
import org.stratocumulus.protocol.SessionIds;
import org.stratocumulus.protocol.WireWriter;
import org.stratocumulus.protocol.chunk.Chunk;
import org.stratocumulus.protocol.chunk.FlowOption;
import org.stratocumulus.protocol.chunk.IHello;
import org.stratocumulus.protocol.chunk.IIKeying;
import org.stratocumulus.protocol.chunk.PacketReader;
import org.stratocumulus.protocol.chunk.Ping;
import org.stratocumulus.protocol.chunk.RHello;
import org.stratocumulus.protocol.chunk.RIKeying;
import org.stratocumulus.protocol.chunk.RangeAck;
import org.stratocumulus.protocol.chunk.UserData;
import org.stratocumulus.testkit.Datagram;
import org.stratocumulus.testkit.SessionPair;
import org.stratocumulus.testkit.SimulatedNetwork;

/**
 * What a responder keeps of a session that does nothing but live, as a heap says it: keys, ids, address and a timer, no ciphers, buffers
 * or flows; and of one that has said something once in a flow each way, as a NetConnection has, and keeps these. The initiators are
 * datagrams of one identity from many addresses and keep nothing.
 */
public class IdleSessionMemoryTest {
    private static final int SESSIONS = 600;
    /** Ciphers alone would be 1,600 bytes more. */
    private static final long MOST_BYTES = 1_300;
    /** Two flows, and what all flows of a session have in common. */
    private static final long MOST_BYTES_OF_FLOWS = 1_000;
    private static final long KEEPALIVE_MILLIS = 30_000;
    private static final long ANSWER_MILLIS = 1_000;

    private static final byte[] METADATA = {0, 'T', 'C', 4, 0};
    /** Answers the first message of a flow in a flow of its own. */
    private static final SessionListener ANSWERS = new SessionListener() {
        @Override
        public void flowOpened(Session session, RecvFlow flow) {
            flow.accept(RecvFlow.Order.QUEUED, (from, message, lostBefore) -> session
                    .openFlow(METADATA, flow, Priority.ROUTINE, SendFlowListener.NONE).write(new byte[100], Delivery.RELIABLE));
        }
    };

    private final SessionPair pair = SessionPair.flash(1, EndpointOptions.defaults().withKeepalive(KEEPALIVE_MILLIS),
            FlashOptions.DEFAULT);
    private final PacketCipher defaultCipher = pair.server().profile().newDefaultCipher();
    private final FlashProfile initiator = new FlashProfile(Identity.ephemeral(IdentityTraits.CLIENT, new SecureRandom()),
            FlashOptions.DEFAULT, new SecureRandom());
    private final InitiatorKeying keying = initiator.initiate(pair.server().profile().nearCertificate());

    @Test
    public void anIdleSessionTakesLittleMemory() {
        pair.server().acceptor(session -> SessionListener.NONE);
        long bytes = bytesOfSession(initiator -> { });
        assertTrue(bytes + " bytes for a session", bytes < MOST_BYTES);
    }

    @Test
    public void soDoesOneWhoseFlowsAreAtRest() {
        pair.server().acceptor(session -> ANSWERS);
        long bytes = bytesOfSession(IdleSessionMemoryTest::talk);
        assertTrue(bytes + " bytes for a session with two flows", bytes < MOST_BYTES + MOST_BYTES_OF_FLOWS);
    }

    private long bytesOfSession(Consumer<Initiator> after) {
        open(0, SESSIONS / 4, after); // what is made once, and the first tables
        long before = used();
        open(SESSIONS / 4, SESSIONS, after);
        pair.time().advance(KEEPALIVE_MILLIS + ANSWER_MILLIS); // each has sent a ping
        pair.network().forget();
        long bytes = (used() - before) / (SESSIONS - SESSIONS / 4);
        assertEquals(SESSIONS, pair.server().endpoint().sessionCount());
        return bytes;
    }

    private void open(int from, int to, Consumer<Initiator> after) {
        for (int i = from; i < to; i++) {
            InetSocketAddress address = SimulatedNetwork.address(100 + i / 2_000, 10_000 + i % 2_000);
            send(address, SessionIds.STARTUP, PacketMode.STARTUP, defaultCipher,
                    new IHello(FlashDiscriminator.forUri("rtmfp://server/app").encoded(), new byte[16]));
            RHello hello = (RHello) answer();
            after.accept(confirm(address, IIKeying.unsigned(i + 1, hello.cookie(), initiator.nearCertificate().encoded(),
                    keying.initiatorComponent()).withSignature(new byte[] {'X'})));
        }
    }

    /** Opens the session and shows that the initiator has the keys. */
    private Initiator confirm(InetSocketAddress from, IIKeying iikeying) {
        send(from, SessionIds.STARTUP, PacketMode.STARTUP, defaultCipher, iikeying);
        RIKeying answer = (RIKeying) answer();
        Initiator opened = new Initiator(from, answer.responderSessionId(),
                keying.combine(answer.sessionKeyResponderComponent()).cipher());
        opened.send(new Ping(new byte[0]));
        return opened;
    }

    /** A message in a flow, which is answered in another one, whose acknowledgement takes a ping along to have an answer. */
    private static void talk(Initiator initiator) {
        OptionList options = OptionList.of(FlowOption.metadata(METADATA));
        initiator.send(new UserData(UserData.Fragmentation.WHOLE, false, false, 1, 1, 1, options, new byte[100]));
        initiator.send(new RangeAck(1, 64, 1, List.of()), new Ping(new byte[0]));
    }

    /** The initiator's end of an open session. */
    private final class Initiator {
        private final InetSocketAddress address;
        private final int sendId;
        private final PacketCipher cipher;

        Initiator(InetSocketAddress address, int sendId, PacketCipher cipher) {
            this.address = address;
            this.sendId = sendId;
            this.cipher = cipher;
        }

        void send(Chunk... chunks) {
            IdleSessionMemoryTest.this.send(address, sendId, PacketMode.INITIATOR, cipher, chunks);
        }
    }

    private void send(InetSocketAddress from, int sessionId, PacketMode mode, PacketCipher cipher, Chunk... chunks) {
        byte[] plain = new byte[2048];
        WireWriter out = new WireWriter(plain);
        out.reset(plain, PacketCipher.HEADROOM, plain.length - PacketCipher.TAILROOM);
        new PacketHeader().reset(mode).timestamp(0).write(out);
        for (Chunk chunk : chunks) {
            chunk.write(out);
        }
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
