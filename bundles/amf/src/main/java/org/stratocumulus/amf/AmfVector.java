package org.stratocumulus.amf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A typed vector (AMF3 markers 0x0D to 0x10; in AMF0 only behind the avmplus marker). Numbers are held as doubles, which represent
 * every int and unsigned int exactly. Only vectors of objects are mutable; they may contain themselves.
 */
public final class AmfVector implements AmfValue {

    /** What the elements are. */
    public enum Kind {
        /** Signed 32 bits, marker 0x0D. */
        INT,
        /** Unsigned 32 bits, marker 0x0E. */
        UINT,
        /** IEEE 754 double, marker 0x0F. */
        DOUBLE,
        /** Any value, marker 0x10. */
        OBJECT
    }

    private final Kind kind;
    private final boolean fixed;
    private final String elementType;
    private final double[] numbers;
    private final List<AmfValue> values;

    private AmfVector(Kind kind, boolean fixed, String elementType, double[] numbers, List<AmfValue> values) {
        this.kind = kind;
        this.fixed = fixed;
        this.elementType = elementType;
        this.numbers = numbers;
        this.values = values;
    }

    /** @return a growable vector of signed integers */
    public static AmfVector ofInts(int... ints) {
        return adopt(Kind.INT, false, Arrays.stream(ints).asDoubleStream().toArray());
    }

    /**
     * @param values 0 to 4294967295 each
     * @return a growable vector of unsigned integers
     * @throws IllegalArgumentException when a value is outside
     */
    public static AmfVector ofUnsigned(long... values) {
        for (long value : values) {
            if (value < 0 || value > 0xFFFFFFFFL) {
                throw new IllegalArgumentException("an unsigned element is from 0 to 4294967295, not " + value);
            }
        }
        return adopt(Kind.UINT, false, Arrays.stream(values).asDoubleStream().toArray());
    }

    /** @return a growable vector of doubles */
    public static AmfVector ofDoubles(double... doubles) {
        return adopt(Kind.DOUBLE, false, doubles.clone());
    }

    /**
     * @param elementType registered alias of the elements' class, "*" or empty for any
     * @param elements anything {@link AmfValue#of} takes
     * @return a growable vector of objects
     */
    public static AmfVector ofObjects(String elementType, Object... elements) {
        AmfVector vector = objects(elementType, false);
        for (Object element : elements) {
            vector.add(element);
        }
        return vector;
    }

    static AmfVector adopt(Kind kind, boolean fixed, double[] numbers) {
        return new AmfVector(kind, fixed, "", numbers, List.of());
    }

    static AmfVector objects(String elementType, boolean fixed) {
        return new AmfVector(Kind.OBJECT, fixed, elementType, new double[0], new ArrayList<>(0));
    }

    /**
     * Appends an element to a vector of objects.
     *
     * @param element anything {@link AmfValue#of} takes
     * @return this vector
     * @throws IllegalStateException for a vector of numbers
     */
    public AmfVector add(Object element) {
        if (kind != Kind.OBJECT) {
            throw new IllegalStateException("a vector of numbers does not change");
        }
        append(AmfValue.of(element));
        return this;
    }

    void append(AmfValue element) {
        values.add(element);
    }

    boolean sameNumbers(AmfVector other) {
        return Arrays.equals(numbers, other.numbers);
    }

    /** @return what the elements are */
    public Kind kind() {
        return kind;
    }

    /** @return whether ActionScript may not change the length */
    public boolean fixed() {
        return fixed;
    }

    /** @return registered alias of the elements' class for {@link Kind#OBJECT}, else empty */
    public String elementType() {
        return elementType;
    }

    /** @return number of elements */
    public int size() {
        return kind == Kind.OBJECT ? values.size() : numbers.length;
    }

    /**
     * @param index 0 to {@code size() - 1}
     * @return the element; numbers as {@link AmfNumber}
     * @throws IndexOutOfBoundsException when the index is outside
     */
    public AmfValue get(int index) {
        return kind == Kind.OBJECT ? values.get(index) : new AmfNumber(numbers[index]);
    }

    double number(int index) {
        return numbers[index];
    }

    @Override
    public String typeName() {
        return "vector";
    }

    @Override
    public String toString() {
        return ValuePrinter.print(this);
    }
}
