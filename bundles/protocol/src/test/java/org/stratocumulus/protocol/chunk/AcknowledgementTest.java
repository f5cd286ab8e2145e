package org.stratocumulus.protocol.chunk;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.Test;
import org.stratocumulus.protocol.Hex;
import org.stratocumulus.protocol.WireException;
import org.stratocumulus.protocol.WireReader;
import org.stratocumulus.protocol.WireWriter;

/** RFC 7016 sections 2.3.13 and 2.3.14: both formats of acknowledgement in place. */
public class AcknowledgementTest {

    /** Writes down all it is told. */
    private static final class Recorder implements AckSink {
        private final StringBuilder told = new StringBuilder();
        private boolean wanted = true;
        private int calls;

        @Override
        public boolean acknowledgement(long flowId, long bufferBytesAvailable, long cumulativeAck) {
            told.append(flowId).append(' ').append(bufferBytesAvailable).append(" 0-").append(cumulativeAck);
            return wanted;
        }

        @Override
        public void range(long from, long to) {
            calls++;
            told.append(' ').append(from).append('-').append(to);
        }
    }

    private static String bitmap(String payload) {
        Recorder recorder = new Recorder();
        Acknowledgement.forEachRange(Hex.reader(payload), true, recorder);
        return recorder.told.toString();
    }

    private static String ranges(String payload) {
        Recorder recorder = new Recorder();
        Acknowledgement.forEachRange(Hex.reader(payload), false, recorder);
        return recorder.told.toString();
    }

    @Test
    public void figure4IsReadAndWritten() {
        assertEquals("5 130048 0-16 18-18 21-24 27-28", bitmap("05 7f 10  79 06"));
        WireWriter out = new WireWriter(new byte[8]);
        assertEquals(3, BitmapAckWriter.write(out, 5, 127, 16, new long[] {18, 18, 21, 24, 27, 28}, 3));
        assertEquals(Hex.compact("50 0005 05 7f 10 79 06"), Hex.of(out));
        assertEquals(8, BitmapAckWriter.size(5, 127, 16, new long[] {18, 18, 21, 24, 27, 28}, 3));
    }

    @Test
    public void figure5IsReadAndWritten() {
        assertEquals("5 130048 0-16 18-18 21-24", ranges("05 7f 10  00 00  01 03"));
        WireWriter out = new WireWriter(new byte[10]);
        assertEquals(2, RangeAckWriter.write(out, 5, 127, 16, new long[] {18, 18, 21, 24}, 2));
        assertEquals(Hex.compact("51 0007 05 7f 10 00 00 01 03"), Hex.of(out));
        assertEquals(10, RangeAckWriter.size(5, 127, 16, new long[] {18, 18, 21, 24}, 2));
    }

    @Test
    public void aTruncatedLastRangeIsIgnoredAsInFigure6() {
        assertEquals("5 130048 0-16 18-18", ranges("05 7f 10  00 00  01 83"));
        assertEquals("5 130048 0-16 18-18", ranges("05 7f 10  00 00  01"));
        assertEquals("5 130048 0-16 18-18", ranges("05 7f 10  00 00  81"));
    }

    @Test
    public void runsOfBitsGoOnFromByteToByte() {
        assertEquals("5 0 0-16 25-34", bitmap("05 00 10  80 ff 01"));
        assertEquals("5 0 0-16 18-25", bitmap("05 00 10  ff"));
        assertEquals("5 0 0-16", bitmap("05 00 10  00 00"));
        assertEquals("5 0 0-16", bitmap("05 00 10"));
    }

    @Test
    public void rangesBeyond63BitsEndTheRanges() {
        assertEquals("5 0 0-16 18-18", ranges("05 00 10  00 00  ffffffffffffffff7f 00  00 00"));
        assertEquals("5 0 0-16 18-18", ranges("05 00 10  00 00  00 ffffffffffffffff7f"));
        assertEquals("5 0 0-16", ranges("05 00 10  81ffffffffffffffff7f 00"));
        assertEquals("5 0 0-" + Long.MAX_VALUE, ranges("05 00 ffffffffffffffff7f  ffffffffffffffff7f 00"));
        assertEquals("5 0 0-" + Long.MAX_VALUE, bitmap("05 00 ffffffffffffffff7f  ff"));
    }

    @Test
    public void aCumulativeAckBeyond63BitsIsRefused() {
        assertThrows(WireException.class, () -> ranges("05 00 81ffffffffffffffff7f"));
        assertThrows(WireException.class, () -> bitmap("05 00 81ffffffffffffffff7f"));
        assertThrows(WireException.class, () -> RangeAck.decode(Hex.reader("05 00 81ffffffffffffffff7f")));
    }

    @Test
    public void anAdvertisementBeyond63BitsOfBytesIsTheMostThereIs() {
        assertEquals("5 " + Long.MAX_VALUE + " 0-1", ranges("05 81ffffffffffffffff7f 01"));
        assertEquals("5 " + Long.MAX_VALUE + " 0-1", ranges("05 c08080808080 8000 01"));
        assertEquals("5 " + (Long.MAX_VALUE - 1023) + " 0-1", ranges("05 8fffffffffffff7f 01"));
    }

    @Test
    public void rangesNotWantedAreNotTold() {
        Recorder recorder = new Recorder();
        recorder.wanted = false;
        Acknowledgement.forEachRange(Hex.reader("05 7f 10  79 06"), true, recorder);
        Acknowledgement.forEachRange(Hex.reader("05 7f 10  00 00"), false, recorder);
        assertEquals(0, recorder.calls);
    }

    @Test
    public void theSinkIsCalledAtMostFourTimesForAByte() {
        Recorder recorder = new Recorder();
        byte[] payload = new byte[1003];
        Arrays.fill(payload, 3, payload.length, (byte) 0x55);
        Acknowledgement.forEachRange(new WireReader(payload), true, recorder);
        assertEquals(4000, recorder.calls);
    }

    @Test
    public void rangesWithoutRoomAreLeftOutFromTheLast() {
        long[] bounds = {18, 18, 21, 24, 1000, 1000};
        WireWriter out = new WireWriter(new byte[10]);
        assertEquals(2, RangeAckWriter.write(out, 5, 127, 16, bounds, 3));
        assertEquals("5 130048 0-16 18-18 21-24", ranges(Hex.of(out).substring(6)));
        WireWriter bits = new WireWriter(new byte[7]);
        assertEquals(2, BitmapAckWriter.write(bits, 5, 127, 16, bounds, 3));
        assertEquals("5 130048 0-16 18-18 21-24", bitmap(Hex.of(bits).substring(6)));
        assertThrows(WireException.class, () -> RangeAckWriter.write(new WireWriter(new byte[5]), 5, 127, 16, bounds, 3));
        assertThrows(WireException.class, () -> BitmapAckWriter.write(new WireWriter(new byte[5]), 5, 127, 16, bounds, 3));
    }

    @Test
    public void theMoreCompactFormatIsChosen() {
        WireWriter out = new WireWriter(new byte[64]);
        Acknowledgement.write(out, 5, 127, 16, new long[] {18, 18, 20, 20, 22, 22}, 3);
        assertEquals(ChunkType.BITMAP_ACK, out.array()[0]);
        out.rewind(0);
        Acknowledgement.write(out, 5, 127, 16, new long[] {1L << 40, 1L << 50}, 1);
        assertEquals(ChunkType.RANGE_ACK, out.array()[0]);
        out.rewind(0);
        Acknowledgement.write(out, 5, 127, 16, new long[0], 0);
        assertEquals("equal sizes", ChunkType.RANGE_ACK, out.array()[0]);
    }

    @Test
    public void bothFormatsTellTheSameOfRandomRanges() {
        long seed = System.nanoTime();
        System.out.println("AcknowledgementTest seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            long cumulativeAck = random.nextInt(1000);
            long[] bounds = randomBounds(random, cumulativeAck);
            int count = bounds.length / 2;
            StringBuilder expected = new StringBuilder("3 2048 0-" + cumulativeAck);
            for (int i = 0; i < count; i++) {
                expected.append(' ').append(bounds[2 * i]).append('-').append(bounds[2 * i + 1]);
            }
            WireWriter out = new WireWriter(new byte[4096]);
            assertEquals(count, RangeAckWriter.write(out, 3, 2, cumulativeAck, bounds, count));
            assertEquals(out.written(), RangeAckWriter.size(3, 2, cumulativeAck, bounds, count));
            assertEquals(expected.toString(), ranges(Hex.of(out).substring(6)));
            out.rewind(0);
            assertEquals(count, BitmapAckWriter.write(out, 3, 2, cumulativeAck, bounds, count));
            assertEquals(out.written(), BitmapAckWriter.size(3, 2, cumulativeAck, bounds, count));
            assertEquals(expected.toString(), bitmap(Hex.of(out).substring(6)));
        }
    }

    private static long[] randomBounds(Random random, long cumulativeAck) {
        long[] bounds = new long[2 * random.nextInt(20)];
        long cursor = cumulativeAck;
        for (int i = 0; i < bounds.length; i += 2) {
            bounds[i] = cursor + 2 + random.nextInt(40);
            bounds[i + 1] = bounds[i] + random.nextInt(40);
            cursor = bounds[i + 1];
        }
        assertTrue(cursor >= cumulativeAck);
        return bounds;
    }
}
