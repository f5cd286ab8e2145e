package org.stratocumulus.crypto.flash;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Products modulo an odd number by Montgomery's method (Handbook of Applied Cryptography 14.36), without garbage for each. A residue is an array of
 * {@link #limbs} limbs, least first, that stands for its value times 2^-(55 * limbs) and is less than twice the modulus: then no product
 * needs a comparison, and each takes the same time. Immutable, and so safe on any thread.
 */
final class Montgomery {
    /**
     * Bits of a limb. Four halves of products are added to a column for each limb of a factor, and 64 bits hold 512 of them: for moduli of
     * up to 6,900 bits.
     */
    private static final int BITS = 55;
    private static final long MASK = (1L << BITS) - 1;
    /** Factors of {@link Math#multiplyHigh}, which knows signed numbers only, are shifted by so much together that it answers their product by 2^55. */
    private static final int LEFT = 4;
    private static final int RIGHT = Long.SIZE - BITS - LEFT;

    private final BigInteger modulus;
    private final long[] mod;
    /** -1 / modulus mod 2^55. */
    private final long inverse;

    /** @param modulus odd, of up to 6,900 bits */
    Montgomery(BigInteger modulus) {
        this.modulus = modulus;
        // two bits more: the unit is then more than four times the modulus, and products of residues below twice the modulus are so, too
        mod = limbs(modulus, (modulus.bitLength() + 2 + BITS - 1) / BITS);
        BigInteger unit = BigInteger.ONE.shiftLeft(BITS);
        inverse = unit.subtract(modulus.modInverse(unit)).longValue();
    }

    /** Limbs of a residue. */
    int limbs() {
        return mod.length;
    }

    /** A product that begins with a number. */
    Product product(BigInteger value) {
        return new Product(limbs(value.shiftLeft(BITS * mod.length).mod(modulus), mod.length));
    }

    /** A product that begins with a residue. @param place where it lies in the array, which is not changed */
    Product product(long[] residues, int place) {
        return new Product(Arrays.copyOfRange(residues, place, place + mod.length));
    }

    /** A residue that is multiplied by others in turn. For one thread. */
    final class Product {
        private long[] value;
        private long[] next = new long[mod.length];
        /** The factor at the beginning of an array: a place within one costs the innermost loop a fifth more. */
        private final long[] factor = new long[mod.length];

        private Product(long[] value) {
            this.value = value;
        }

        void square() {
            times(value, 0);
        }

        /** @param place where the factor, a residue, lies in the array */
        void times(long[] factors, int place) {
            System.arraycopy(factors, place, factor, 0, factor.length);
            multiply(value, factor, next);
            long[] before = value;
            value = next;
            next = before;
        }

        /** Lays the residue down. */
        void copyTo(long[] residues, int place) {
            System.arraycopy(value, 0, residues, place, value.length);
        }

        /** The number, which is not 0, in network byte order and as long as the modulus. */
        byte[] toByteArray() {
            long[] one = new long[mod.length];
            one[0] = 1;
            long[] number = new long[mod.length];
            multiply(value, one, number); // at most the modulus, which only 0 comes to
            return bytes(number);
        }
    }

    private void multiply(long[] a, long[] b, long[] product) {
        Arrays.fill(product, 0);
        for (long limb : a) {
            addRow(product, limb, b, mod, inverse);
        }
        long carry = 0;
        for (int i = 0; i < product.length; i++) {
            long sum = product[i] + carry;
            product[i] = sum & MASK;
            carry = sum >>> BITS;
        }
    }

    /** Adds one limb's product, and the multiple of the modulus that lets the sum be divided by 2^55, which is done. */
    private static void addRow(long[] sums, long limb, long[] b, long[] mod, long inverse) {
        long limbLeft = limb << LEFT;
        long quotient = (sums[0] + limb * b[0]) * inverse & MASK;
        long quotientLeft = quotient << LEFT;
        long carry = sums[0] + (limb * b[0] & MASK) + (quotient * mod[0] & MASK) >>> BITS;
        carry += Math.multiplyHigh(limbLeft, b[0] << RIGHT) + Math.multiplyHigh(quotientLeft, mod[0] << RIGHT);
        for (int i = 1; i < mod.length; i++) {
            long factor = b[i];
            long high = Math.multiplyHigh(limbLeft, factor << RIGHT) + Math.multiplyHigh(quotientLeft, mod[i] << RIGHT);
            // the low halves together: both products without what their high halves are
            sums[i - 1] = sums[i] + carry + limb * factor + quotient * mod[i] - (high << BITS);
            carry = high;
        }
        sums[mod.length - 1] = carry;
    }

    private byte[] bytes(long[] value) {
        byte[] bytes = new byte[(modulus.bitLength() + 7) / 8];
        for (int i = 0; i < bytes.length; i++) {
            int bit = 8 * i;
            int limb = bit / BITS;
            int shift = bit % BITS;
            long part = value[limb] >>> shift;
            if (shift > BITS - 8 && limb + 1 < value.length) {
                part |= value[limb + 1] << BITS - shift;
            }
            bytes[bytes.length - 1 - i] = (byte) part;
        }
        return bytes;
    }

    private static long[] limbs(BigInteger value, int count) {
        long[] limbs = new long[count];
        for (int i = 0; i < limbs.length; i++) {
            limbs[i] = value.shiftRight(BITS * i).longValue() & MASK;
        }
        return limbs;
    }
}
