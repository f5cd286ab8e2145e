package org.stratocumulus.protocol.chunk;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.Test;
import org.stratocumulus.protocol.Hex;
import org.stratocumulus.protocol.PacketHeader;
import org.stratocumulus.protocol.PacketMode;
import org.stratocumulus.protocol.SessionIds;
import org.stratocumulus.protocol.WireWriter;

/** The data path reads and writes packets without allocating. */
public class AllocationTest {

    private static final int PACKETS = 5_000;
    private static final int BYTES_OF_MEASURING = 4_096;
    private static final byte[] OPTIONS = Hex.bytes("02 00 41 00");
    private static final byte[] NO_OPTIONS = new byte[0];
    private static final long[] BOUNDS = {18, 18, 21, 24};

    private final byte[] datagram = new byte[256];
    private final WireWriter out = new WireWriter(datagram);
    private final PacketHeader header = new PacketHeader();
    private final PacketReader packets = new PacketReader();
    private final UserDataView view = new UserDataView();
    private final CountingSink sink = new CountingSink();
    private long dataBytes;

    private static final class CountingSink implements AckSink {
        private long ranges;

        @Override
        public boolean acknowledgement(long flowId, long bufferBytesAvailable, long cumulativeAck) {
            return true;
        }

        @Override
        public void range(long from, long to) {
            ranges++;
        }
    }

    @Test
    public void aPacketOfDataAndAcknowledgementsIsWrittenAndReadWithoutAllocating() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        exchange(10);
        long before = threads.getThreadAllocatedBytes(thread);
        exchange(PACKETS);
        long allocated = threads.getThreadAllocatedBytes(thread) - before;
        assertTrue(allocated + " bytes for " + PACKETS + " packets", allocated < BYTES_OF_MEASURING);
        assertEquals(5L * (PACKETS + 10), dataBytes);
        assertEquals(4L * (PACKETS + 10), sink.ranges);
    }

    private void exchange(int count) {
        for (int i = 1; i <= count; i++) {
            out.reset(datagram, SessionIds.SIZE, datagram.length);
            header.reset(PacketMode.INITIATOR).timestamp(i).write(out);
            UserDataWriter.write(out, 0, 2, i, 1, OPTIONS, OPTIONS, 0, 3);
            UserDataWriter.writeNext(out, 0, NO_OPTIONS, OPTIONS, 0, 2);
            RangeAckWriter.write(out, 5, 127, 16, BOUNDS, 2);
            BitmapAckWriter.write(out, 5, 127, 16, BOUNDS, 2);
            SessionIds.scramble(7, datagram, 0, out.position());
            read(out.position());
        }
    }

    private void read(int length) {
        assertEquals(7, SessionIds.unscramble(datagram, 0, length));
        packets.reset(datagram, SessionIds.SIZE, length - SessionIds.SIZE);
        view.clear();
        while (packets.next()) {
            switch (packets.type()) {
                case ChunkType.USER_DATA -> dataBytes += view.parse(packets.payload()).dataLength();
                case ChunkType.NEXT_USER_DATA -> dataBytes += view.parseNext(packets.payload()).dataLength();
                case ChunkType.RANGE_ACK -> Acknowledgement.forEachRange(packets.payload(), false, sink);
                default -> Acknowledgement.forEachRange(packets.payload(), true, sink);
            }
        }
    }
}
