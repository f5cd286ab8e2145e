package org.stratocumulus.rendezvous.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.Test;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.protocol.Address;
import org.stratocumulus.protocol.WireException;

public class LinkMessageTest {
    private static final PeerId PEER = new PeerId(1, 2, 3, 4);
    private static final InetSocketAddress V4 = new InetSocketAddress("192.0.2.1", 1935);
    private static final InetSocketAddress V6 = new InetSocketAddress("2001:db8::1", 1936);

    private static String hex(LinkMessage message) {
        return HexFormat.of().formatHex(message.encode());
    }

    @Test
    public void aLookupOnTheWire() {
        Hello hello = new Hello(V4, new byte[] {0x22, 0x21, 0x0f}, PEER, new byte[] {9, 9});
        LinkMessage.Lookup lookup = new LinkMessage.Lookup(258, 3, hello, List.of(V6));
        assertEquals("01" + "00000102" + "03"
            + PEER
            + "020909" + "0322210f"
            + "02c0000201078f"
            + "01" + "81" + "20010db8000000000000000000000001" + "0790", hex(lookup));
        LinkMessage.Lookup read = (LinkMessage.Lookup) LinkMessage.decode(lookup.encode());
        assertEquals(List.of(258, 3, V4, PEER, List.of(V6)),
            List.of(read.number(), read.attempt(), read.hello().from(), read.hello().wanted(), read.reported()));
        assertArrayEquals(hello.tag(), read.hello().tag());
        assertArrayEquals(hello.discriminator(), read.hello().discriminator());
    }

    @Test
    public void anAnswerOnTheWire() {
        LinkMessage.Answer answer = new LinkMessage.Answer(-1, LinkMessage.Status.HERE, true, List.of(
            new Address(V4, Address.Origin.OBSERVED), new Address(V4, Address.Origin.RELAY)));
        assertEquals("02" + "ffffffff" + "00" + "01" + "02" + "02c0000201078f" + "03c0000201078f", hex(answer));
        assertEquals(answer, LinkMessage.decode(answer.encode()));
    }

    @Test
    public void aWayItsEndAndItsRefusalOnTheWire() {
        PeerId asker = new PeerId(5, 6, 7, 8);
        Hello hello = new Hello(V4, new byte[] {0x22, 0x21, 0x0f}, PEER, new byte[] {9, 9});
        LinkMessage.Way way = new LinkMessage.Way(asker, hello, V6);
        assertEquals("03" + asker + PEER
            + "020909" + "0322210f"
            + "02c0000201078f"
            + "83" + "20010db8000000000000000000000001" + "0790", hex(way));
        LinkMessage.Way read = (LinkMessage.Way) LinkMessage.decode(way.encode());
        assertEquals(List.of(asker, PEER, V4, V6), List.of(read.asker(), read.hello().wanted(), read.hello().from(), read.relayed()));
        assertArrayEquals(hello.tag(), read.hello().tag());
        assertArrayEquals(hello.discriminator(), read.hello().discriminator());
        LinkMessage.Over over = new LinkMessage.Over(asker, PEER);
        assertEquals("04" + asker + PEER, hex(over));
        assertEquals(over, LinkMessage.decode(over.encode()));
        LinkMessage.Decline decline = new LinkMessage.Decline(asker, PEER);
        assertEquals("05" + asker + PEER, hex(decline));
        assertEquals(decline, LinkMessage.decode(decline.encode()));
    }

    @Test
    public void theLargestMessagesFitAndMoreThanMaxAddressesAreLeftOut() {
        List<InetSocketAddress> many = Collections.nCopies(LinkMessage.MAX_ADDRESSES + 1, V6);
        byte[] longest = new byte[LinkMessage.MAX_BYTES];
        Hello hello = new Hello(V6, longest, PEER, longest);
        assertTrue(LinkMessage.fits(hello));
        assertFalse(LinkMessage.fits(new Hello(V6, new byte[LinkMessage.MAX_BYTES + 1], PEER, longest)));
        LinkMessage.Lookup read = (LinkMessage.Lookup) LinkMessage.decode(new LinkMessage.Lookup(1, 255, hello, many).encode());
        assertEquals(LinkMessage.MAX_ADDRESSES, read.reported().size());
        LinkMessage.Way way = (LinkMessage.Way) LinkMessage.decode(new LinkMessage.Way(PEER, hello, V6).encode());
        assertArrayEquals(longest, way.hello().tag());
    }

    @Test
    public void whatIsNoMessageIsRefusedAndNothingElseHappens() {
        Random random = new Random(Long.getLong("seed", 1));
        Hello hello = new Hello(V4, new byte[] {1}, PEER, new byte[] {2});
        assertThrows("of a later version", WireException.class, () -> LinkMessage.decode(new byte[] {6, 0, 0, 0, 1}));
        refusesWhatIsNoMessage(random, new LinkMessage.Lookup(1, 0, hello, List.of(V6)).encode());
        refusesWhatIsNoMessage(random, new LinkMessage.Way(PEER, hello, V6).encode());
        refusesWhatIsNoMessage(random, new LinkMessage.Over(PEER, PEER).encode());
    }

    private static void refusesWhatIsNoMessage(Random random, byte[] good) {
        for (int length = 0; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThrows(WireException.class, () -> LinkMessage.decode(cut));
        }
        assertThrows(WireException.class, () -> LinkMessage.decode(Arrays.copyOf(good, good.length + 1)));
        for (int i = 0; i < 20_000; i++) {
            byte[] bent = i % 2 == 0 ? good.clone() : new byte[random.nextInt(200)];
            for (int j = 0; j < 3 && bent.length > 0; j++) {
                bent[random.nextInt(bent.length)] = (byte) random.nextInt();
            }
            try {
                LinkMessage.decode(bent);
            } catch (WireException expected) {
                continue;
            }
        }
    }

    @Test
    public void nobodyIsToldOfPortZero() {
        InetSocketAddress nowhere = new InetSocketAddress("192.0.2.1", 0);
        byte[] bytes = new LinkMessage.Answer(1, LinkMessage.Status.HERE, true, List.of(new Address(nowhere, Address.Origin.OBSERVED))).encode();
        assertThrows(WireException.class, () -> LinkMessage.decode(bytes));
    }
}
