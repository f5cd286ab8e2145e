package org.stratocumulus.testkit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.stratocumulus.protocol.PacketHeader;
import org.stratocumulus.protocol.PacketMode;
import org.stratocumulus.protocol.SessionIds;
import org.stratocumulus.protocol.WireWriter;
import org.stratocumulus.protocol.chunk.Chunk;
import org.stratocumulus.protocol.chunk.PacketReader;

/**
 * A datagram under the {@link PlainProfile}, read or to be written (RFC 7016 section 2.2).
 *
 * @param sessionId descrambled
 * @param key number of the key
 * @param timestamp {@link PacketHeader#ABSENT} when there is none
 * @param timestampEcho likewise
 */
public record PlainPacket(int sessionId, int key, PacketMode mode, int timestamp, int timestampEcho, boolean timeCritical,
        boolean timeCriticalReverse, List<Chunk> chunks) {
    public PlainPacket {
        chunks = List.copyOf(chunks);
    }

    /** A startup packet under the Default Session Key. */
    public static PlainPacket startup(int sessionId, Chunk... chunks) {
        return new PlainPacket(sessionId, PlainCipher.DEFAULT_KEY, PacketMode.STARTUP, 0, PacketHeader.ABSENT, false, false,
                List.of(chunks));
    }

    /** A packet of a session, without timestamps. */
    public static PlainPacket of(int sessionId, int key, PacketMode mode, Chunk... chunks) {
        return new PlainPacket(sessionId, key, mode, PacketHeader.ABSENT, PacketHeader.ABSENT, false, false, List.of(chunks));
    }

    /** Reads a datagram. @throws org.stratocumulus.protocol.WireException when it is not well formed */
    public static PlainPacket read(byte[] datagram) {
        int key = ByteBuffer.wrap(datagram).getInt(SessionIds.SIZE);
        int begin = SessionIds.SIZE + PlainCipher.PREFIX;
        PacketReader reader = new PacketReader().reset(datagram, begin, datagram.length - begin);
        List<Chunk> chunks = new ArrayList<>();
        while (reader.next()) {
            chunks.add(reader.chunk());
        }
        PacketHeader header = reader.header();
        return new PlainPacket(SessionIds.unscramble(datagram, 0, datagram.length), key, header.mode(), header.timestamp(),
                header.timestampEcho(), header.timeCritical(), header.timeCriticalReverse(), chunks);
    }

    /** The datagram. */
    public byte[] write() {
        byte[] datagram = new byte[0x10000];
        WireWriter out = new WireWriter(datagram);
        out.u32(0).u32(key);
        PacketHeader header = new PacketHeader().reset(mode).timeCritical(timeCritical).timeCriticalReverse(timeCriticalReverse);
        if (timestamp != PacketHeader.ABSENT) {
            header.timestamp(timestamp);
        }
        if (timestampEcho != PacketHeader.ABSENT) {
            header.timestampEcho(timestampEcho);
        }
        header.write(out);
        chunks.forEach(chunk -> chunk.write(out));
        SessionIds.scramble(sessionId, datagram, 0, out.written());
        return Arrays.copyOf(datagram, out.written());
    }

    /** The chunks of one kind in a record of datagrams, in order. */
    public static <C extends Chunk> List<C> chunks(List<Datagram> datagrams, Class<C> kind) {
        return datagrams.stream().map(datagram -> read(datagram.data())).flatMap(packet -> packet.chunks.stream())
                .filter(kind::isInstance).map(kind::cast).toList();
    }
}
