package org.stratocumulus.amf;

/**
 * A signed integer of 29 bits (AMF3 marker 0x04). AMF0 has none: there it is written as a number and comes back as
 * {@link AmfNumber}.
 *
 * @param value {@value #MIN} to {@value #MAX}
 */
public record AmfInteger(int value) implements AmfValue {

    /** Smallest value, -2^28. */
    public static final int MIN = -(1 << 28);
    /** Largest value, 2^28 - 1. */
    public static final int MAX = (1 << 28) - 1;

    /** @throws IllegalArgumentException when the value has more than 29 bits */
    public AmfInteger {
        if (!fits(value)) {
            throw new IllegalArgumentException("an AMF3 integer is from " + MIN + " to " + MAX + ", not " + value);
        }
    }

    /** @return whether a value has an integer of 29 bits */
    public static boolean fits(long value) {
        return value >= MIN && value <= MAX;
    }

    @Override
    public String typeName() {
        return "integer";
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
