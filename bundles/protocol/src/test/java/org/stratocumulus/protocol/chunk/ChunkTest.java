package org.stratocumulus.protocol.chunk;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;
import org.stratocumulus.protocol.Hex;
import org.stratocumulus.protocol.WireException;
import org.stratocumulus.protocol.WireReader;
import org.stratocumulus.protocol.WireWriter;

/** RFC 7016 section 2.3: every chunk as a record. */
public class ChunkTest {

    private static byte[] payload(ChunkSamples.Sample sample) {
        String wire = Hex.compact(sample.wire());
        return Hex.bytes(wire.substring(2 * Chunk.HEADER_SIZE));
    }

    @Test
    public void thereIsASampleOfEveryChunk() {
        assertEquals(Stream.of(Chunk.class.getPermittedSubclasses()).collect(Collectors.toSet()),
                ChunkSamples.ALL.stream().map(sample -> sample.chunk().getClass()).collect(Collectors.toSet()));
    }

    @Test
    public void everyChunkIsWrittenAsItsWireLayout() {
        for (ChunkSamples.Sample sample : ChunkSamples.ALL) {
            WireWriter out = new WireWriter(new byte[sample.chunk().size()]);
            sample.chunk().write(out);
            assertEquals(Hex.compact(sample.wire()), Hex.of(out));
            assertEquals(0, out.remaining());
        }
    }

    @Test
    public void everyChunkIsDecodedFromItsWireLayout() {
        for (ChunkSamples.Sample sample : ChunkSamples.ALL) {
            Chunk decoded = Chunk.decode(sample.chunk().type(), new WireReader(payload(sample)));
            assertEquals(sample.chunk(), decoded);
            assertEquals(sample.chunk().hashCode(), decoded.hashCode());
        }
    }

    @Test
    public void chunksOfDifferentTypesOrBytesDiffer() {
        for (ChunkSamples.Sample one : ChunkSamples.ALL) {
            for (ChunkSamples.Sample other : ChunkSamples.ALL) {
                if (one != other) {
                    assertNotEquals(one.chunk(), other.chunk());
                }
            }
        }
        assertNotEquals(new Ping(new byte[1]), new Ping(new byte[2]));
    }

    @Test
    public void aPayloadCutShortOfItsRequiredFieldsIsRefused() {
        for (ChunkSamples.Sample sample : ChunkSamples.ALL) {
            for (int length = 0; length < sample.required(); length++) {
                WireReader cut = new WireReader(payload(sample), 0, length);
                assertThrows(sample.wire() + " cut to " + length, WireException.class, () -> Chunk.decode(sample.chunk().type(), cut));
            }
            Chunk.decode(sample.chunk().type(), new WireReader(payload(sample), 0, sample.required()));
        }
    }

    @Test
    public void anAddressCutShortSpoilsTheWholeRedirect() {
        assertThrows(WireException.class, () -> Redirect.decode(Hex.reader("01 01 02c0000201078f 02c0000201")));
        assertTrue(Redirect.decode(Hex.reader("01 01")).isImplied());
    }

    @Test
    public void aChunkIsWrittenWholeOrNotAtAll() {
        for (ChunkSamples.Sample sample : ChunkSamples.ALL) {
            for (int room = 0; room < sample.chunk().size(); room++) {
                WireWriter out = new WireWriter(new byte[room]);
                assertThrows(WireException.class, () -> sample.chunk().write(out));
                assertEquals(0, out.written());
            }
        }
    }

    @Test
    public void aPayloadOfMoreThan16BitsOfLengthIsNotWritten() {
        WireWriter out = new WireWriter(new byte[0x10010]);
        assertThrows(WireException.class, () -> new Ping(new byte[Chunk.MAX_PAYLOAD + 1]).write(out));
        assertEquals(0, out.written());
        new Ping(new byte[Chunk.MAX_PAYLOAD]).write(out);
        assertEquals(Chunk.HEADER_SIZE + Chunk.MAX_PAYLOAD, out.written());
    }

    @Test
    public void theSignedParametersOfAnIIKeyingAreItsBytesAsSent() {
        // cookieLength 1 is sent as the longer VLU 80 01
        IIKeying chunk = IIKeying.decode(Hex.reader("00000007 8001 aa 01 bb 01 cc 5858"));
        assertArrayEquals(Hex.bytes("00000007 8001 aa 01 bb 01 cc"), chunk.signedParameters());
        assertArrayEquals(Hex.bytes("aa"), chunk.cookieEcho());
        assertArrayEquals(Hex.bytes("bb"), chunk.initiatorCertificate());
        assertArrayEquals(Hex.bytes("cc"), chunk.sessionKeyInitiatorComponent());
        assertArrayEquals(Hex.bytes("5858"), chunk.signature());
    }

    @Test
    public void theSignedParametersOfAnRIKeyingEndWithTheInitiatorsComponent() {
        RIKeying chunk = RIKeying.decode(Hex.reader("00000007 8001 aa 58"));
        assertArrayEquals(Hex.bytes("00000007 8001 aa"), chunk.signedParametersPortion());
        assertArrayEquals(Hex.bytes("00000007 8001 aa ccdd"), chunk.signedParameters(Hex.bytes("ccdd")));
    }

    @Test
    public void anEmptyPacketFragmentIsRefused() {
        assertThrows(WireException.class, () -> PacketFragment.decode(Hex.reader("80 01 00")));
    }

    @Test
    public void aFragmentNumberBeyond63BitsIsRefused() {
        assertThrows(WireException.class, () -> PacketFragment.decode(Hex.reader("80 01 81ffffffffffffffff7f aa")));
    }

    @Test
    public void anUnknownTypeIsRefused() {
        assertThrows(WireException.class, () -> Chunk.decode(0xec, Hex.reader("00")));
    }

    @Test
    public void mutatedPayloadsOfEveryTypeEndInAChunkThatReencodesOrAWireException() {
        long seed = System.nanoTime();
        System.out.println("ChunkTest seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 30_000; round++) {
            ChunkSamples.Sample sample = ChunkSamples.ALL.get(random.nextInt(ChunkSamples.ALL.size()));
            byte[] payload = mutated(payload(sample), random);
            try {
                Chunk chunk = Chunk.decode(sample.chunk().type(), new WireReader(payload));
                WireWriter out = new WireWriter(new byte[chunk.size()]);
                chunk.write(out);
                assertEquals(0, out.remaining());
                assertEquals(chunk, Chunk.decode(chunk.type(), new WireReader(out.array(), 3, out.written() - 3)));
            } catch (WireException refused) {
                assertTrue(refused.getMessage(), refused.getMessage().contains(": "));
            }
        }
    }

    private static byte[] mutated(byte[] payload, Random random) {
        byte[] copy = Arrays.copyOf(payload, random.nextInt(payload.length + 8));
        for (int changes = random.nextInt(4); changes > 0 && copy.length > 0; changes--) {
            copy[random.nextInt(copy.length)] = (byte) random.nextInt();
        }
        return copy;
    }
}
