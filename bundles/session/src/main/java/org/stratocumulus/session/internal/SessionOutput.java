package org.stratocumulus.session.internal;

import java.net.InetSocketAddress;
import java.util.Arrays;
import org.stratocumulus.protocol.PacketHeader;
import org.stratocumulus.protocol.PacketMode;
import org.stratocumulus.protocol.Vlu;
import org.stratocumulus.protocol.WireWriter;
import org.stratocumulus.protocol.chunk.Chunk;
import org.stratocumulus.protocol.chunk.ChunkType;
import org.stratocumulus.protocol.chunk.Close;
import org.stratocumulus.protocol.chunk.CloseAck;
import org.stratocumulus.protocol.chunk.PacketFragment;
import org.stratocumulus.protocol.chunk.Ping;
import org.stratocumulus.session.Session;
import org.stratocumulus.session.internal.flow.Flows;

/**
 * Makes the packets of the sessions of one loop: header (RFC 7016 sections 2.2.4 and 3.5.2.2) and chunks. Confined to it.
 */
final class SessionOutput {
    private static final int TIMESTAMP_HEADER = 3;
    private static final int ECHO = 2;
    private static final Close CLOSE = new Close();
    private static final CloseAck CLOSE_ACK = new CloseAck();

    private final LoopContext context;
    private final PacketHeader header = new PacketHeader();
    private final WireWriter headerWriter = new WireWriter(new byte[0]);
    private long nextPacketId;

    SessionOutput(LoopContext context) {
        this.context = context;
    }

    /** Sends whatever the session's flows have and may send now. */
    void transmit(OpenSession session) {
        while (session.isOpen() && session.hasFlows()) {
            int headerLength = headerLength(session);
            // RFC 7016 3.6.2.2: as much room for fragments as the largest header leaves
            WireWriter packet = context.output().beginData(session.cipher(), session.maxPacket, PacketHeader.MAX_SIZE - headerLength);
            int begin = packet.position();
            reserve(packet, headerLength);
            int written = session.flows().assemble(packet);
            if (written == 0 || !session.isOpen()) {
                if (session.path != null && session.isOpen() && session.flows().needsLargerPacket()) {
                    transmitOversize(session);
                }
                return;
            }
            boolean timeCritical = (written & Flows.TIME_CRITICAL) != 0;
            if (timeCritical) {
                context.timeCritical().sent(context.now());
            }
            writeHeader(session, packet, begin, headerLength, timeCritical);
            int length = sendData(session, packet);
            if (session.path != null) {
                session.path.sent(length);
            }
        }
    }

    /** Sends one packet with what was cut for a wider path, see {@link PathDiscovery}. */
    private void transmitOversize(OpenSession session) {
        int headerLength = headerLength(session);
        WireWriter packet = context.output().beginData(session.cipher(), session.path.largest(), PacketHeader.MAX_SIZE - headerLength);
        int begin = packet.position();
        reserve(packet, headerLength);
        int written = session.flows().assembleOversize(packet);
        if (written == 0 || !session.isOpen()) {
            return;
        }
        writeHeader(session, packet, begin, headerLength, (written & Flows.TIME_CRITICAL) != 0);
        if (session.path.takesTurnAsItIs()) {
            sendData(session, packet);
        } else {
            fragments(session, packet.array(), begin, packet.position());
        }
        session.wantTransmit();
    }

    /** RFC 7016 3.4. */
    private void fragments(OpenSession session, byte[] plain, int begin, int end) {
        long id = nextPacketId++;
        int sent = begin;
        for (int number = 0; sent < end; number++) {
            WireWriter packet = context.output().beginControl(session.cipher(), session.maxPacket);
            int start = packet.position();
            int headerLength = headerLength(session);
            reserve(packet, headerLength);
            int room = packet.remaining() - Chunk.HEADER_SIZE - 1 - Vlu.size(id) - Vlu.size(number);
            int until = Math.min(sent + room, end);
            new PacketFragment(until < end, id, number, Arrays.copyOfRange(plain, sent, until)).write(packet);
            sent = until;
            writeHeader(session, packet, start, headerLength, false);
            send(session, session.farAddress(), packet);
        }
    }

    /** Sends a packet of this size exactly: a Padding chunk, so that a packet cut short is not answered, then a Ping (3.5.4.3). */
    void probe(OpenSession session, int bytes, byte[] message) {
        WireWriter packet = context.output().beginControl(session.cipher(), bytes);
        int begin = packet.position();
        int headerLength = headerLength(session);
        reserve(packet, headerLength);
        Ping ping = new Ping(message);
        int padding = packet.remaining() - Chunk.HEADER_SIZE - ping.size();
        Chunk.writeHeader(packet, ChunkType.IGNORE, padding);
        reserve(packet, padding);
        ping.write(packet);
        writeHeader(session, packet, begin, headerLength, false);
        send(session, session.farAddress(), packet);
    }

    /** Sends a packet with one chunk to DESTADDR; drops a chunk that does not fit. */
    void control(OpenSession session, Chunk chunk) {
        controlTo(session, session.farAddress(), chunk);
    }

    /** Sends a packet with one chunk to another address than DESTADDR (section 3.5.4.2). */
    void controlTo(OpenSession session, InetSocketAddress to, Chunk chunk) {
        WireWriter packet = context.output().beginControl(session.cipher(), session.maxPacket);
        int begin = packet.position();
        int headerLength = headerLength(session);
        reserve(packet, headerLength);
        if (chunk.size() <= packet.remaining()) {
            chunk.write(packet);
            writeHeader(session, packet, begin, headerLength, false);
            send(session, to, packet);
        }
    }

    /** Answers a Ping, copying the message unaltered (RFC 7016 section 3.5.4), unless it does not fit. */
    void pingReply(OpenSession session, byte[] data, int offset, int length) {
        WireWriter packet = context.output().beginControl(session.cipher(), session.maxPacket);
        int begin = packet.position();
        int headerLength = headerLength(session);
        reserve(packet, headerLength);
        if (Chunk.HEADER_SIZE + length <= packet.remaining()) {
            Chunk.writeHeader(packet, ChunkType.PING_REPLY, length);
            packet.bytes(data, offset, length);
            writeHeader(session, packet, begin, headerLength, false);
            send(session, session.farAddress(), packet);
        }
    }

    void close(OpenSession session) {
        control(session, CLOSE);
    }

    void closeAck(OpenSession session) {
        control(session, CLOSE_ACK);
    }

    private int headerLength(OpenSession session) {
        return TIMESTAMP_HEADER + (session.roundTrip.echoDue(context.now()) ? ECHO : 0);
    }

    /** Leaves room for the header, whose flags depend on what follows it. */
    private static void reserve(WireWriter packet, int length) {
        for (int i = 0; i < length; i++) {
            packet.u8(0);
        }
    }

    private void writeHeader(OpenSession session, WireWriter packet, int begin, int length, boolean timeCritical) {
        long now = context.now();
        header.reset(session.role() == Session.Role.INITIATOR ? PacketMode.INITIATOR : PacketMode.RESPONDER);
        header.timeCritical(timeCritical);
        header.timeCriticalReverse(context.timeCritical().receivedByOther(session.id(), now));
        // always: Adobe-derived clients drop a session packet without a timestamp, which RFC 7016 3.5.2.2 would let us omit
        header.timestamp(session.roundTrip.takeTimestamp(now));
        if (length > TIMESTAMP_HEADER) {
            header.timestampEcho(session.roundTrip.takeEcho(now));
        }
        header.write(headerWriter.reset(packet.array(), begin, begin + length));
    }

    /** @return bytes of the datagram */
    private int sendData(OpenSession session, WireWriter packet) {
        int length = context.output().sendData(session.farAddress(), session.sendId(), session.cipher(), packet);
        session.traffic.sent(length);
        return length;
    }

    private void send(OpenSession session, InetSocketAddress to, WireWriter packet) {
        session.traffic.sent(context.output().send(to, session.sendId(), session.cipher(), packet));
    }
}
