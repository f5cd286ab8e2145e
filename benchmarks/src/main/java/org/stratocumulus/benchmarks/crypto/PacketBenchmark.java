package org.stratocumulus.benchmarks.crypto;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.stratocumulus.crypto.PacketBatch;
import org.stratocumulus.crypto.PacketCipher;
import org.stratocumulus.crypto.internal.packet.FlashPacketBatch;
import org.stratocumulus.crypto.internal.packet.FlashPacketCipher;
import org.stratocumulus.crypto.internal.packet.Verification;

/** Sealing and opening one packet, RFC 7425 section 4.7: AES-CBC with checksum or HMAC. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PacketBenchmark {
    private static final int HMAC_LENGTH = 10;

    /** Bytes of the plain packet. */
    @Param({"64", "512", "1200"})
    public int size;

    /** How the packet can be verified. */
    @Param({"checksum", "hmac"})
    public String verification;

    private final byte[] key = new byte[32];
    private final byte[] plain = new byte[2048];
    private final byte[] sealed = new byte[2048];
    private final byte[] opened = new byte[2048];
    private PacketCipher cipher;
    private int sealedLength;
    private final PacketBatch batch = new FlashPacketBatch();
    private final PacketCipher[] eight = new PacketCipher[PacketBatch.WIDTH];
    private final byte[][] plains = new byte[PacketBatch.WIDTH][2048];
    private final byte[][] outs = new byte[PacketBatch.WIDTH][2048];

    /** Seals the packet that {@link #open} opens. */
    @Setup
    public void prepare() {
        Verification how = verification.equals("hmac") ? new Verification(new byte[32], HMAC_LENGTH, false) : Verification.CHECKSUM;
        cipher = new FlashPacketCipher(key, key, how, how);
        for (int i = 0; i < eight.length; i++) {
            eight[i] = new FlashPacketCipher(key, key, how, how);
        }
        sealedLength = seal();
        if (open() == PacketCipher.INVALID) {
            throw new IllegalStateException("the cipher does not open what it sealed");
        }
    }

    @Benchmark
    public int seal() {
        return cipher.seal(plain, PacketCipher.HEADROOM, size, sealed, 0);
    }

    /** One packet of eight sessions each, side by side; the figure is that of one packet. */
    @Benchmark
    @OperationsPerInvocation(PacketBatch.WIDTH)
    public int sealTogether() {
        int bytes = 0;
        for (int i = 0; i < eight.length; i++) {
            bytes += batch.add(eight[i], plains[i], PacketCipher.HEADROOM, size, outs[i], 0);
        }
        batch.run();
        return bytes;
    }

    @Benchmark
    public int open() {
        return cipher.open(sealed, 0, sealedLength, opened);
    }
}
