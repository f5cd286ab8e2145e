package org.stratocumulus.session;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.Test;
import org.stratocumulus.crypto.PacketCipher;
import org.stratocumulus.crypto.flash.FlashOptions;
import org.stratocumulus.protocol.SessionIds;
import org.stratocumulus.protocol.chunk.Chunk;
import org.stratocumulus.protocol.chunk.PacketReader;
import org.stratocumulus.protocol.chunk.RHello;
import org.stratocumulus.protocol.chunk.RIKeying;
import org.stratocumulus.testkit.Datagram;
import org.stratocumulus.testkit.SessionPair;
import org.stratocumulus.testkit.SimulatedNetwork;

/** The startup packets of an Adobe-derived client, as it sent them, served by an endpoint. */
public class CapturedHandshakeTest {
    /** 0B, timestamp; 30 IHello: discriminator "0A live", which is a path alone; tag of 16 bytes. */
    private static final String HELLO = ""
            + "0b603a30001706050a6c697665acf3555d69784fc67f5175e0866179c9";

    /** 0B, timestamp; 38 IIKeying: session id 02000000, cookie of 64 bytes, certificate 1D 02 key, component 0D 02 key and so on. */
    private static final String KEYING = ""
            + "0b603b3801190200000040261057c9f88c2e6601d4d4dae670523f94d315990934d102056fb20d7304f250d17b98196c8c33"
            + "b7ff9a4c5e9e98e438b89aa18762a92fa0170a9cae0947bfe7810481021d029178ff85665d91a2d6d99e439ddb1e13d868a8"
            + "f66f65c17333d6e5bdfec1dbd145a478e7ee1c299b86766d1d182fadd4e27dd5ffc24f04cb173b85036b047db97debe9777a"
            + "d5f4e96809b960cb0439fff7fa8291ec7dd6bd337671d9dfec462b2b65253c9dc7f685d20bd222d59c253bec8152923fb237"
            + "3f631c334d7713c9ef4c021d02410e80c57bb6e8ae436621d2a77e47ee40b7a48c930e8267f1a26134e419b9b41e33302516"
            + "7e660e0ea0dc58ce5562fe35ba864d1cac18d8fc2ded529dd56ecce7d9031a020a021e0258";

    private static final int INITIATOR_SESSION_ID = 0x02000000;
    private static final InetSocketAddress CLIENT = SimulatedNetwork.address(99, 24_940);

    private final SessionPair pair = SessionPair.flash(1, EndpointOptions.defaults(), FlashOptions.DEFAULT);
    private final PacketCipher defaultCipher = pair.server().profile().newDefaultCipher();

    @Test
    public void theCapturedHelloAndKeyingOpenASession() {
        send(HexFormat.of().parseHex(HELLO));
        RHello hello = (RHello) receive(0);
        assertEquals("the tag", HELLO.substring(HELLO.length() - 32), HexFormat.of().formatHex(hello.tagEcho()));
        assertEquals(64, hello.cookie().length);

        byte[] keying = HexFormat.of().parseHex(KEYING);
        System.arraycopy(hello.cookie(), 0, keying, 11, 64);
        send(keying);
        RIKeying answer = (RIKeying) receive(INITIATOR_SESSION_ID);
        String component = HexFormat.of().formatHex(answer.sessionKeyResponderComponent());
        assertTrue(component, component.startsWith("031a0000" + "021e00" + "81020d02"));
        assertEquals(4 + 3 + 4 + 128, answer.sessionKeyResponderComponent().length);
        assertEquals(answer.responderSessionId(), pair.accepted().id());

        send(keying);
        assertEquals("the same answer again", answer, receive(INITIATOR_SESSION_ID));
        assertEquals(1, pair.server().accepted().size());
    }

    private void send(byte[] plain) {
        byte[] room = new byte[PacketCipher.HEADROOM + plain.length + PacketCipher.TAILROOM];
        System.arraycopy(plain, 0, room, PacketCipher.HEADROOM, plain.length);
        byte[] out = new byte[room.length + SessionIds.SIZE];
        int length = SessionIds.SIZE + defaultCipher.seal(room, PacketCipher.HEADROOM, plain.length, out, SessionIds.SIZE);
        SessionIds.scramble(0, out, 0, length);
        pair.network().forget();
        pair.network().inject(CLIENT, pair.server().host().address(), Arrays.copyOf(out, length));
        pair.time().advance(50);
    }

    /** The one chunk that the server sent last, to this session id. */
    private Chunk receive(int sessionId) {
        List<Datagram> sent = pair.network().sentBy(pair.server().host());
        byte[] datagram = sent.get(sent.size() - 1).data();
        assertEquals(sessionId, SessionIds.unscramble(datagram, 0, datagram.length));
        byte[] plain = new byte[datagram.length];
        int opened = defaultCipher.open(datagram, SessionIds.SIZE, datagram.length - SessionIds.SIZE, plain);
        PacketReader reader = new PacketReader().reset(plain, opened & 0xffff, opened >>> 16);
        assertEquals("marker", 0x0b, plain[opened & 0xffff]);
        assertTrue(reader.next());
        return reader.chunk();
    }
}
