package org.stratocumulus.crypto.flash;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.DHPrivateKeySpec;
import javax.crypto.spec.DHPublicKeySpec;
import org.junit.Test;
import org.stratocumulus.crypto.CryptoException;

public class DhGroupTest {
    private static final int PI_BITS = 4200;
    /** What RFC 7296 appendix B and RFC 3526 add to [2^(n - 130) * pi] in the moduli 2^n - 2^(n - 64) - 1 + 2^64 * (...). */
    private static final int[] ADDENDS = {129_093, 741_804, 124_476, 240_904};
    private final SecureRandom random = new SecureRandom();

    @Test
    public void idsAndLengthsAreThoseOfTheRfcs() {
        assertEquals(Optional.of(DhGroup.MODP_1024), DhGroup.ofId(2));
        assertEquals(Optional.of(DhGroup.MODP_1536), DhGroup.ofId(5));
        assertEquals(Optional.of(DhGroup.MODP_2048), DhGroup.ofId(14));
        assertEquals(Optional.of(DhGroup.MODP_4096), DhGroup.ofId(16));
        assertEquals(Optional.empty(), DhGroup.ofId(1));
        assertEquals(Optional.empty(), DhGroup.ofId(-1));
        assertEquals(Optional.empty(), DhGroup.ofId((1L << 32) + 2));
        assertEquals(128, DhGroup.MODP_1024.keyLength());
        assertEquals(192, DhGroup.MODP_1536.keyLength());
        assertEquals(256, DhGroup.MODP_2048.keyLength());
        assertEquals(512, DhGroup.MODP_4096.keyLength());
    }

    @Test
    public void theModuliAreThoseOfTheFormulaInRfc3526() {
        BigInteger pi = pi();
        for (DhGroup group : DhGroup.values()) {
            int n = 8 * group.keyLength();
            BigInteger one = BigInteger.ONE;
            BigInteger middle = pi.shiftRight(PI_BITS - (n - 130)).add(BigInteger.valueOf(ADDENDS[group.ordinal()]));
            BigInteger modulus = one.shiftLeft(n).subtract(one.shiftLeft(n - 64)).subtract(one).add(middle.shiftLeft(64));
            assertEquals("group " + group.id(), modulus, modulus(group));
        }
    }

    @Test
    public void bothEndsAndTheJdkAgreeInEveryGroup() throws Exception {
        for (DhGroup group : DhGroup.values()) {
            DhKeyPair a = group.newKeyPair(random);
            DhKeyPair b = group.newKeyPair(random);
            byte[] secret = a.sharedSecret(b.publicKey());
            assertArrayEquals("group " + group.id(), secret, b.sharedSecret(a.publicKey()));
            assertEquals("group " + group.id(), new BigInteger(1, jdk(group, a.exponent(), b.publicKey())), new BigInteger(1, secret));
            assertEquals(group.keyLength(), a.publicKey().length);
            assertNotEquals(a.exponent(), b.exponent());
        }
    }

    @Test
    public void exponentsHaveTwiceTheStrengthOfTheirGroupOrOfASessionKey() {
        int[] bits = {224, 240, 256, 256};
        for (DhGroup group : DhGroup.values()) {
            assertEquals(bits[group.ordinal()], group.newKeyPair(random).exponent().bitLength());
        }
    }

    @Test
    public void aPublicKeyIsPaddedOnTheLeft() {
        byte[] key = DhGroup.MODP_1024.keyPair(BigInteger.valueOf(100)).publicKey();
        assertEquals(128, key.length);
        assertEquals(BigInteger.ONE.shiftLeft(100), new BigInteger(1, key));
    }

    @Test
    public void theSecretHasNoLeadingZeros() {
        // an acceptable key so small that its square is less than the modulus
        BigInteger key = BigInteger.valueOf(0x5555_5555_5555L);
        byte[] secret = DhGroup.MODP_1024.sharedSecret(BigInteger.TWO, key.toByteArray());
        assertEquals(key.multiply(key), new BigInteger(1, secret));
        assertTrue(secret[0] != 0);
        assertEquals(12, secret.length);
    }

    @Test
    public void leadingZerosOfAFarKeyDoNotMatter() {
        byte[] key = Wire.key(127);
        DhKeyPair near = DhGroup.MODP_1024.newKeyPair(random);
        assertArrayEquals(near.sharedSecret(key), near.sharedSecret(Wire.join(new byte[3], key)));
    }

    @Test
    public void publicKeysThatAreNotAcceptableAreRefused() {
        for (DhGroup group : DhGroup.values()) {
            BigInteger p = modulus(group);
            BigInteger margin = BigInteger.ONE.shiftLeft(24);
            for (BigInteger bad : new BigInteger[] {BigInteger.ZERO, BigInteger.ONE, BigInteger.TWO, margin.subtract(BigInteger.ONE),
                p.subtract(margin).add(BigInteger.ONE), p.subtract(BigInteger.ONE), p, p.add(BigInteger.TWO.pow(60)), p.shiftLeft(9)}) {
                refused(group, bad);
            }
            refused(group, BigInteger.ONE.shiftLeft(15).subtract(BigInteger.ONE).shiftLeft(40));
            refused(group, BigInteger.ONE.shiftLeft(400).subtract(BigInteger.ONE).shiftLeft(15));
        }
        assertThrows(CryptoException.class, () -> DhGroup.MODP_1024.sharedSecret(BigInteger.TWO, new byte[0]));
    }

    @Test
    public void theLimitsOfAnAcceptablePublicKeyAreExact() {
        BigInteger sixteenOnes = BigInteger.ONE.shiftLeft(16).subtract(BigInteger.ONE);
        accepted(sixteenOnes.shiftLeft(16));
        refused(DhGroup.MODP_1024, sixteenOnes.shiftLeft(15));
        refused(DhGroup.MODP_1024, sixteenOnes.shiftRight(1).shiftLeft(16));
        accepted(modulus(DhGroup.MODP_1024).subtract(BigInteger.ONE.shiftLeft(24)));
    }

    private static void accepted(BigInteger key) {
        assertTrue(DhGroup.MODP_1024.sharedSecret(BigInteger.TWO, key.toByteArray()).length > 0);
    }

    private static void refused(DhGroup group, BigInteger key) {
        assertThrows(key.toString(16), CryptoException.class, () -> group.sharedSecret(BigInteger.TWO, key.toByteArray()));
    }

    /** p from a power of two that overflows it once: 2^n mod p = 2^n - p. */
    static BigInteger modulus(DhGroup group) {
        int n = 8 * group.keyLength();
        return BigInteger.ONE.shiftLeft(n).subtract(new BigInteger(1, group.keyPair(BigInteger.valueOf(n)).publicKey()));
    }

    private static byte[] jdk(DhGroup group, BigInteger exponent, byte[] farKey) throws Exception {
        BigInteger p = modulus(group);
        KeyFactory keys = KeyFactory.getInstance("DH");
        KeyAgreement agreement = KeyAgreement.getInstance("DH");
        agreement.init(keys.generatePrivate(new DHPrivateKeySpec(exponent, p, BigInteger.TWO)));
        agreement.doPhase(keys.generatePublic(new DHPublicKeySpec(new BigInteger(1, farKey), p, BigInteger.TWO)), true);
        return agreement.generateSecret();
    }

    /** pi * 2^PI_BITS by Machin's formula. */
    private static BigInteger pi() {
        int guard = 64;
        BigInteger scaled = arccot(5, PI_BITS + guard).multiply(BigInteger.valueOf(16))
                .subtract(arccot(239, PI_BITS + guard).multiply(BigInteger.valueOf(4)));
        return scaled.shiftRight(guard);
    }

    private static BigInteger arccot(int x, int bits) {
        BigInteger power = BigInteger.ONE.shiftLeft(bits).divide(BigInteger.valueOf(x));
        BigInteger square = BigInteger.valueOf((long) x * x);
        BigInteger sum = BigInteger.ZERO;
        for (int n = 1; power.signum() != 0; n += 2) {
            BigInteger term = power.divide(BigInteger.valueOf(n));
            sum = n % 4 == 1 ? sum.add(term) : sum.subtract(term);
            power = power.divide(square);
        }
        return sum;
    }
}
