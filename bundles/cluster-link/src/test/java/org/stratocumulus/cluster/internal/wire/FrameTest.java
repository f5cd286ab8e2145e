package org.stratocumulus.cluster.internal.wire;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.stratocumulus.cluster.internal.wire.Layout.bytes;
import static org.stratocumulus.cluster.internal.wire.Layout.hex;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.Test;
import org.stratocumulus.amf.AmfBoolean;
import org.stratocumulus.amf.AmfInteger;
import org.stratocumulus.amf.AmfNull;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.amf.AmfString;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.cluster.SendResult;

public class FrameTest {
    /** What a C++ node sends: hello, services, the same by reference, a message, by reference, and without arguments. */
    private static final byte[] STREAM = bytes(
        "00 00 00 05 | 00 00 | 00 | 4b 99"
        + "00 00 00 08 | 01 2e | 00 | 04 \"/app\""
        + "00 00 00 03 | 00 01 | 00"
        + "00 00 00 1a | 05 \"greet\" | 11 06 05 \"hi\" | 11 04 01 | 01 01 | 05 | 11 0a 0b 01 03 \"a\" 04 01 01"
        + "00 00 00 0a | 00 02 | 11 06 05 68 69 | 11 04 02"
        + "00 00 00 02 | 00 02");
    private static final List<String> NAMES = List.of("", ".", ".", "greet", "greet", "greet");

    @Test
    public void framesFedWholeAreReadWhereTheyLie() throws WireException {
        assertEquals(NAMES, names(STREAM, STREAM.length));
    }

    @Test
    public void framesSplitAtEveryByteAreReadTheSame() throws WireException {
        for (int piece = 1; piece < STREAM.length; piece++) {
            assertEquals("pieces of " + piece, NAMES, names(STREAM, piece));
        }
    }

    @Test
    public void thousandsOfFramesInOneReadNeedNoStack() throws WireException {
        byte[] one = bytes("00 00 00 02 | 00 02");
        byte[] many = new byte[100_000 * one.length];
        for (int i = 0; i < many.length; i += one.length) {
            System.arraycopy(one, 0, many, i, one.length);
        }
        int[] count = {0};
        new FrameReader(1024).feed(many, 0, many.length, (data, offset, length) -> ++count[0] > 0);
        assertEquals(100_000, count[0]);
    }

    @Test
    public void emptyFramesAreFrames() throws WireException {
        List<String> frames = new ArrayList<>();
        new FrameReader(16).feed(bytes("00000000 00000001 00"), 0, 9, (data, offset, length) ->
            frames.add(hex(Arrays.copyOfRange(data, offset, offset + length))));
        assertEquals(List.of("", "00"), frames);
    }

    @Test
    public void aLengthBeyondMaxFrameIsRefusedBeforeAByteOfItIsKept() {
        for (String length : new String[] {"ffffffff", "80000000", "00000401"}) {
            FrameReader reader = new FrameReader(1024);
            assertThrows(length, WireException.class, () -> reader.feed(bytes(length), 0, 4, (d, o, l) -> true));
            assertTrue(reader.held() <= 4);
        }
    }

    @Test
    public void whatIsHeldOfAFrameGrowsWithTheBytesThatCame() throws WireException {
        FrameReader reader = new FrameReader(16 << 20);
        reader.feed(bytes("01000000 616161"), 0, 7, (d, o, l) -> true);
        assertEquals(7, reader.held());
    }

    @Test
    public void aReferenceNobodyTookIsNoName() throws WireException {
        FrameHeader header = new FrameHeader();
        assertNull(header.read(input("00 01")));
        assertEquals("a", header.read(input("01 \"a\"")));
        assertEquals("a", header.read(input("00 01")));
        assertNull(header.read(input("00 02")));
        assertSame(FrameHeader.HELLO, header.read(input("00 00")));
    }

    @Test
    public void aNameSentTwiceTakesTwoReferences() throws WireException {
        FrameHeader header = new FrameHeader();
        header.read(input("01 \"a\""));
        header.read(input("01 \"a\""));
        header.read(input("01 \"b\""));
        assertEquals("b", header.read(input("00 03")));
    }

    @Test
    public void moreThanMaxNamesAreRefused() throws WireException {
        FrameHeader header = new FrameHeader();
        for (int i = 0; i < FrameHeader.MAX_NAMES; i++) {
            header.read(input("01 \"a\""));
        }
        assertThrows(WireException.class, () -> header.read(input("01 \"a\"")));
    }

    @Test
    public void reference130Takes8201() throws WireException {
        Outbox outbox = new Outbox(1 << 20, 1 << 20);
        for (int i = 1; i <= 130; i++) {
            outbox.add("name" + i, new byte[0], false);
        }
        outbox.drain();
        outbox.add("name130", new byte[0], false);
        assertEquals(hex(bytes("00 00 00 03 | 00 82 01")), drained(outbox));
        FrameHeader header = new FrameHeader();
        for (int i = 1; i <= 130; i++) {
            header.read(input("01 \"x\""));
        }
        assertEquals("x", header.read(input("00 82 01")));
    }

    @Test
    public void theOutboxWritesWhatTheOriginalWrites() {
        Outbox outbox = new Outbox(1 << 20, 1 << 20);
        AmfValue object = new AmfObject().put("a", 1);
        outbox.addHello(Hello.of(19353, Map.of()).encode());
        outbox.add(Services.NAME, Services.encode(List.of("/", "/app")), false);
        outbox.add(Services.NAME, Services.encode(List.of("/")), false);
        outbox.add("greet", Values.encode(AmfString.of("hi"), new AmfInteger(1), AmfBoolean.of(true), AmfNull.INSTANCE, object), false);
        outbox.add("greet", Values.encode(AmfString.of("hi"), new AmfInteger(2)), false);
        outbox.add("greet", Values.encode(), false);
        assertEquals(hex(STREAM), drained(outbox));
    }

    @Test
    public void servicesOfANodeWithoutApplicationsAreAnEmptyList() throws WireException {
        Outbox outbox = new Outbox(1 << 20, 1 << 20);
        outbox.add(Services.NAME, Services.encode(List.of()), false);
        assertEquals(hex(bytes("00 00 00 02 01 2e")), drained(outbox));
        byte[] two = bytes("00 | 04 \"/app\"");
        assertEquals(Set.of("/", "/app"), Services.decode(two, 0, two.length));
        assertThrows(WireException.class, () -> Services.decode(two, 0, 4));
    }

    @Test
    public void moreThanMaxPathsAreRefused() {
        List<String> paths = new ArrayList<>();
        for (int i = 0; i <= Services.MAX_PATHS; i++) {
            paths.add("/p" + i);
        }
        byte[] many = Services.encode(paths);
        assertThrows(WireException.class, () -> Services.decode(many, 0, many.length));
    }

    @Test
    public void aFullOutboxDropsTheNewestAndSaysSoAndKeepsRoomForTheLinkItself() {
        Outbox outbox = new Outbox(100, 1 << 20);
        assertEquals(SendResult.QUEUED, outbox.add("a", new byte[90], false));
        assertEquals(SendResult.QUEUE_FULL, outbox.add("a", new byte[90], false));
        assertEquals(SendResult.QUEUED, outbox.add(":ping", new byte[90], true));
        assertEquals(SendResult.QUEUE_FULL, outbox.add(":ping", new byte[Outbox.RESERVE], true));
        assertEquals(2, outbox.dropped());
        outbox.drain();
        assertEquals(SendResult.QUEUED, outbox.add("a", new byte[90], false));
    }

    @Test
    public void aMessageLargerThanMaxFrameIsDropped() {
        Outbox outbox = new Outbox(1 << 20, 100);
        assertEquals(SendResult.TOO_LARGE, outbox.add("a", new byte[99], false));
        assertEquals(SendResult.QUEUED, outbox.add("a", new byte[98], false));
    }

    @Test
    public void oneNameMoreThanMaxNamesIsRefusedAndKnownOnesGoOn() {
        Outbox outbox = new Outbox(1 << 20, 100);
        for (int i = 0; i < Outbox.MAX_NAMES; i++) {
            assertEquals(SendResult.QUEUED, outbox.add("n" + i, new byte[0], false));
        }
        assertEquals(SendResult.TOO_MANY_NAMES, outbox.add("other", new byte[0], false));
        assertEquals(SendResult.QUEUED, outbox.add("n0", new byte[0], false));
    }

    @Test
    public void aClosedOutboxTakesNothingButCanBeDrained() {
        Outbox outbox = new Outbox(100, 100);
        outbox.add("a", new byte[1], false);
        outbox.close();
        assertEquals(SendResult.NOT_CONNECTED, outbox.add("a", new byte[1], false));
        assertEquals(7, outbox.drain());
    }

    @Test
    public void theCarrierIsWokenOncePerBatch() {
        int[] woken = {0};
        Outbox outbox = new Outbox(1 << 20, 100);
        outbox.whenFilled(() -> woken[0]++);
        outbox.add("a", new byte[0], false);
        outbox.add("a", new byte[0], false);
        assertEquals(1, woken[0]);
        outbox.drain();
        outbox.add("a", new byte[0], false);
        assertEquals("still draining", 1, woken[0]);
        outbox.drain();
        assertEquals(0, outbox.drain());
        outbox.add("a", new byte[0], false);
        assertEquals(2, woken[0]);
    }

    @Test
    public void randomStreamsOfFramesSurviveRandomSplitting() throws WireException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            ByteArrayOutputStream stream = new ByteArrayOutputStream();
            List<byte[]> sent = new ArrayList<>();
            for (int i = random.nextInt(20); i >= 0; i--) {
                byte[] frame = new byte[random.nextInt(10) == 0 ? random.nextInt(100_000) : random.nextInt(50)];
                random.nextBytes(frame);
                sent.add(frame);
                stream.writeBytes(bytes(String.format("%08x", frame.length)));
                stream.writeBytes(frame);
            }
            List<byte[]> got = new ArrayList<>();
            FrameReader reader = new FrameReader(100_000);
            byte[] all = stream.toByteArray();
            for (int at = 0; at < all.length;) {
                int piece = Math.min(all.length - at, 1 + random.nextInt(random.nextBoolean() ? 7 : 70_000));
                reader.feed(all, at, piece, (d, o, l) -> got.add(Arrays.copyOfRange(d, o, o + l)));
                at += piece;
            }
            assertEquals("seed " + seed, sent.size(), got.size());
            for (int i = 0; i < sent.size(); i++) {
                assertArrayEquals("seed " + seed, sent.get(i), got.get(i));
            }
        }
    }

    private static List<String> names(byte[] stream, int piece) throws WireException {
        List<String> names = new ArrayList<>();
        FrameReader reader = new FrameReader(1024);
        FrameHeader header = new FrameHeader();
        for (int at = 0; at < stream.length; at += piece) {
            byte[] part = Arrays.copyOfRange(stream, at, Math.min(stream.length, at + piece));
            reader.feed(part, 0, part.length, (data, offset, length) -> {
                try {
                    return names.add(header.read(new WireInput(data, offset, length)));
                } catch (WireException e) {
                    throw new AssertionError(e);
                }
            });
        }
        return names;
    }

    private static WireInput input(String layout) {
        byte[] bytes = bytes(layout);
        return new WireInput(bytes, 0, bytes.length);
    }

    private static String drained(Outbox outbox) {
        int length = outbox.drain();
        return hex(Arrays.copyOf(outbox.array(), length));
    }
}
