package org.stratocumulus.cluster.internal.link;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.stratocumulus.cluster.internal.wire.Layout.bytes;
import static org.stratocumulus.cluster.internal.wire.Layout.hex;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.Test;
import org.stratocumulus.amf.AmfByteArray;
import org.stratocumulus.amf.AmfString;
import org.stratocumulus.api.cluster.Direction;
import org.stratocumulus.api.cluster.SendResult;
import org.stratocumulus.cluster.internal.wire.Payload;

public class LinkTest {
    private static final LinkLimits LIMITS = new LinkLimits(5_000, 1_000, 4_000, 30_000, 1 << 20, 1 << 20);
    private static final byte[] OLD_HELLO = bytes("00 00 00 0d | 00 00 | 00 | 4b 99 | 04 \"role\" 02 \"c3\"");

    @Test
    public void theInitiatorSaysHelloAtOnceAndIsUpWithTheOthersHello() {
        ManualOwner owner = new ManualOwner("");
        Link link = owner.link(Direction.TARGET, LIMITS);
        link.open(0);
        assertEquals("000000130000010f3132372e302e302e313a3139333531", drained(link));
        assertEquals(Link.State.HELLO, link.state());
        receive(link, bytes("00 00 00 05 | 00 00 | 00 | 4b 99"), 10);
        assertEquals(Link.State.UP, link.state());
        assertEquals(List.of("up"), owner.events);
        assertEquals("the host it came from and the port it said", List.of("192.0.2.9:19353"), link.far().publicAddresses());
    }

    @Test
    public void theAcceptorAnswersAnOldNodeWithoutProperties() {
        ManualOwner owner = new ManualOwner("b");
        Link link = owner.link(Direction.INITIATOR, LIMITS);
        link.open(0);
        assertEquals("", drained(link));
        receive(link, OLD_HELLO, 10);
        assertEquals("000000130000010f3132372e302e302e313a3139333531", drained(link));
        assertFalse(link.far().isOurs());
        assertEquals("c3", link.properties().get("role"));
    }

    @Test
    public void nodesOfOursLearnOfEachOtherByTheHello() {
        ManualOwner a = new ManualOwner("a");
        ManualOwner b = new ManualOwner("b");
        Link toB = a.link(Direction.TARGET, LIMITS);
        Link toA = b.link(Direction.INITIATOR, LIMITS);
        connect(toB, toA, 0);
        assertEquals("b", toB.far().nodeId());
        assertEquals(7, toA.far().incarnation());
        assertEquals(19350, toA.far().port());
        assertEquals(List.of("127.0.0.1:19351", "192.0.2.1:1935"), toA.far().publicAddresses());
        assertTrue("what the link says is no property of the user's", toA.properties().isEmpty());
    }

    @Test
    public void helloMillisEndALinkThatSaysNothing() {
        ManualOwner owner = new ManualOwner("b");
        Link link = owner.link(Direction.INITIATOR, LIMITS);
        link.open(0);
        link.tick(5_000);
        assertEquals(List.of(), owner.events);
        link.tick(5_001);
        assertEquals(List.of("down: no hello within 5000 ms"), owner.events);
        assertTrue(owner.carrierClosed);
    }

    @Test
    public void aSilentNodeOfOursIsHeldForDeadAfterTimeoutMillisAndAnOldNodeNever() {
        ManualOwner a = new ManualOwner("a");
        ManualOwner b = new ManualOwner("b");
        Link toB = a.link(Direction.TARGET, LIMITS);
        connect(toB, b.link(Direction.INITIATOR, LIMITS), 0);
        for (long now = 100; now <= 4_000; now += 100) {
            toB.tick(now);
            drained(toB);
        }
        assertEquals(Link.State.UP, toB.state());
        toB.tick(4_001);
        assertEquals(List.of("up", "down: silent for 4001 ms"), a.events);

        ManualOwner c = new ManualOwner("c");
        Link old = c.link(Direction.INITIATOR, LIMITS);
        old.open(0);
        receive(old, OLD_HELLO, 0);
        drained(old);
        old.tick(100_000_000);
        assertEquals(Link.State.UP, old.state());
        assertEquals("nothing is said that it would not know", "", drained(old));
    }

    @Test
    public void heartbeatsKeepALinkAndMeasureTheRoundTrip() {
        ManualOwner a = new ManualOwner("a");
        ManualOwner b = new ManualOwner("b");
        Link toB = a.link(Direction.TARGET, LIMITS);
        Link toA = b.link(Direction.INITIATOR, LIMITS);
        connect(toB, toA, 0);
        for (long now = 0; now < 60_000; now += 100) {
            toB.tick(now);
            toA.tick(now);
            pump(toB, toA, now + 20);
            pump(toA, toB, now + 40);
            pump(toB, toA, now + 60);
        }
        assertEquals(Link.State.UP, toB.state());
        assertEquals(40, toB.roundTripMillis());
    }

    @Test
    public void whoeverWasAsleepHoldsNobodyForDeadBecauseOfThat() {
        ManualOwner a = new ManualOwner("a");
        Link toB = a.link(Direction.TARGET, LIMITS);
        connect(toB, new ManualOwner("b").link(Direction.INITIATOR, LIMITS), 0);
        toB.excuse(60_000);
        toB.tick(60_000);
        assertEquals(Link.State.UP, toB.state());
    }

    @Test
    public void stallMillisEndALinkWhoseFarEndNeverReads() {
        ManualOwner a = new ManualOwner("a");
        Link old = a.link(Direction.INITIATOR, LIMITS);
        old.open(0);
        receive(old, OLD_HELLO, 0);
        drained(old);
        int sent = 0;
        while (old.send("x", Payload.of(AmfByteArray.of(new byte[996]))).isQueued()) {
            sent++;
        }
        assertEquals("at most maxQueue waits", LIMITS.maxQueue() / 1006, sent);
        assertEquals(SendResult.QUEUE_FULL, old.send("x", Payload.of(AmfByteArray.of(new byte[996]))));
        old.tick(1_000);
        old.tick(31_000);
        assertEquals(Link.State.UP, old.state());
        old.tick(31_001);
        assertEquals(Link.State.CLOSED, old.state());
        assertEquals(SendResult.NOT_CONNECTED, old.send("x", Payload.of()));
    }

    @Test
    public void aRefusedNodeOfOursIsToldWhy() {
        ManualOwner a = new ManualOwner("a");
        ManualOwner b = new ManualOwner("b");
        b.refusal = "not today";
        connect(a.link(Direction.TARGET, LIMITS), b.link(Direction.INITIATOR, LIMITS), 0);
        assertEquals(List.of("down: refused: not today"), b.events);
        assertEquals("down: refused by the far end: not today", a.events.get(a.events.size() - 1));
    }

    @Test
    public void messagesAndServicesOfAnOldNodeArrive() {
        ManualOwner owner = new ManualOwner("b");
        Link link = upWithOldNode(owner);
        receive(link, bytes("00 00 00 08 | 01 2e | 00 | 04 \"/app\"  00 00 00 03 | 00 01 | 00"), 1);
        receive(link, bytes("00 00 00 0d | 05 \"greet\" | 11 06 05 \"hi\" | 01 01  00 00 00 02 | 00 02"), 1);
        assertEquals(List.of("up", ". [/, /app]", ". [/]", "greet 110605686901" + "01", "greet "), owner.events);
    }

    @Test
    public void aNameWithAColonInFrontIsAMessageWhenAnOldNodeSendsIt() {
        ManualOwner owner = new ManualOwner("b");
        Link link = upWithOldNode(owner);
        receive(link, bytes("00 00 00 06 | 05 \":ping\""), 1);
        assertEquals(List.of("up", ":ping "), owner.events);
    }

    @Test
    public void aSecondHelloReplacesThePublicAddressWithoutAnEvent() {
        ManualOwner owner = new ManualOwner("b");
        Link link = upWithOldNode(owner);
        assertEquals(List.of("192.0.2.9:19353"), link.far().publicAddresses());
        receive(link, bytes("00 00 00 12 | 00 00 | 01 | 0e \"192.0.2.5:2000\""), 1);
        assertEquals(List.of("up"), owner.events);
        assertEquals(List.of("192.0.2.5:2000"), link.far().publicAddresses());
    }

    @Test
    public void aMessageBeforeTheHelloEndsTheLink() {
        ManualOwner owner = new ManualOwner("b");
        Link link = owner.link(Direction.INITIATOR, LIMITS);
        link.open(0);
        receive(link, bytes("00 00 00 02 | 01 \"a\""), 0);
        assertEquals(List.of("down: a message before the hello"), owner.events);
    }

    @Test
    public void framesWithoutSenseAreIgnoredUntilThereAreMaxMalformedInARow() {
        ManualOwner owner = new ManualOwner("b");
        Link link = upWithOldNode(owner);
        byte[] unknownReference = bytes("00 00 00 02 | 00 63");
        for (int i = 0; i < LinkInput.MAX_MALFORMED; i++) {
            receive(link, unknownReference, 1);
        }
        receive(link, bytes("00 00 00 00  00 00 00 02 | 01 \"a\""), 1);
        assertEquals(Link.State.CLOSED, link.state());

        Link other = upWithOldNode(owner);
        receive(other, bytes("00 00 00 02 | 01 \"a\""), 1);
        for (int i = 0; i < 1000; i++) {
            receive(other, bytes("00 00 00 01 00  00 00 00 02 | 00 63  00 00 00 02 | 00 01"), 1);
        }
        assertEquals(Link.State.UP, other.state());
        assertEquals(2_000, other.traffic().malformed());
    }

    @Test
    public void aFrameOf4GiBEndsTheLinkAtOnce() {
        ManualOwner owner = new ManualOwner("b");
        Link link = upWithOldNode(owner);
        receive(link, bytes("ff ff ff ff 00"), 1);
        assertEquals("down: protocol error: a frame of 4294967295 bytes, at most 1048576 are taken", owner.events.get(1));
    }

    @Test
    public void beforeTheHelloOnlySmallFramesAreTaken() {
        ManualOwner owner = new ManualOwner("b");
        Link link = owner.link(Direction.INITIATOR, LIMITS);
        link.open(0);
        receive(link, bytes("00 01 00 01"), 0);
        assertEquals("down: protocol error: a frame of 65537 bytes, at most 65536 are taken", owner.events.get(0));
    }

    @Test
    public void garbageNeverThrows() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 3_000; round++) {
            ManualOwner owner = new ManualOwner("b");
            Link link = random.nextBoolean() ? upWithOldNode(owner) : upWithOurs(owner);
            try {
                for (int i = 0; i < 20; i++) {
                    receive(link, damaged(random), i);
                    link.tick(i);
                }
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("seed " + seed + " round " + round, e);
            }
        }
    }

    private static byte[] damaged(Random random) {
        byte[] good = bytes(switch (random.nextInt(5)) {
            case 0 -> "00 00 00 0d | 00 00 | 00 | 4b 99 | 04 \"role\" 02 \"c3\"";
            case 1 -> "00 00 00 08 | 01 2e | 00 | 04 \"/app\"";
            case 2 -> "00 00 00 1a | 05 \"greet\" | 11 06 05 \"hi\" | 11 04 01 | 01 01 | 05 | 11 0a 0b 01 03 \"a\" 04 01 01";
            case 3 -> "00 00 00 0f | 05 \":pong\" | 00 00 00 00 00 00 00 00 00";
            default -> "00 00 00 0c | 07 \":refuse\" | 02 00 01 78";
        });
        for (int i = random.nextInt(3); i >= 0; i--) {
            good[random.nextInt(good.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good;
    }

    private static Link upWithOldNode(ManualOwner owner) {
        Link link = owner.link(Direction.INITIATOR, LIMITS);
        link.open(0);
        receive(link, OLD_HELLO, 0);
        drained(link);
        return link;
    }

    private static Link upWithOurs(ManualOwner owner) {
        Link link = owner.link(Direction.TARGET, LIMITS);
        connect(link, new ManualOwner("z").link(Direction.INITIATOR, LIMITS), 0);
        return link;
    }

    private static void connect(Link a, Link b, long now) {
        a.open(now);
        b.open(now);
        for (int i = 0; i < 3; i++) {
            pump(a, b, now);
            pump(b, a, now);
        }
    }

    private static void pump(Link from, Link to, long now) {
        int length = from.outbox().drain();
        to.receive(from.outbox().array(), 0, length, now);
        from.outbox().drain();
    }

    private static void receive(Link link, byte[] bytes, long now) {
        link.receive(bytes, 0, bytes.length, now);
    }

    private static String drained(Link link) {
        int length = link.outbox().drain();
        return hex(Arrays.copyOf(link.outbox().array(), length));
    }

    @Test
    public void valuesOfAControlMessageAreDecoded() {
        ManualOwner a = new ManualOwner("a");
        ManualOwner b = new ManualOwner("b");
        Link toB = a.link(Direction.TARGET, LIMITS);
        Link toA = b.link(Direction.INITIATOR, LIMITS);
        connect(toB, toA, 0);
        toB.control(":peers", AmfString.of("x"));
        toB.send("plain", Payload.of(AmfString.of("y")));
        pump(toB, toA, 1);
        assertEquals(List.of("up", ":peers [\"x\"]", "plain 11060379"), b.events);
    }
}
