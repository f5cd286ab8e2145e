package org.stratocumulus.crypto.flash;

import java.math.BigInteger;

/**
 * Powers of one base by a comb (Handbook of Applied Cryptography 14.117): the exponent's bits are laid out in eight rows, and a table tells
 * what a column of them contributes. There are four tables, so that columns of four quarters of a row are done between two squarings: 38
 * products for 256 bits, a tenth of the work of {@link BigInteger#modPow}. A product takes the same time whatever its factors are; which
 * places of the table are read depends on the exponent, as it does in {@code modPow}. Immutable, and so safe on any thread.
 */
final class FixedBase {
    private static final int ROWS = 8;
    private static final int QUARTERS = 4;

    private final Montgomery arithmetic;
    /** Columns of a quarter; there are {@link #ROWS} times as many bits in it. */
    private final int columns;
    /** By quarter and bits of a column, one behind the other: the residue of the power that these bits in the quarter's first column are. */
    private final long[] powers;

    /**
     * Makes the tables: for 256 bits about 1,300 products, and 1,024 residues.
     *
     * @param base none of whose powers is a multiple of the modulus
     * @param modulus odd
     * @param exponentBits length of the longest exponent
     */
    FixedBase(BigInteger base, BigInteger modulus, int exponentBits) {
        arithmetic = new Montgomery(modulus);
        columns = (exponentBits + ROWS * QUARTERS - 1) / (ROWS * QUARTERS);
        powers = new long[QUARTERS * (1 << ROWS) * arithmetic.limbs()];
        for (int quarter = 0; quarter < QUARTERS; quarter++) {
            arithmetic.product(BigInteger.ONE).copyTo(powers, place(quarter, 0));
        }
        Montgomery.Product unit = arithmetic.product(base);
        for (int row = 0; row < ROWS; row++) {
            for (int quarter = 0; quarter < QUARTERS; quarter++) {
                unit.copyTo(powers, place(quarter, 1 << row));
                combine(quarter, row);
                for (int i = 0; i < columns; i++) {
                    unit.square();
                }
            }
        }
    }

    /** What a row's bit contributes is there: adds what it does together with those of lower rows. */
    private void combine(int quarter, int row) {
        for (int lower = 1; lower < 1 << row; lower++) {
            Montgomery.Product both = arithmetic.product(powers, place(quarter, 1 << row));
            both.times(powers, place(quarter, lower));
            both.copyTo(powers, place(quarter, 1 << row | lower));
        }
    }

    /**
     * A power of the base.
     *
     * @param exponent not negative, and not longer than the table was made for
     * @return in network byte order, as long as the modulus
     */
    byte[] power(BigInteger exponent) {
        int column = columns - 1;
        Montgomery.Product power = arithmetic.product(powers, place(0, bits(exponent, 0, column)));
        quarters(power, exponent, 1, column);
        while (--column >= 0) {
            power.square();
            quarters(power, exponent, 0, column);
        }
        return power.toByteArray();
    }

    private void quarters(Montgomery.Product power, BigInteger exponent, int first, int column) {
        for (int quarter = first; quarter < QUARTERS; quarter++) {
            power.times(powers, place(quarter, bits(exponent, quarter, column)));
        }
    }

    /** The bits of a column, that of the first row least. */
    private int bits(BigInteger exponent, int quarter, int column) {
        int bits = 0;
        for (int row = ROWS - 1; row >= 0; row--) {
            bits = bits << 1 | (exponent.testBit((row * QUARTERS + quarter) * columns + column) ? 1 : 0);
        }
        return bits;
    }

    private int place(int quarter, int bits) {
        return (quarter << ROWS | bits) * arithmetic.limbs();
    }
}
