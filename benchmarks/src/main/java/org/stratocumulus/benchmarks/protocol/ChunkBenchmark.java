package org.stratocumulus.benchmarks.protocol;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.stratocumulus.protocol.PacketHeader;
import org.stratocumulus.protocol.PacketMode;
import org.stratocumulus.protocol.WireWriter;
import org.stratocumulus.protocol.chunk.PacketReader;
import org.stratocumulus.protocol.chunk.RangeAckWriter;
import org.stratocumulus.protocol.chunk.UserData;
import org.stratocumulus.protocol.chunk.UserDataView;
import org.stratocumulus.protocol.chunk.UserDataWriter;

/** Writing and reading the plain packets of the data path, RFC 7016 sections 2.3.11 and 2.3.14. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ChunkBenchmark {
    private static final byte[] NO_OPTIONS = {};
    private static final int FLAGS = UserDataWriter.flags(UserData.Fragmentation.WHOLE, false, false);

    /** Bytes of user data. */
    @Param({"64", "512", "1100"})
    public int size;

    private final byte[] data = new byte[2048];
    private final byte[] packet = new byte[2048];
    private final byte[] acknowledgement = new byte[2048];
    private final long[] ranges = {1003, 1004, 1010, 1010, 1020, 1040};
    private final WireWriter out = new WireWriter(packet);
    private final WireWriter ackOut = new WireWriter(acknowledgement);
    private final PacketHeader header = new PacketHeader();
    private final PacketReader reader = new PacketReader();
    private final UserDataView view = new UserDataView();
    private int packetLength;

    /** Writes the packet that is read. */
    @Setup
    public void prepare() {
        packetLength = writeUserData();
        if (readUserData() != size) {
            throw new IllegalStateException("the packet does not read as it was written");
        }
    }

    /** A packet with a timestamp and one User Data chunk. */
    @Benchmark
    public int writeUserData() {
        out.reset(packet, 0, packet.length);
        header.reset(PacketMode.RESPONDER).timestamp(1234).write(out);
        UserDataWriter.write(out, FLAGS, 3, 1000, 7, NO_OPTIONS, data, 0, size);
        return out.written();
    }

    /** Reads that packet in place. */
    @Benchmark
    public int readUserData() {
        reader.reset(packet, 0, packetLength);
        view.clear();
        reader.next();
        return view.parse(reader.payload()).dataLength();
    }

    /** A Range Ack with three ranges. */
    @Benchmark
    public int writeRangeAck() {
        ackOut.reset(acknowledgement, 0, acknowledgement.length);
        RangeAckWriter.write(ackOut, 3, 512, 1000, ranges, ranges.length / 2);
        return ackOut.written();
    }
}
