package org.stratocumulus.crypto.flash;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Random;
import org.junit.Test;

/** The table against the JDK's own arithmetic. */
public class FixedBaseTest {
    private final long seed = new SecureRandom().nextLong();
    private final Random random = new Random(seed);

    @Test
    public void powersAreThoseOfModPow() {
        for (int bits : new int[] {64, 127, 512}) {
            BigInteger modulus = new BigInteger(bits, random).setBit(bits - 1).setBit(0);
            BigInteger base = new BigInteger(bits, random).mod(modulus);
            FixedBase table = new FixedBase(base, modulus, 100);
            for (int i = 0; i < 200; i++) {
                same(table, base, new BigInteger(random.nextInt(101), random), modulus);
            }
            same(table, base, BigInteger.ZERO, modulus);
            same(table, base, BigInteger.ONE, modulus);
            same(table, base, BigInteger.ONE.shiftLeft(100).subtract(BigInteger.ONE), modulus);
            same(table, base, BigInteger.ONE.shiftLeft(99), modulus);
        }
    }

    private void same(FixedBase table, BigInteger base, BigInteger exponent, BigInteger modulus) {
        assertEquals("seed " + seed, base.modPow(exponent, modulus), table.power(exponent));
    }

    @Test
    public void keyPairsAreAsGoodWithTheTableAsBefore() {
        for (DhGroup group : new DhGroup[] {DhGroup.MODP_1024, DhGroup.MODP_2048}) {
            SecureRandom secure = new SecureRandom();
            for (int i = 0; i < 40; i++) { // from the 32nd on by the table
                DhKeyPair pair = group.newKeyPair(secure);
                assertArrayEquals("group " + group.id(), group.keyPair(pair.exponent()).publicKey(), pair.publicKey());
            }
        }
    }
}
