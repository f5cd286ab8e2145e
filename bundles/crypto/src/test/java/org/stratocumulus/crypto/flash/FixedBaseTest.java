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
        for (int bits : new int[] {3, 53, 54, 64, 127, 512, 1024}) {
            BigInteger modulus = BigInteger.probablePrime(bits, random);
            BigInteger base = new BigInteger(bits + 1, random).mod(modulus.subtract(BigInteger.ONE)).add(BigInteger.ONE);
            compare(base, modulus, 100);
        }
    }

    @Test
    public void theLeastAndTheGreatestResiduesAreMultiplied() {
        for (DhGroup group : DhGroup.values()) { // whose moduli begin and end with 64 bits that are 1
            BigInteger modulus = DhGroupTest.modulus(group);
            for (int little : new int[] {1, 2}) {
                compare(BigInteger.valueOf(little), modulus, 40);
                compare(modulus.subtract(BigInteger.valueOf(little)), modulus, 40);
            }
        }
    }

    @Test
    public void limbsThatAreAllOnesOverflowNothing() {
        for (int bits : new int[] {1_100, 6_875}) { // 2^bits - 1: every bit of every limb; 6,875 bits are about the most there may be
            BigInteger modulus = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
            compare(modulus.subtract(BigInteger.TWO), modulus, 33);
            compare(BigInteger.ONE.shiftLeft(bits - 1).subtract(BigInteger.ONE), modulus, 33);
        }
    }

    private void compare(BigInteger base, BigInteger modulus, int exponentBits) {
        FixedBase table = new FixedBase(base, modulus, exponentBits);
        for (int i = 0; i < 100; i++) {
            same(table, base, new BigInteger(random.nextInt(exponentBits + 1), random), modulus);
        }
        same(table, base, BigInteger.ZERO, modulus);
        same(table, base, BigInteger.ONE, modulus);
        same(table, base, BigInteger.ONE.shiftLeft(exponentBits).subtract(BigInteger.ONE), modulus);
        same(table, base, BigInteger.ONE.shiftLeft(exponentBits - 1), modulus);
    }

    private void same(FixedBase table, BigInteger base, BigInteger exponent, BigInteger modulus) {
        byte[] power = table.power(exponent);
        assertEquals("seed " + seed, base.modPow(exponent, modulus), new BigInteger(1, power));
        assertEquals((modulus.bitLength() + 7) / 8, power.length);
    }

    @Test
    public void keyPairsAreAsGoodWithTheTableAsBefore() {
        for (DhGroup group : DhGroup.values()) {
            SecureRandom secure = new SecureRandom();
            for (int i = 0; i < 40; i++) { // from the 32nd on by the table
                DhKeyPair pair = group.newKeyPair(secure);
                assertArrayEquals("group " + group.id(), group.keyPair(pair.exponent()).publicKey(), pair.publicKey());
            }
        }
    }
}
