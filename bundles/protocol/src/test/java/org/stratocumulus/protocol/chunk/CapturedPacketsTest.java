package org.stratocumulus.protocol.chunk;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.Test;
import org.stratocumulus.protocol.Hex;
import org.stratocumulus.protocol.PacketMode;
import org.stratocumulus.protocol.WireException;
import org.stratocumulus.protocol.WireWriter;

/** Packets of real clients and of the old server, as captured. */
public class CapturedPacketsTest {

    private static final List<String> FILES = List.of("adobe-client-group-first", "adobe-client-group-second", "adobe-client-p2p-player",
            "adobe-client-p2p-publisher", "adobe-client-play", "adobe-client-publish");

    private final PacketReader packets = new PacketReader();
    private final UserDataView view = new UserDataView();

    private static List<byte[]> packets(String file) throws IOException {
        try (InputStream in = CapturedPacketsTest.class.getResourceAsStream("/vectors/" + file + ".txt")) {
            assertNotNull(file, in);
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> Hex.bytes(line.substring(line.lastIndexOf(' ') + 1)))
                    .collect(Collectors.toList());
        }
    }

    @Test
    public void everyPacketIsEncodedAgainAsItWas() throws IOException {
        Set<Integer> types = new TreeSet<>();
        Set<PacketMode> modes = EnumSet.noneOf(PacketMode.class);
        int count = 0;
        for (String file : FILES) {
            for (byte[] packet : packets(file)) {
                count++;
                WireWriter out = new WireWriter(new byte[packet.length]);
                packets.reset(packet, 0, packet.length).header().write(out);
                modes.add(packets.header().mode());
                while (packets.next()) {
                    types.add(packets.type());
                    packets.chunk().write(out);
                }
                assertEquals(0, packets.ignored());
                byte[] padded = Arrays.copyOf(out.toByteArray(), packet.length);
                Arrays.fill(padded, out.written(), packet.length, (byte) 0xff);
                assertArrayEquals(file + " " + Hex.of(packet), packet, padded);
            }
        }
        assertEquals(472, count);
        assertEquals(EnumSet.allOf(PacketMode.class), modes);
        assertTrue(types.containsAll(List.of(ChunkType.IHELLO, ChunkType.FIHELLO, ChunkType.RHELLO, ChunkType.REDIRECT, ChunkType.IIKEYING,
                ChunkType.RIKEYING, ChunkType.USER_DATA, ChunkType.NEXT_USER_DATA, ChunkType.RANGE_ACK, ChunkType.CLOSE_ACK)));
    }

    @Test
    public void readInPlaceTheyTellTheSameAsTheRecords() throws IOException {
        int fragments = 0;
        for (String file : FILES) {
            for (byte[] packet : packets(file)) {
                fragments += compareUserData(packet);
            }
        }
        assertEquals(428, fragments);
    }

    private int compareUserData(byte[] packet) {
        int fragments = 0;
        PacketReader records = new PacketReader().reset(packet, 0, packet.length);
        packets.reset(packet, 0, packet.length);
        view.clear();
        long expected = 0;
        while (packets.next() && records.next()) {
            if (records.chunk() instanceof UserData chunk) {
                view.parse(packets.payload());
                assertEquals(chunk, new UserData(view.fragmentation(), view.abandon(), view.isFinal(), view.flowId(), view.sequenceNumber(),
                        view.sequenceNumber() - view.forwardSequenceNumber(), view.options(), view.data()));
                expected = chunk.sequenceNumber() + 1;
                fragments++;
            } else if (packets.type() == ChunkType.NEXT_USER_DATA) {
                assertEquals(expected++, view.parseNext(packets.payload()).sequenceNumber());
                fragments++;
            }
        }
        return fragments;
    }

    @Test
    public void damagedPacketsEndInChunksOrAWireException() throws IOException {
        long seed = System.nanoTime();
        System.out.println("CapturedPacketsTest seed " + seed);
        Random random = new Random(seed);
        for (String file : FILES) {
            for (byte[] packet : packets(file)) {
                for (int round = 0; round < 20; round++) {
                    walk(damaged(packet, random));
                }
            }
        }
    }

    private static byte[] damaged(byte[] packet, Random random) {
        byte[] damaged = Arrays.copyOf(packet, 1 + random.nextInt(packet.length));
        for (int changes = random.nextInt(6); changes > 0; changes--) {
            damaged[random.nextInt(Math.min(damaged.length, 40))] = (byte) random.nextInt();
        }
        return damaged;
    }

    private void walk(byte[] packet) {
        try {
            packets.reset(packet, 0, packet.length);
        } catch (WireException discarded) {
            assertTrue("only mode 0 or a truncated timestamp", (packet[0] & 3) == 0 || packet.length < 5);
            return;
        }
        int bytes = 0;
        view.clear();
        while (packets.next()) {
            bytes += Chunk.HEADER_SIZE + packets.payload().remaining();
            visit();
        }
        assertTrue(bytes < packet.length);
    }

    private void visit() {
        long[] last = {-1};
        try {
            switch (packets.type()) {
                case ChunkType.USER_DATA -> view.parse(packets.payload());
                case ChunkType.NEXT_USER_DATA -> view.parseNext(packets.payload());
                case ChunkType.BITMAP_ACK, ChunkType.RANGE_ACK -> Acknowledgement.forEachRange(packets.payload(),
                        packets.type() == ChunkType.BITMAP_ACK, new AscendingSink(last));
                default -> packets.chunk();
            }
        } catch (WireException ignored) {
            assertEquals("nothing was told of a chunk refused", -1, last[0]);
        }
    }

    /** Asserts that ranges ascend with gaps between them. */
    private record AscendingSink(long[] last) implements AckSink {
        @Override
        public boolean acknowledgement(long flowId, long bufferBytesAvailable, long cumulativeAck) {
            last[0] = cumulativeAck;
            return true;
        }

        @Override
        public void range(long from, long to) {
            assertTrue(last[0] + 1 < from && from <= to);
            last[0] = to;
        }
    }
}
