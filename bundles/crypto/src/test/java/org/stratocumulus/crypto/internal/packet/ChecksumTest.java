package org.stratocumulus.crypto.internal.packet;

import static org.junit.Assert.assertEquals;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.Test;

public class ChecksumTest {

    @Test
    public void theExampleOfRfc1071HasItsSumComplemented() {
        byte[] bytes = HexFormat.of().parseHex("0001f203f4f5f6f7");
        assertEquals(~0xddf2 & 0xffff, Checksum.of(bytes, 0, bytes.length));
    }

    @Test
    public void anOddLastByteIsTheLowerHalfOfItsWord() {
        assertEquals(~0x0102 + ~0x0003 + 1 & 0xffff, Checksum.of(new byte[] {1, 2, 3}, 0, 3));
    }

    @Test
    public void nothingAndZerosSumToZero() {
        assertEquals(0xffff, Checksum.of(new byte[0], 0, 0));
        assertEquals(0xffff, Checksum.of(new byte[64], 3, 49));
    }

    @Test
    public void everyLengthAndOffsetAgreesWithTheDefinition() {
        long seed = System.nanoTime();
        System.out.println("ChecksumTest seed " + seed);
        byte[] bytes = new byte[400];
        new Random(seed).nextBytes(bytes);
        for (int offset = 0; offset < 9; offset++) {
            for (int length = 0; length <= 390; length++) {
                assertEquals("seed " + seed + " at " + offset + "+" + length, definition(bytes, offset, length),
                        Checksum.of(bytes, offset, length));
            }
        }
    }

    @Test
    public void carriesOfAllOnesAreNotLost() {
        byte[] bytes = new byte[32_768];
        Arrays.fill(bytes, (byte) 0xff);
        assertEquals(0, Checksum.of(bytes, 0, bytes.length));
    }

    /** RFC 7425 section 4.7.3.1, word for word. */
    private static int definition(byte[] bytes, int offset, int length) {
        int sum = 0;
        for (int i = 0; i < length; i += 2) {
            boolean lonely = i + 1 == length;
            int high = lonely ? 0 : bytes[offset + i] & 0xff;
            int low = bytes[offset + i + (lonely ? 0 : 1)] & 0xff;
            sum += high << 8 | low;
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return ~sum & 0xffff;
    }
}
