package org.stratocumulus.session;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.Test;
import org.stratocumulus.protocol.Address;
import org.stratocumulus.protocol.PacketHeader;
import org.stratocumulus.protocol.PacketMode;
import org.stratocumulus.protocol.SessionIds;
import org.stratocumulus.protocol.chunk.Chunk;
import org.stratocumulus.protocol.chunk.Close;
import org.stratocumulus.protocol.chunk.CloseAck;
import org.stratocumulus.protocol.chunk.IHello;
import org.stratocumulus.protocol.chunk.Ping;
import org.stratocumulus.protocol.chunk.PingReply;
import org.stratocumulus.testkit.Datagram;
import org.stratocumulus.testkit.PlainPacket;
import org.stratocumulus.testkit.PlainProfile;
import org.stratocumulus.testkit.Recorder;
import org.stratocumulus.testkit.SeededRandom;
import org.stratocumulus.testkit.SessionPair;
import org.stratocumulus.testkit.SimulatedEnd;
import org.stratocumulus.testkit.SimulatedNetwork;

/** The common header and the chunks of a session: RFC 7016 sections 2.2.4, 3.5.2.1, 3.5.2.2 and 3.5.4. */
public class PacketRulesTest {
    private final SessionPair pair = SessionPair.plain(1, EndpointOptions.defaults().withKeepalive(0));
    private final Session near = pair.open();
    private final Session far = pair.accepted();
    private final int key = learnKey();

    @Test
    public void theResponderIgnoresPacketsWithItsOwnMarkOrTheStartupMark() {
        send(PlainPacket.of(far.id(), key, PacketMode.RESPONDER, new CloseAck()));
        send(PlainPacket.of(far.id(), key, PacketMode.STARTUP, new CloseAck()));
        assertEquals(2, pair.server().count("dropped.mode"));
        assertEquals(SessionState.OPEN, far.state());

        send(PlainPacket.of(far.id(), key, PacketMode.INITIATOR, new CloseAck()));
        assertEquals(SessionState.CLOSED, far.state());
    }

    @Test
    public void packetsUnderAnotherKeyOrForAnotherSessionAreDropped() {
        send(PlainPacket.of(far.id(), key + 1, PacketMode.INITIATOR, new CloseAck()));
        send(PlainPacket.of(far.id(), 0, PacketMode.INITIATOR, new CloseAck()));
        send(PlainPacket.of(far.id() + 1, key, PacketMode.INITIATOR, new CloseAck()));
        assertEquals(2, pair.server().count("dropped.decrypt"));
        assertEquals(1, pair.server().count("dropped.sessionId"));
        assertEquals(SessionState.OPEN, far.state());
    }

    @Test
    public void startupPacketsNeedTheStartupMark() {
        send(PlainPacket.of(0, 0, PacketMode.INITIATOR, new CloseAck()));
        assertEquals(1, pair.server().count("dropped.mode"));
    }

    @Test
    public void aPingIsAnsweredWithItsMessageUnaltered() {
        byte[] message = {1, 2, 3, (byte) 0xff, 0};
        send(PlainPacket.of(far.id(), key, PacketMode.INITIATOR, new Ping(message), new Ping(new byte[0])));
        assertEquals(List.of(new PingReply(message), new PingReply(new byte[0])),
                PlainPacket.chunks(pair.network().sent(), PingReply.class));
    }

    @Test
    public void onePacketFullOfPingsIsAnsweredFourTimes() {
        Chunk[] many = new Chunk[300];
        Arrays.fill(many, new Ping(new byte[0]));
        send(PlainPacket.of(far.id(), key, PacketMode.INITIATOR, many));
        assertEquals(4, PlainPacket.chunks(pair.network().sent(), PingReply.class).size());
    }

    @Test
    public void onePacketFullOfClosesIsAcknowledgedOnceInEveryState() {
        Chunk[] many = new Chunk[300];
        Arrays.fill(many, new Close());
        send(PlainPacket.of(far.id(), key, PacketMode.INITIATOR, many));
        assertEquals(SessionState.FARCLOSE_LINGER, far.state());
        assertEquals(1, PlainPacket.chunks(pair.network().sent(), CloseAck.class).size());
        send(PlainPacket.of(far.id(), key, PacketMode.INITIATOR, many));
        assertEquals(2, PlainPacket.chunks(pair.network().sent(), CloseAck.class).size());
    }

    @Test
    public void unknownAndStartupChunksAreSteppedOver() {
        byte[] packet = PlainPacket.of(far.id(), key, PacketMode.INITIATOR, new IHello(new byte[3],
                new byte[16]), new Ping(new byte[] {7})).write();
        send(packet);
        assertEquals(1, PlainPacket.chunks(pair.network().sent(), PingReply.class).size());
        assertTrue(pair.server().count("ignored.chunk") > 0);
    }

    @Test
    public void aMalformedChunkIsIgnoredAndTheNextOneTaken() {
        // a Forwarded IHello whose discriminator is longer than the chunk
        byte[] packet = PlainPacket.of(far.id(), key, PacketMode.INITIATOR, new Ping(new byte[] {0x7f}), new Ping(new byte[] {7})).write();
        packet[9] = 0x0f;
        SessionIds.scramble(far.id(), packet, 0, packet.length);
        send(packet);
        assertEquals(1, pair.server().count("ignored.malformedChunk"));
        assertEquals(List.of(new PingReply(new byte[] {7})), PlainPacket.chunks(pair.network().sent(), PingReply.class));
    }

    @Test
    public void chunksOfFlowsThatCannotBeReadAreCounted() {
        //                              User Data: flags, flow; Range Ack: flow. Both lack the rest
        int[][] chunks = {{0x10, 0x80, 1}, {0x51, 1}};
        for (int[] chunk : chunks) {
            byte[] payload = new byte[chunk.length - 1];
            for (int i = 0; i < payload.length; i++) {
                payload[i] = (byte) chunk[i + 1];
            }
            byte[] packet = PlainPacket.of(far.id(), key, PacketMode.INITIATOR, new Ping(payload)).write();
            SessionIds.unscramble(packet, 0, packet.length);
            packet[9] = (byte) chunk[0];
            SessionIds.scramble(far.id(), packet, 0, packet.length);
            send(packet);
        }
        assertEquals(2, pair.server().count("ignored.flowChunk"));
        assertEquals(0, pair.server().count("failures"));
    }

    @Test
    public void everySessionPacketHasATimestampAndAnEchoOnlyWhenItChanged() {
        pair.client().on(near, () -> near.keepalive(1_000));
        pair.time().advance(5_000);
        int echo = PacketHeader.ABSENT;
        for (Datagram datagram : pair.network().sent()) {
            PlainPacket packet = PlainPacket.read(datagram.data());
            assertEquals(datagram.at() >> 2 & 0xffff, packet.timestamp());
            if (datagram.from().equals(pair.server().host().address()) && packet.timestampEcho() != PacketHeader.ABSENT) {
                assertNotEquals(echo, packet.timestampEcho());
                echo = packet.timestampEcho();
            }
        }
        assertNotEquals("the server has echoed", PacketHeader.ABSENT, echo);
        assertEquals("20 ms there and back, in ticks of 4", 20, near.stats().roundTripMillis());
    }

    @Test
    public void timeCriticalDataOfOneSessionIsToldToTheFarEndsOfTheOthersForEightHundredMilliseconds() {
        SimulatedEnd other = new SimulatedEnd(pair.network().host(SimulatedNetwork.address(12, 50_000), 1),
                new PlainProfile("other", SeededRandom.of(8)), EndpointOptions.defaults(), Runnable::run, 9);
        other.connect(pair.discriminator(), pair.server(), new Recorder());
        pair.runUntil("the other session opens", 1_000, () -> pair.server().accepted().size() == 2);
        Session second = pair.accepted();

        send(new PlainPacket(far.id(), key, PacketMode.INITIATOR, PacketHeader.ABSENT, PacketHeader.ABSENT, true, false, List.of()));
        assertFalse("not to the sender itself", reverseFlagOfPacketTo(far));
        assertTrue(reverseFlagOfPacketTo(second));
        pair.time().advance(800);
        assertFalse(reverseFlagOfPacketTo(second));
    }

    @Test
    public void timeCriticalDataIsToldToTheFarEndsOfSessionsOnOtherLoopsToo() {
        SessionPair loops = SessionPair.plain(1, EndpointOptions.defaults(), 1, 4);
        Session audible = loops.open();
        Session hears = loops.accepted();
        for (int host = 30; loops.accepted().loop().index() == hears.loop().index(); host++) {
            SimulatedEnd other = new SimulatedEnd(loops.network().host(SimulatedNetwork.address(host, 50_000), 1),
                    new PlainProfile("other" + host, SeededRandom.of(host)), EndpointOptions.defaults(), Runnable::run, host);
            other.connect(loops.discriminator(), loops.server(), new Recorder());
            loops.time().advance(1_000);
        }
        Session elsewhere = loops.accepted();
        assertFalse(reverseFlagOfPacketTo(loops, elsewhere));
        loops.client().on(audible, () -> audible.openFlow(new byte[] {1}, null, Priority.AUDIO, SendFlowListener.NONE)
                .write(new byte[1], Delivery.UNRELIABLE));
        loops.time().advance(100);
        assertTrue(reverseFlagOfPacketTo(loops, elsewhere));
        assertFalse("not to the sender itself", reverseFlagOfPacketTo(loops, hears));
        loops.time().advance(800);
        assertFalse(reverseFlagOfPacketTo(loops, elsewhere));
    }

    /** Lets the server ping on a session, and reads the flag of that packet. */
    private boolean reverseFlagOfPacketTo(Session session) {
        return reverseFlagOfPacketTo(pair, session);
    }

    private static boolean reverseFlagOfPacketTo(SessionPair of, Session session) {
        of.network().forget();
        of.server().on(session, () -> session.forwardHello(new byte[1],
                new Address(SimulatedNetwork.address(1, 1), Address.Origin.OBSERVED),
                new byte[1]));
        of.time().advance(1);
        return PlainPacket.read(of.network().sentBy(of.server().host()).get(0).data()).timeCriticalReverse();
    }

    private int learnKey() {
        pair.client().on(near, () -> near.keepalive(10));
        pair.time().advance(12);
        pair.client().on(near, () -> near.keepalive(0));
        pair.time().advance(100);
        List<Datagram> sent = pair.network().sentBy(pair.client().host());
        pair.network().forget();
        return PlainPacket.read(sent.get(sent.size() - 1).data()).key();
    }

    private void send(PlainPacket packet) {
        send(packet.write());
    }

    private void send(byte[] packet) {
        pair.network().inject(pair.client().host().address(), pair.server().host().address(), packet);
        pair.time().advance(1);
    }
}
