package org.stratocumulus.crypto.internal.packet;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.Test;

public class HmacSha256Test {

    @Test
    public void testCase2OfRfc4231() {
        assertEquals("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
                HexFormat.of().formatHex(HmacSha256.of("Jefe".getBytes(), "what do ya want for nothing?".getBytes())));
    }

    @Test
    public void everyKeyLengthAgreesWithTheJdk() throws Exception {
        long seed = System.nanoTime();
        System.out.println("HmacSha256Test seed " + seed);
        Random random = new Random(seed);
        for (int length = 1; length < 200; length++) {
            byte[] key = new byte[length];
            byte[] message = new byte[random.nextInt(300)];
            random.nextBytes(key);
            random.nextBytes(message);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            assertArrayEquals("seed " + seed, mac.doFinal(message), HmacSha256.of(key, message));
        }
    }

    @Test
    public void anEmptyKeyIsAKeyOfZeros() {
        assertArrayEquals(HmacSha256.of(new byte[64], new byte[] {1}), HmacSha256.of(new byte[0], new byte[] {1}));
    }
}
