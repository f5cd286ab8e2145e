package org.stratocumulus.session.internal;

import java.net.InetSocketAddress;
import org.stratocumulus.crypto.PacketCipher;
import org.stratocumulus.protocol.PacketHeader;
import org.stratocumulus.protocol.PacketMode;
import org.stratocumulus.protocol.SessionIds;
import org.stratocumulus.protocol.WireException;
import org.stratocumulus.protocol.WireReader;
import org.stratocumulus.protocol.chunk.ChunkType;
import org.stratocumulus.protocol.chunk.FIHello;
import org.stratocumulus.protocol.chunk.PacketFragment;
import org.stratocumulus.protocol.chunk.PacketReader;
import org.stratocumulus.protocol.chunk.Ping;
import org.stratocumulus.session.CloseReason;
import org.stratocumulus.session.Session;
import org.stratocumulus.session.SessionState;
import org.stratocumulus.session.internal.startup.Reassembly;
import org.stratocumulus.session.internal.startup.Responder;

/** Takes the packets of the sessions of one loop apart (RFC 7016 section 3.5). Confined to it; allocates nothing per packet. */
final class SessionInput {
    /** Answered pings of one packet: else 1 datagram could call for 390. */
    static final int PING_REPLIES_PER_PACKET = 4;

    private final LoopContext context;
    private final SessionOutput output;
    private final Responder responder;
    private final MobilityCheck mobility;
    /** Grows with the longest datagram so far. */
    private byte[] plain = new byte[2_048];
    private final PacketReader packet = new PacketReader();
    private final PacketReader fragmented = new PacketReader();
    private final Reassembly reassembly;
    private int pings;

    SessionInput(LoopContext context, SessionOutput output, Responder responder, MobilityCheck mobility) {
        this.context = context;
        this.output = output;
        this.responder = responder;
        this.mobility = mobility;
        this.reassembly = new Reassembly(context);
    }

    void packet(OpenSession session, InetSocketAddress from, byte[] data, int offset, int length) {
        plain = length <= plain.length ? plain : new byte[length];
        int opened = session.cipher().open(data, offset + SessionIds.SIZE, length - SessionIds.SIZE, plain);
        if (opened == PacketCipher.INVALID) {
            context.count(Counter.DROPPED_DECRYPT);
            return;
        }
        try {
            packet.reset(plain, opened & 0xffff, opened >>> 16);
        } catch (WireException e) {
            context.count(Counter.DROPPED_MALFORMED_PACKET);
            return;
        }
        // RFC 7016 2.2.4: each end ignores its own mark; mode 3 is for startup
        if (packet.header().mode() != (session.role() == Session.Role.INITIATOR ? PacketMode.RESPONDER : PacketMode.INITIATOR)) {
            context.count(Counter.DROPPED_MODE);
            return;
        }
        session.traffic.received(length);
        long now = context.now();
        session.lifetime().heard(now);
        if (session.isOpen()) {
            header(session, packet.header(), now);
            chunksOfOpenSession(session, from);
        } else {
            chunksOfClosingSession(session);
        }
    }

    private void header(OpenSession session, PacketHeader header, long now) {
        if (header.timestamp() != PacketHeader.ABSENT) {
            session.roundTrip.timestampReceived(now, header.timestamp());
        }
        if (header.timestampEcho() != PacketHeader.ABSENT) {
            session.roundTrip.echoReceived(now, header.timestampEcho());
        }
        if (header.timeCritical()) {
            context.timeCritical().received(session.id(), now);
        }
        if (header.timeCriticalReverse()) {
            session.timeCriticalReverseAt = now;
        }
    }

    private void chunksOfOpenSession(OpenSession session, InetSocketAddress from) {
        pings = 0;
        if (session.hasFlows()) {
            session.flows().packetBegins();
        }
        chunks(session, from, packet);
        if (session.isOpen() && session.hasFlows()) {
            session.flows().packetEnds();
            session.closeIfFlushed();
        }
        if (session.isOpen() && !from.equals(session.farAddress())) {
            checkMobility(session, from);
        }
    }

    private void chunks(OpenSession session, InetSocketAddress from, PacketReader reader) {
        while (session.isOpen() && reader.next()) {
            try {
                if (reader.type() == ChunkType.PACKET_FRAGMENT && reader == packet) {
                    fragment(session, from, PacketFragment.decode(reader.payload()));
                } else {
                    chunk(session, from, reader.type(), reader.payload());
                }
            } catch (WireException malformed) {
                context.count(Counter.IGNORED_MALFORMED_CHUNK);
            }
        }
        context.counters().count(Counter.IGNORED_CHUNK, reader.ignored());
    }

    /** RFC 7016 3.4. A whole packet of another mode than its fragments, which have the far end's, is discarded. */
    private void fragment(OpenSession session, InetSocketAddress from, PacketFragment fragment) {
        byte[] whole = reassembly.fragment(session, session.id(), fragment);
        if (whole == null) {
            return;
        }
        try {
            fragmented.reset(whole, 0, whole.length);
        } catch (WireException e) {
            context.count(Counter.DROPPED_MALFORMED_PACKET);
            return;
        }
        if (fragmented.header().mode() != packet.header().mode()) {
            context.count(Counter.DROPPED_MODE);
            return;
        }
        header(session, fragmented.header(), context.now());
        chunks(session, from, fragmented);
    }

    private void chunk(OpenSession session, InetSocketAddress from, int type, WireReader payload) {
        switch (type) {
            case ChunkType.USER_DATA, ChunkType.NEXT_USER_DATA, ChunkType.BUFFER_PROBE -> {
                if (!session.hasFlows()) {
                    session.flows().packetBegins();
                }
                session.flows().chunk(type, payload);
            }
            case ChunkType.BITMAP_ACK, ChunkType.RANGE_ACK, ChunkType.FLOW_EXCEPTION -> {
                if (session.hasFlows()) {
                    session.flows().chunk(type, payload);
                }
            }
            case ChunkType.PING -> ping(session, payload);
            case ChunkType.PING_REPLY -> pingReply(session, from, payload);
            case ChunkType.CLOSE -> {
                // RFC 7016 3.5.5: acknowledge, then linger
                output.closeAck(session);
                session.leaveOpen(SessionState.FARCLOSE_LINGER, CloseReason.FAR_CLOSE);
            }
            case ChunkType.CLOSE_ACK -> session.end(CloseReason.FAR_CLOSE);
            case ChunkType.FIHELLO -> responder.forwardedHello(FIHello.decode(payload));
            // such as fragments of fragments, which nobody sends for a good purpose
            default -> context.count(Counter.IGNORED_CHUNK);
        }
    }

    /** RFC 7016 3.5.5: in NEARCLOSE and FARCLOSE_LINGER. However often a packet asks, one acknowledgement will do. */
    private void chunksOfClosingSession(OpenSession session) {
        boolean acknowledged = false;
        while (session.state() != SessionState.CLOSED && packet.next()) {
            if (packet.type() == ChunkType.CLOSE && !acknowledged) {
                acknowledged = true;
                output.closeAck(session);
            } else if (packet.type() == ChunkType.CLOSE_ACK) {
                session.end(CloseReason.NEAR_CLOSE);
            }
        }
    }

    private void ping(OpenSession session, WireReader payload) {
        if (pings++ < PING_REPLIES_PER_PACKET) {
            output.pingReply(session, payload.array(), payload.position(), payload.remaining());
        } else {
            context.count(Counter.IGNORED_CHUNK);
        }
    }

    /** RFC 7016 3.5.4.2: on receipt of a packet from another address than DESTADDR. */
    private void checkMobility(OpenSession session, InetSocketAddress from) {
        long now = context.now();
        if (session.mobility().mayCheck(now)) {
            context.count(Counter.MOBILITY_CHECKS);
            output.controlTo(session, from, new Ping(mobility.message(session.id(), from, now)));
        }
    }

    /** RFC 7016 3.5.4.2: on receipt of a Ping Reply. */
    private void pingReply(OpenSession session, InetSocketAddress from, WireReader payload) {
        if (session.path != null && session.path.pingReply(payload.array(), payload.position(), payload.remaining())) {
            return;
        }
        if (!MobilityCheck.isMobilityCheck(payload.array(), payload.position(), payload.remaining())) {
            return;
        }
        long time = mobility.verify(payload.array(), payload.position(), session.id(), from, context.now());
        if (time == Long.MIN_VALUE) {
            context.count(Counter.MOBILITY_FORGED);
        } else {
            session.proved(from, time);
        }
    }
}
