package org.stratocumulus.session;

import static org.junit.Assert.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.Test;
import org.stratocumulus.protocol.PacketMode;
import org.stratocumulus.protocol.SessionIds;
import org.stratocumulus.protocol.chunk.Chunk;
import org.stratocumulus.protocol.chunk.PacketFragment;
import org.stratocumulus.protocol.chunk.Ping;
import org.stratocumulus.protocol.chunk.PingReply;
import org.stratocumulus.testkit.Datagram;
import org.stratocumulus.testkit.PlainPacket;
import org.stratocumulus.testkit.SessionPair;

/** Packet Fragments inside an open session (RFC 7016 section 3.4). */
public class FragmentsInSessionTest {
    /** Session id and the number of the key, which are not part of the plain packet. */
    private static final int ENVELOPE = SessionIds.SIZE + Integer.BYTES;

    private final SessionPair pair = SessionPair.plain(1, EndpointOptions.defaults().withKeepalive(0));
    private final Session near = pair.open();
    private final Session far = pair.accepted();
    private final int key = learnKey();

    @Test
    public void fragmentsInAnyOrderBecomeThePacket() {
        byte[] message = new byte[700];
        new Random(1).nextBytes(message);
        List<Chunk> fragments = fragments(packet(PacketMode.INITIATOR, new Ping(message), new Ping(new byte[] {7})), 1);
        Collections.shuffle(fragments, new Random(2));
        fragments.add(1, fragments.get(0));
        fragments.forEach(this::send);
        assertEquals(List.of(new PingReply(message), new PingReply(new byte[] {7})),
                PlainPacket.chunks(pair.network().sent(), PingReply.class));
        assertEquals(1, pair.server().count("fragment.packets"));
    }

    @Test
    public void aWholePacketOfAnotherModeIsDiscarded() {
        fragments(packet(PacketMode.STARTUP, new Ping(new byte[] {1})), 1).forEach(this::send);
        fragments(packet(PacketMode.RESPONDER, new Ping(new byte[] {1})), 2).forEach(this::send);
        assertEquals(List.of(), PlainPacket.chunks(pair.network().sent(), PingReply.class));
        assertEquals(2, pair.server().count("dropped.mode"));
    }

    @Test
    public void fragmentsOfFragmentsAreIgnored() {
        Chunk inner = fragments(packet(PacketMode.INITIATOR, new Ping(new byte[] {1})), 1).get(0);
        fragments(packet(PacketMode.INITIATOR, inner), 2).forEach(this::send);
        assertEquals(1, pair.server().count("ignored.chunk"));
        assertEquals(List.of(), PlainPacket.chunks(pair.network().sent(), PingReply.class));
    }

    @Test
    public void aWholePacketWithoutHeaderIsDropped() {
        send(new PacketFragment(false, 1, 0, new byte[] {0}));
        assertEquals(1, pair.server().count("dropped.malformedPacket"));
        assertEquals(SessionState.OPEN, far.state());
    }

    @Test
    public void fourPacketsOfOneSessionAreReassembledAtOnceAndGivenUpAfterASecondWithoutProgress() {
        for (int id = 0; id < 5; id++) {
            send(new PacketFragment(true, id, 0, new byte[] {1}));
        }
        assertEquals(1, pair.server().count("fragment.refused"));
        pair.time().advance(3_000);
        assertEquals(4, pair.server().count("fragment.expired"));
    }

    /** The plain packet, without what is around it. */
    private byte[] packet(PacketMode mode, Chunk... chunks) {
        byte[] datagram = PlainPacket.of(far.id(), key, mode, chunks).write();
        return Arrays.copyOfRange(datagram, ENVELOPE, datagram.length);
    }

    private static List<Chunk> fragments(byte[] packet, int id) {
        List<Chunk> fragments = new ArrayList<>();
        for (int at = 0; at < packet.length; at += 100) {
            int end = Math.min(at + 100, packet.length);
            fragments.add(new PacketFragment(end < packet.length, id, fragments.size(), Arrays.copyOfRange(packet, at, end)));
        }
        return fragments;
    }

    private void send(Chunk chunk) {
        pair.network().inject(pair.client().host().address(), pair.server().host().address(),
                PlainPacket.of(far.id(), key, PacketMode.INITIATOR, chunk).write());
        pair.time().advance(1);
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
}
