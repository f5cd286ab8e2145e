package org.stratocumulus.crypto.flash;

import java.math.BigInteger;

/**
 * Powers of one base: a table of what every digit of an exponent contributes leaves one multiplication for each digit and no squarings, a
 * third to a fifth of the work of {@link BigInteger#modPow}. Products are reduced by Barrett's method, whose multiplications the JVM does in
 * machine words. Does not run in constant time, as {@code modPow} does not. Immutable.
 */
final class FixedBase {
    /** Bits of a digit: of 5, the table is half as large and a power 1/5 more work; of 8, four times as large and 1/4 less. */
    private static final int DIGIT = 6;

    private final BigInteger modulus;
    private final int bits;
    /** 2^(2 * bits) / modulus. */
    private final BigInteger reciprocal;
    /** The base to the power of digit * 2^(DIGIT * place), by place and digit. */
    private final BigInteger[][] powers;

    /**
     * Makes the table: for 320 bits about 3,400 multiplications and 1 MB.
     *
     * @param exponentBits length of the longest exponent
     */
    FixedBase(BigInteger base, BigInteger modulus, int exponentBits) {
        this.modulus = modulus;
        this.bits = modulus.bitLength();
        this.reciprocal = BigInteger.ONE.shiftLeft(2 * bits).divide(modulus);
        this.powers = new BigInteger[(exponentBits + DIGIT - 1) / DIGIT][1 << DIGIT];
        BigInteger unit = base;
        for (BigInteger[] place : powers) {
            place[0] = BigInteger.ONE;
            for (int digit = 1; digit < place.length; digit++) {
                place[digit] = product(place[digit - 1], unit);
            }
            unit = product(place[place.length - 1], unit);
        }
    }

    /** @param exponent not negative, and not longer than the table was made for */
    BigInteger power(BigInteger exponent) {
        BigInteger power = null;
        for (int place = 0; place < powers.length; place++) {
            int digit = digit(exponent, place);
            if (digit != 0) {
                power = power == null ? powers[place][digit] : product(power, powers[place][digit]);
            }
        }
        return power == null ? BigInteger.ONE : power;
    }

    private static int digit(BigInteger exponent, int place) {
        int digit = 0;
        for (int bit = DIGIT - 1; bit >= 0; bit--) {
            digit = digit << 1 | (exponent.testBit(place * DIGIT + bit) ? 1 : 0);
        }
        return digit;
    }

    /** The quotient is at most 2 too small (Handbook of Applied Cryptography 14.42). */
    private BigInteger product(BigInteger a, BigInteger b) {
        BigInteger product = a.multiply(b);
        BigInteger quotient = product.shiftRight(bits - 1).multiply(reciprocal).shiftRight(bits + 1);
        BigInteger rest = product.subtract(quotient.multiply(modulus));
        while (rest.compareTo(modulus) >= 0) {
            rest = rest.subtract(modulus);
        }
        return rest;
    }
}
