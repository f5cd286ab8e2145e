package org.stratocumulus.crypto.internal.packet;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.junit.Test;
import org.stratocumulus.crypto.PacketBatch;
import org.stratocumulus.crypto.PacketCipher;

/** Packets sealed side by side against the same packets sealed one by one. */
public class FlashPacketBatchTest {
    private static final int ROOM = 1500;
    private static final int SESSIONS = 12;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final PacketCipher[] together = new PacketCipher[SESSIONS];
    private final PacketCipher[] alone = new PacketCipher[SESSIONS];

    @Test
    public void nobodyCanTellThatPacketsWereSealedTogether() {
        prepare();
        FlashPacketBatch batch = new FlashPacketBatch();
        for (int round = 0; round < 400; round++) {
            int packets = 1 + random.nextInt(2 * PacketBatch.WIDTH);
            byte[][] expected = new byte[packets][];
            byte[][] outs = new byte[packets][ROOM];
            int[] lengths = new int[packets];
            for (int i = 0; i < packets; i++) {
                int session = random.nextInt(SESSIONS); // the same again, now and then
                byte[] packet = new byte[1 + random.nextInt(1200)];
                random.nextBytes(packet);
                byte[] out = new byte[ROOM];
                expected[i] = Arrays.copyOf(out, alone[session].seal(plain(packet), PacketCipher.HEADROOM, packet.length, out, 0));
                System.arraycopy(out, 0, expected[i], 0, expected[i].length);
                lengths[i] = batch.add(together[session], plain(packet), PacketCipher.HEADROOM, packet.length, outs[i], 4);
            }
            batch.run();
            for (int i = 0; i < packets; i++) {
                assertEquals("seed " + seed, expected[i].length, lengths[i]);
                assertArrayEquals("seed " + seed, expected[i], Arrays.copyOfRange(outs[i], 4, 4 + lengths[i]));
            }
            if (random.nextInt(20) == 0) {
                together[random.nextInt(SESSIONS)].trim();
            }
        }
    }

    @Test
    public void sealingTogetherAllocatesNothing() {
        prepare();
        FlashPacketBatch batch = new FlashPacketBatch();
        byte[][] plains = new byte[PacketBatch.WIDTH][ROOM];
        byte[][] outs = new byte[PacketBatch.WIDTH][ROOM];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        long allocated = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 20 && allocated > 10_000; attempt++) { // until the JVM has compiled it
            long before = threads.getThreadAllocatedBytes(id);
            for (int round = 0; round < 1000; round++) {
                for (int i = 0; i < PacketBatch.WIDTH; i++) {
                    batch.add(together[i], plains[i], PacketCipher.HEADROOM, 1000, outs[i], 4);
                }
                batch.run();
            }
            allocated = threads.getThreadAllocatedBytes(id) - before;
        }
        assertTrue(allocated + " bytes in 8,000 packets", allocated < 10_000);
    }

    /** With checksum, with HMAC, with numbers, with both, in turn; twice the same. */
    private void prepare() {
        for (int i = 0; i < SESSIONS; i++) {
            byte[] key = new byte[32];
            random.nextBytes(key);
            Verification way = new Verification(i % 2 == 0 ? null : key, i % 2 == 0 ? 0 : 10, i % 4 > 1);
            together[i] = new FlashPacketCipher(key, key, way, way);
            alone[i] = new FlashPacketCipher(key, key, way, way);
        }
    }

    private static byte[] plain(byte[] packet) {
        byte[] plain = new byte[ROOM];
        System.arraycopy(packet, 0, plain, PacketCipher.HEADROOM, packet.length);
        return plain;
    }
}
