package org.stratocumulus.protocol.chunk;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.Test;
import org.stratocumulus.protocol.Hex;
import org.stratocumulus.protocol.PacketMode;
import org.stratocumulus.protocol.WireException;

/** RFC 7016 section 2.2.4: the walk over the chunks of a packet. */
public class PacketReaderTest {

    private final PacketReader packets = new PacketReader();

    private List<Chunk> chunks(String packet) {
        byte[] bytes = Hex.bytes(packet);
        packets.reset(bytes, 0, bytes.length);
        List<Chunk> chunks = new ArrayList<>();
        while (packets.next()) {
            chunks.add(packets.chunk());
        }
        return chunks;
    }

    @Test
    public void chunksFollowTheHeader() {
        assertEquals(List.of(new Ping(Hex.bytes("aa")), new CloseAck()), chunks("09 1234  01 0001 aa  4c 0000"));
        assertEquals(0x1234, packets.header().timestamp());
        assertEquals(PacketMode.INITIATOR, packets.header().mode());
    }

    @Test
    public void fewerThanThreeBytesArePadding() {
        assertEquals(List.of(new Close()), chunks("01  0c 0000"));
        assertEquals(List.of(new Close()), chunks("01  0c 0000  4c"));
        assertEquals(List.of(new Close()), chunks("01  0c 0000  4c 00"));
        assertEquals(List.of(), chunks("01"));
    }

    @Test
    public void aChunkThatWouldNotFitIsPadding() {
        assertEquals(List.of(new Close()), chunks("01  0c 0000  ffffffffffffffff"));
        assertEquals(List.of(new Close()), chunks("01  0c 0000  01 0005 aa  4c 0000"));
        assertEquals(List.of(new Close(), new Ping(Hex.bytes("aabb"))), chunks("01  0c 0000  01 0002 aabb"));
    }

    @Test
    public void ignoreAndUnrecognizedChunksAreSkippedAndCounted() {
        assertEquals(List.of(new Close()), chunks("01  00 0001 00  ff 0002 0000  ec 0000  0c 0000"));
        assertEquals(3, packets.ignored());
        chunks("01");
        assertEquals(0, packets.ignored());
    }

    @Test
    public void chunksInAPacketOfAnInappropriateModeAreIgnored() {
        for (ChunkSamples.Sample sample : ChunkSamples.ALL) {
            boolean startup = List.of(IHello.class, RHello.class, Redirect.class, RHelloCookieChange.class, IIKeying.class, RIKeying.class)
                    .contains(sample.chunk().getClass());
            boolean anywhere = sample.chunk() instanceof PacketFragment;
            assertEquals(startup || anywhere ? 1 : 0, chunks("03" + sample.wire()).size());
            assertEquals(!startup || anywhere ? 1 : 0, chunks("01" + sample.wire()).size());
            assertEquals(!startup || anywhere ? 1 : 0, chunks("02" + sample.wire()).size());
        }
    }

    @Test
    public void aFaultyChunkDoesNotEndThePacket() {
        byte[] packet = Hex.bytes("01  18 0000  0c 0000");
        packets.reset(packet, 0, packet.length);
        assertTrue(packets.next());
        assertThrows(WireException.class, packets::chunk);
        assertTrue(packets.next());
        assertEquals(new Close(), packets.chunk());
    }

    @Test
    public void aPayloadNeverReachesIntoTheNextChunk() {
        byte[] packet = Hex.bytes("01  30 0001 81  18 0001 85  01 0001 07");
        packets.reset(packet, 0, packet.length);
        assertTrue(packets.next());
        assertThrows(WireException.class, packets::chunk);
        assertTrue(packets.next());
        assertEquals(new Ping(Hex.bytes("07")), packets.chunk());
    }

    @Test
    public void onlyThePacketsPartOfTheArrayIsRead() {
        byte[] array = Hex.bytes("eeee  01 0c 0000  4c 0000");
        packets.reset(array, 2, 4);
        assertTrue(packets.next());
        assertFalse(packets.next());
    }

    @Test
    public void aPacketRefusedLeavesNoChunksOfTheOneBefore() {
        byte[] packet = Hex.bytes("01 0c 0000");
        packets.reset(packet, 0, packet.length);
        assertThrows(WireException.class, () -> packets.reset(Hex.bytes("00 0c 0000"), 0, 4));
        assertFalse(packets.next());
        assertThrows(WireException.class, () -> packets.reset(packet, 0, 0));
        assertFalse(packets.next());
    }
}
