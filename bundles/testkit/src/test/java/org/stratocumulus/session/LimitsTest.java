package org.stratocumulus.session;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.Test;
import org.stratocumulus.protocol.SessionIds;
import org.stratocumulus.protocol.chunk.Chunk;
import org.stratocumulus.protocol.chunk.IHello;
import org.stratocumulus.protocol.chunk.IIKeying;
import org.stratocumulus.protocol.chunk.PacketFragment;
import org.stratocumulus.protocol.chunk.RHello;
import org.stratocumulus.protocol.chunk.Redirect;
import org.stratocumulus.testkit.Conditions;
import org.stratocumulus.testkit.Datagram;
import org.stratocumulus.testkit.PlainPacket;
import org.stratocumulus.testkit.PlainProfile;
import org.stratocumulus.testkit.Recorder;
import org.stratocumulus.testkit.SeededRandom;
import org.stratocumulus.testkit.SessionPair;
import org.stratocumulus.testkit.SimulatedEnd;
import org.stratocumulus.testkit.SimulatedNetwork;

/** Each limit of startup, and what happens beyond it. */
public class LimitsTest {
    private static final EndpointOptions OPTIONS = EndpointOptions.defaults();

    @Test
    public void limitSessionsBeyondItHellosFindNoAnswer() {
        SessionPair pair = SessionPair.plain(1, OPTIONS.withSessions(1));
        Session near = pair.open();
        CompletableFuture<Session> second = end(pair, 12, "second").connect(pair.discriminator(), pair.server(), new Recorder());
        pair.time().advance(20_000);
        assertFalse(second.isDone());
        assertTrue(pair.server().count("hello.shed") > 0);

        pair.client().on(near, near::abort);
        pair.runUntil("there is room again", 30_000, second::isDone);
        assertEquals(SessionState.OPEN, second.join().state());
    }

    @Test
    public void limitSessionsHoldsForKeyingsThatWereUnderWayTogether() {
        SessionPair pair = SessionPair.plain(1, OPTIONS.withSessions(1));
        for (int i = 0; i < 5; i++) {
            end(pair, 30 + i, "client " + i).connect(pair.discriminator(), pair.server(), new Recorder());
        }
        pair.time().advance(1_000);
        assertEquals(1, pair.server().endpoint().sessionCount());
        assertEquals(4, pair.server().count("keying.full"));
    }

    @Test
    public void whatCanBePreparedIsDoneWhenNoKeyingWaits() {
        SessionPair pair = SessionPair.plain(1, OPTIONS);
        PlainProfile profile = (PlainProfile) pair.server().profile();
        profile.toPrepare(10);
        CompletableFuture<Session> first = end(pair, 30, "first").connect(pair.discriminator(), pair.server(), new Recorder());
        pair.time().advance(1);
        CompletableFuture<Session> second = end(pair, 31, "second").connect(pair.discriminator(), pair.server(), new Recorder());
        pair.runUntil("one of two keyings is done", 1_000, () -> pair.server().endpoint().sessionCount() == 1);
        assertEquals("the other waits", 10, profile.toPrepare());
        pair.runUntil("both are done", 1_000, () -> first.isDone() && second.isDone());
        assertEquals(0, profile.toPrepare());
    }

    @Test
    public void limitHellosPerSecondBoundsWhatSpoofedHellosReflect() {
        SessionPair pair = SessionPair.plain(1, OPTIONS.withHellosPerSecond(10));
        for (int i = 0; i < 100; i++) {
            hello(pair, SimulatedNetwork.address(50, 1_000 + i));
        }
        assertEquals(10, pair.server().count("hello.answered"));
        assertEquals(90, pair.server().count("hello.limited"));
        pair.time().advance(1_000);
        hello(pair, SimulatedNetwork.address(50, 1));
        assertEquals("the next second has its own", 11, pair.server().count("hello.answered"));
    }

    @Test
    public void limitHellosPerSecondBoundsCookieChangesToo() {
        SessionPair pair = SessionPair.plain(1, OPTIONS.withHellosPerSecond(10));
        byte[] cookie = HandshakeTest.cookieFor(pair, SimulatedNetwork.address(66, 6_666));
        for (int i = 0; i < 50; i++) {
            send(pair, SimulatedNetwork.address(67, 1_000 + i), IIKeying.unsigned(7, cookie, new byte[] {'m'}, new byte[16]));
        }
        assertEquals("one token went to the hello", 9, pair.server().count("cookie.changed"));
        assertEquals(41, pair.server().count("hello.limited"));
    }

    @Test
    public void limitHandshakesPerSecond() {
        SessionPair pair = SessionPair.plain(1, OPTIONS.withHandshakesPerSecond(3));
        for (int i = 0; i < 8; i++) {
            end(pair, 30 + i, "client " + i).connect(pair.discriminator(), pair.server(), new Recorder());
        }
        pair.time().advance(500);
        assertEquals(3, pair.server().endpoint().sessionCount());
        assertEquals(5, pair.server().count("keying.limited"));
        pair.time().advance(20_000);
        assertEquals("the others repeat themselves", 8, pair.server().endpoint().sessionCount());
    }

    @Test
    public void limitKeyingQueueShedsKeyingsAndBeforeThatHellos() {
        SessionPair pair = SessionPair.plain(1, OPTIONS.withKeyingQueue(4));
        SimulatedEnd slow = new SimulatedEnd(pair.network().host(SimulatedNetwork.address(21, 1935), 1),
                new PlainProfile("slow", SeededRandom.of(1)), OPTIONS.withKeyingQueue(4), pair.time().executor(10_000), 5);
        for (int i = 0; i < 6; i++) {
            end(pair, 30 + i, "client " + i).connect(PlainProfile.discriminator("slow"), slow, new Recorder());
        }
        pair.time().advance(100);
        assertEquals("two had a cookie already", 2, slow.count("keying.shed"));
        pair.network().inject(SimulatedNetwork.address(60, 1), slow.host().address(),
                PlainPacket.startup(0, new IHello(PlainProfile.discriminator("slow").encoded(), new byte[16])).write());
        pair.time().advance(10);
        assertEquals(1, slow.count("hello.shed"));
        pair.time().advance(60_000);
        assertEquals(6, slow.endpoint().sessionCount());
    }

    @Test
    public void aKeyingPoolThatRefusesShedsTheKeying() {
        SessionPair pair = SessionPair.plain(1);
        SimulatedEnd full = new SimulatedEnd(pair.network().host(SimulatedNetwork.address(21, 1935), 1),
                new PlainProfile("full", SeededRandom.of(1)), OPTIONS, task -> {
                    throw new RejectedExecutionException();
                }, 5);
        pair.client().connect(PlainProfile.discriminator("full"), full, new Recorder());
        pair.time().advance(2_000);
        assertTrue(full.count("keying.shed") > 0);
        assertEquals(0, full.count("failures"));
    }

    @Test
    public void withoutAnAcceptorHellosFindNoAnswer() {
        SessionPair pair = SessionPair.plain(1);
        pair.server().acceptor(null);
        CompletableFuture<Session> opening = pair.connect();
        pair.time().advance(2_000);
        assertEquals(List.of(), pair.network().sentBy(pair.server().host()));
        pair.server().acceptor(session -> new Recorder());
        pair.runUntil("the session opens when there is one again", 10_000, opening::isDone);
    }

    @Test
    public void anAcceptorThatFailsHarmsNobodyElse() {
        SessionPair pair = SessionPair.plain(1);
        pair.server().acceptor(session -> null);
        pair.open();
        pair.server().acceptor(session -> new Recorder());
        end(pair, 30, "second").connect(pair.discriminator(), pair.server(), new Recorder());
        pair.time().advance(1_000);
        assertEquals(1, pair.server().count("failures"));
        assertEquals(2, pair.server().endpoint().sessionCount());
    }

    @Test
    public void optionsCanBeReplacedWhileSessionsAreOpen() {
        SessionPair pair = SessionPair.plain(1);
        pair.open();
        pair.server().endpoint().options(OPTIONS.withHellosPerSecond(1));
        pair.time().advance(10);
        for (int i = 0; i < 10; i++) {
            hello(pair, SimulatedNetwork.address(50, 1_000 + i));
        }
        assertEquals("one before the change, one after it", 2, pair.server().count("hello.answered"));
        assertEquals(SessionState.OPEN, pair.accepted().state());
    }

    @Test
    public void spoofedHellosLeaveNothingBehind() {
        SessionPair pair = SessionPair.plain(1, OPTIONS.withHellosPerSecond(1_000_000));
        byte[] hello = PlainPacket.startup(0, new IHello(pair.discriminator().encoded(), new byte[16])).write();
        spoofedHellos(pair, hello, 1_000);
        long before = used();
        spoofedHellos(pair, hello, 100_000);
        long kept = used() - before;
        assertEquals(101_000, pair.server().count("hello.answered"));
        assertTrue("16 bytes a hello would be 1600000, not " + kept, kept < 1_000_000);
        assertEquals(0, pair.server().endpoint().sessionCount());
    }

    @Test
    public void onePacketIsAnsweredByOneRHello() {
        SessionPair pair = SessionPair.plain(1);
        IHello hello = new IHello(pair.discriminator().encoded(), new byte[16]);
        Chunk[] many = new Chunk[30];
        Arrays.fill(many, hello);
        pair.network().inject(SimulatedNetwork.address(50, 5), pair.server().host().address(), PlainPacket.startup(0, many).write());
        pair.time().advance(10);
        assertEquals(1, PlainPacket.chunks(pair.network().sent(), RHello.class).size());
    }

    @Test
    public void largeCertificatesTravelInFragmentsNoFasterThanAllowed() {
        SessionPair plain = SessionPair.plain(1);
        PlainProfile large = new PlainProfile("large".repeat(2_000), SeededRandom.of(3));
        SimulatedEnd client = new SimulatedEnd(plain.network().host(SimulatedNetwork.address(40, 40_000), 1), large, OPTIONS,
                Runnable::run, 4);
        plain.network().conditions(Conditions.GOOD.withDelay(5, 150).withDuplication(0.2));
        CompletableFuture<Session> opening = client.connect(plain.discriminator(), plain.server(), new Recorder());
        plain.runUntil("the session opens", 95_000, opening::isDone);
        assertEquals(large.nearCertificate().fingerprint(), plain.accepted().farPeerId());

        List<Datagram> fragments = plain.network().sentBy(client.host()).stream()
                .filter(datagram -> HandshakeTest.is(datagram, PacketFragment.class)).toList();
        for (Datagram first : fragments) {
            List<Datagram> window = fragments.stream().filter(d -> d.at() >= first.at() && d.at() < first.at() + 200).toList();
            assertTrue("four packets in 200 ms", window.size() <= 4);
            assertTrue("4380 bytes in 200 ms", window.stream().mapToInt(d -> d.data().length).sum() <= 4_380);
            assertTrue("limit maxPacket", first.data().length <= OPTIONS.maxPacket());
        }
    }

    @Test
    public void packetsToOneEndpointShareTheRateOfFragmentsAndHoldUpNoOther() {
        SessionPair pair = SessionPair.plain(1);
        String name = "large".repeat(600);
        SimulatedEnd server = new SimulatedEnd(pair.network().host(SimulatedNetwork.address(41, 1_935), 1),
                new PlainProfile(name, SeededRandom.of(3)), OPTIONS, Runnable::run, 4);
        InetSocketAddress one = SimulatedNetwork.address(50, 1);
        for (int i = 0; i < 6; i++) {
            largeAnswer(pair, server, name, one, i);
        }
        InetSocketAddress other = SimulatedNetwork.address(51, 1);
        largeAnswer(pair, server, name, other, 6);
        assertEquals("4 packets of one endpoint", 2, server.count("fragment.refused"));
        assertEquals("the other is not held up", 2, pair.network().sent().stream().filter(d -> d.to().equals(other)).count());
        pair.time().advance(5_000);
        List<Datagram> fragments = pair.network().sent().stream().filter(d -> d.to().equals(one)).toList();
        assertEquals("4 packets of 3 fragments", 12, fragments.size());
        for (Datagram first : fragments) {
            List<Datagram> window = fragments.stream().filter(d -> d.at() >= first.at() && d.at() < first.at() + 200).toList();
            assertTrue("four packets in 200 ms", window.size() <= 4);
            assertTrue("4380 bytes in 200 ms", window.stream().mapToInt(d -> d.data().length).sum() <= 4_380);
        }
    }

    @Test
    public void fragmentsAreUnderWayToSoManyEndpointsAtOnce() {
        SessionPair pair = SessionPair.plain(1);
        String name = "large".repeat(600);
        SimulatedEnd server = new SimulatedEnd(pair.network().host(SimulatedNetwork.address(41, 1_935), 1),
                new PlainProfile(name, SeededRandom.of(3)), OPTIONS, Runnable::run, 4);
        for (int i = 0; i < 70; i++) {
            largeAnswer(pair, server, name, SimulatedNetwork.address(50, 1_000 + i), i);
        }
        assertEquals("64 packets in all", 6, server.count("fragment.refused"));
        pair.time().advance(1_000);
        largeAnswer(pair, server, name, SimulatedNetwork.address(50, 1), 0);
        assertEquals("there is room again", 6, server.count("fragment.refused"));
    }

    @Test
    public void soManyEndpointsAreRememberedForThePauseBetweenFragments() {
        SessionPair pair = SessionPair.plain(1);
        String name = "large".repeat(300); // 2 fragments, which leave together
        SimulatedEnd server = new SimulatedEnd(pair.network().host(SimulatedNetwork.address(41, 1_935), 1),
                new PlainProfile(name, SeededRandom.of(3)), OPTIONS, Runnable::run, 4);
        byte[] hello = PlainPacket.startup(0, new IHello(PlainProfile.discriminator(name).encoded(), new byte[16])).write();
        for (int i = 0; i < 1_030; i++) {
            pair.network().inject(SimulatedNetwork.address(50, 1_000 + i), server.host().address(), hello);
        }
        pair.time().advance(1);
        assertEquals("1024 endpoints", 6, server.count("fragment.refused"));
    }

    /** A hello that is answered by a certificate too large for one packet. */
    private static void largeAnswer(SessionPair pair, SimulatedEnd server, String name, InetSocketAddress asks, int number) {
        byte[] tag = new byte[16];
        tag[0] = (byte) number;
        byte[] hello = PlainPacket.startup(0, new IHello(PlainProfile.discriminator(name).encoded(), tag)).write();
        pair.network().inject(asks, server.host().address(), hello);
        pair.time().advance(1);
    }

    @Test
    public void reassemblyHasLimitsOfPacketsBytesAndTime() {
        SessionPair pair = SessionPair.plain(1);
        InetSocketAddress one = SimulatedNetwork.address(50, 1);
        for (int i = 0; i < 6; i++) {
            fragment(pair, one, true, i, 0, 10);
        }
        assertEquals("4 packets of one address", 2, pair.server().count("fragment.refused"));
        for (int i = 0; i < 300; i++) {
            fragment(pair, SimulatedNetwork.address(51, 1_000 + i), true, i, 0, 10);
        }
        assertEquals("256 packets in all", 2 + 300 - 252, pair.server().count("fragment.refused"));
        pair.time().advance(2_500);
        assertEquals("no progress for a second", 256, pair.server().count("fragment.expired"));

        for (int i = 0; i < 70; i++) {
            fragment(pair, one, true, 9, i, 1_000);
        }
        assertEquals("65536 bytes of one packet", 50 + 70 - 65, pair.server().count("fragment.refused"));
        fragment(pair, one, true, 10, 256, 10);
        assertEquals("256 fragments of one packet", 56, pair.server().count("fragment.refused"));
    }

    @Test
    public void reassemblyHoldsFourMebibytesInAll() {
        SessionPair pair = SessionPair.plain(1);
        for (int i = 0; i < 75; i++) {
            fragment(pair, SimulatedNetwork.address(51, 1_000 + i), true, i, 0, 60_000);
        }
        assertEquals("4194304 bytes hold 69 times 60000", 75 - 69, pair.server().count("fragment.refused"));
        pair.time().advance(2_500);
        fragment(pair, SimulatedNetwork.address(51, 1), true, 1, 0, 60_000);
        assertEquals("what was given up makes room", 6, pair.server().count("fragment.refused"));
    }

    @Test
    public void sixtyFourFragmentedPacketsMayBeUnderWay() {
        SessionPair pair = SessionPair.plain(1);
        String name = "large".repeat(2_000);
        SimulatedEnd large = new SimulatedEnd(pair.network().host(SimulatedNetwork.address(21, 1935), 1),
                new PlainProfile(name, SeededRandom.of(1)), OPTIONS, Runnable::run, 5);
        byte[] hello = PlainPacket.startup(0, new IHello(PlainProfile.discriminator(name).encoded(), new byte[16])).write();
        for (int i = 0; i < 100; i++) {
            pair.network().inject(SimulatedNetwork.address(60, 1 + i), large.host().address(), hello);
        }
        pair.time().advance(1);
        assertEquals(36, large.count("fragment.refused"));
    }

    @Test
    public void workForAnotherLoopMayWaitFourThousandNinetySixTimes() {
        SessionPair pair = SessionPair.plain(1, OPTIONS, 2, 1);
        pair.network().cutOff(pair.server().host());
        pair.connect();
        pair.time().advance(10);
        byte[] tag = PlainPacket.chunks(pair.network().sent(), IHello.class).get(0).tag();
        byte[] redirect = PlainPacket.startup(0, new Redirect(tag, List.of())).write();
        // the opening session is on loop 0; all of these arrive on loop 1 before loop 0 gets its turn
        int arrived = 0;
        for (int port = 1; arrived < 5_000; port++) {
            InetSocketAddress from = SimulatedNetwork.address(77, port);
            if (Integer.remainderUnsigned(from.hashCode(), 2) == 1) {
                pair.network().inject(from, pair.client().host().address(), redirect);
                arrived++;
            }
        }
        pair.time().advance(1);
        assertEquals(5_000 - 4_096, pair.client().count("handover.refused"));
    }

    @Test
    public void reassemblyEndsAfterSixtySecondsWhateverTheProgress() {
        SessionPair pair = SessionPair.plain(1);
        for (int i = 0; i < 100; i++) {
            fragment(pair, SimulatedNetwork.address(50, 1), true, 1, i, 10);
            pair.time().advance(700);
        }
        assertTrue(pair.server().count("fragment.expired") >= 1);
    }

    @Test
    public void fragmentsThatContradictEachOtherAreRefused() {
        SessionPair pair = SessionPair.plain(1);
        InetSocketAddress from = SimulatedNetwork.address(50, 1);
        fragment(pair, from, false, 1, 2, 10);
        fragment(pair, from, true, 1, 3, 10);
        fragment(pair, from, false, 1, 3, 10);
        fragment(pair, from, false, 1, 1, 10);
        assertEquals(3, pair.server().count("fragment.refused"));
    }

    @Test
    public void aReassembledPacketMustBeAStartupPacketAndHoldsNoFragments() {
        SessionPair pair = SessionPair.plain(1);
        InetSocketAddress from = SimulatedNetwork.address(50, 1);
        byte[] hello = PlainPacket.startup(0, new IHello(pair.discriminator().encoded(), new byte[16])).write();
        byte[] plain = Arrays.copyOfRange(hello, 8, hello.length);
        byte[] wrongMode = plain.clone();
        wrongMode[0] = (byte) (wrongMode[0] & ~3 | 1);
        send(pair, from, new PacketFragment(false, 1, 0, wrongMode));
        assertEquals(1, pair.server().count("dropped.mode"));

        byte[] nested = PlainPacket.startup(0, new PacketFragment(false, 7, 0, plain)).write();
        send(pair, from, new PacketFragment(false, 2, 0, Arrays.copyOfRange(nested, 8, nested.length)));
        assertEquals(1, pair.server().count("fragment.refused"));
        assertEquals(0, pair.server().count("hello.in"));

        send(pair, from, new PacketFragment(false, 3, 0, plain));
        assertEquals(1, pair.server().count("hello.in"));
    }

    @Test
    public void whateverArrivesNothingIsThrownAndEverythingIsCounted() {
        SessionPair pair = SessionPair.plain(1);
        Session near = pair.open();
        pair.client().on(near, () -> near.keepalive(100));
        pair.time().advance(1_000);
        List<Datagram> honest = pair.network().sentBy(pair.client().host());
        Random random = new Random(42);
        for (int i = 0; i < 20_000; i++) {
            pair.network().inject(i % 2 == 0 ? near.farAddress() : SimulatedNetwork.address(random.nextInt(250), 1 + random.nextInt(9)),
                    pair.server().host().address(), damaged(honest.get(random.nextInt(honest.size())).data(), random));
            if (i % 100 == 0) {
                pair.time().advance(1);
                pair.network().forget();
            }
        }
        pair.time().advance(1_000);
        assertEquals(0, pair.server().count("failures"));
        for (String counter : List.of("dropped.short", "dropped.sessionId", "dropped.decrypt", "dropped.mode", "ignored.chunk",
                "ignored.malformedChunk", "cookie.forged")) {
            assertTrue(counter + " of " + pair.server().endpoint().counters(), pair.server().count(counter) > 0);
        }
    }

    /** Random bytes, or an honest datagram that was cut or changed in a few places, its session id right again or not. */
    private static byte[] damaged(byte[] honest, Random random) {
        if (random.nextInt(4) == 0) {
            byte[] noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            return noise;
        }
        int id = SessionIds.unscramble(honest, 0, honest.length);
        byte[] damaged = Arrays.copyOf(honest, 1 + random.nextInt(honest.length));
        for (int i = random.nextInt(4); i > 0; i--) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        }
        if (damaged.length >= 4 && random.nextInt(4) != 0) {
            SessionIds.scramble(id, damaged, 0, damaged.length);
        }
        return damaged;
    }

    private static SimulatedEnd end(SessionPair pair, int lastByte, String name) {
        return new SimulatedEnd(pair.network().host(SimulatedNetwork.address(lastByte, 50_000), 1),
                new PlainProfile(name, SeededRandom.of(lastByte)), OPTIONS, Runnable::run, lastByte);
    }

    private static void hello(SessionPair pair, InetSocketAddress from) {
        pair.network().inject(from, pair.server().host().address(),
                PlainPacket.startup(0, new IHello(pair.discriminator().encoded(), new byte[16])).write());
        pair.time().advance(0);
    }

    private static void fragment(SessionPair pair, InetSocketAddress from, boolean more, long packet, long number, int length) {
        send(pair, from, new PacketFragment(more, packet, number, new byte[length]));
    }

    private static void send(SessionPair pair, InetSocketAddress from, Chunk chunk) {
        pair.network().inject(from, pair.server().host().address(), PlainPacket.startup(0, chunk).write());
        pair.time().advance(0);
    }

    private static void spoofedHellos(SessionPair pair, byte[] hello, int count) {
        for (int i = 0; i < count; i++) {
            InetSocketAddress from = new InetSocketAddress("198.51." + (i >> 8 & 0xff) + "." + (i & 0xff), 1_024 + (i >> 16));
            pair.network().inject(from, pair.server().host().address(), hello);
            if (i % 100 == 99) {
                pair.time().advance(20);
                pair.network().forget();
            }
        }
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            runtime.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
