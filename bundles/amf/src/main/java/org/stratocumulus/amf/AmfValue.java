package org.stratocumulus.amf;

import java.util.Map;

/**
 * One AMF value, whichever encoding it came in or goes out with. Scalars are immutable and equal by content; containers
 * ({@link AmfObject}, {@link AmfArray}, {@link AmfVector}, {@link AmfDictionary}, {@link AmfExternalizable}) have identity as they
 * have in ActionScript, may contain themselves, and are confined to one thread at a time; compare their content with
 * {@link #sameAs}. {@code toString()} is bounded in length and depth and safe for cycles.
 */
public sealed interface AmfValue permits AmfNull, AmfUndefined, AmfBoolean, AmfNumber, AmfInteger, AmfString, AmfObject, AmfArray,
        AmfDate, AmfByteArray, AmfXml, AmfVector, AmfDictionary, AmfExternalizable {

    /**
     * Converts plain Java: null, {@link Boolean}, {@link Character}, {@link CharSequence}, {@link Number} (integral numbers of 29 bits
     * become {@link AmfInteger}, all others {@link AmfNumber}), {@code Map} (an {@link AmfObject} with the keys' texts), {@code Iterable}
     * and object arrays (a dense {@link AmfArray}), {@code byte[]}, {@code Instant}, {@code java.util.Date}; an AmfValue is
     * returned as it is. Containers shared or cyclic in Java are shared or cyclic in the result.
     *
     * @throws AmfException when there is no AMF for the class, or containers are nested deeper than {@link AmfLimits#DEPTH_CEILING}
     */
    static AmfValue of(Object java) {
        return new JavaConversion().toAmf(java, 0);
    }

    /**
     * Converts to plain Java: null (also for undefined), {@link Boolean}, {@link Double}, {@link Integer}, {@link String}, mutable
     * {@code Map<String, Object>} (objects, and arrays with an associative part), {@code List<Object>} (other arrays and vectors),
     * {@code Map<Object, Object>} (dictionaries), {@code Instant}, {@code byte[]}. Cycles stay cycles.
     *
     * @throws AmfException when containers are nested deeper than {@link AmfLimits#DEPTH_CEILING}
     */
    default Object toJava() {
        return new JavaConversion().toJava(this, 0);
    }

    /** @return what this value is, in words for messages, such as "string" */
    String typeName();

    /** @return true for null and undefined */
    default boolean isNullish() {
        return this instanceof AmfNull || this instanceof AmfUndefined;
    }

    /** @return the text of a string or XML value; throws {@link AmfException} for any other */
    default String asString() {
        if (this instanceof AmfString string) {
            return string.text();
        }
        if (this instanceof AmfXml xml) {
            return xml.text();
        }
        throw unexpected("a string");
    }

    /** @return the value of a number or integer; throws {@link AmfException} for any other */
    default double asDouble() {
        if (this instanceof AmfNumber number) {
            return number.value();
        }
        if (this instanceof AmfInteger integer) {
            return integer.value();
        }
        throw unexpected("a number");
    }

    /** @return the value of a number that is an exact Java int; throws {@link AmfException} for any other */
    default int asInt() {
        double number = asDouble();
        if ((int) number != number) {
            throw unexpected("a 32-bit integer");
        }
        return (int) number;
    }

    /** @return the value of a boolean; throws {@link AmfException} for any other */
    default boolean asBoolean() {
        if (this instanceof AmfBoolean bool) {
            return bool.value();
        }
        throw unexpected("a boolean");
    }

    /** @return this object, or the object inside an externalizable wrapper; throws {@link AmfException} for any other */
    default AmfObject asObject() {
        if (AmfExternalizable.unwrap(this) instanceof AmfObject object) {
            return object;
        }
        throw unexpected("an object");
    }

    /** @return this array, or the array inside an externalizable wrapper; throws {@link AmfException} for any other */
    default AmfArray asArray() {
        if (AmfExternalizable.unwrap(this) instanceof AmfArray array) {
            return array;
        }
        throw unexpected("an array");
    }

    /**
     * Named properties wherever they are: of an object or of an array's associative part (clients send either).
     *
     * @return an unmodifiable view in wire order; throws {@link AmfException} for any other value
     */
    default Map<String, AmfValue> asMap() {
        AmfValue value = AmfExternalizable.unwrap(this);
        if (value instanceof AmfObject object) {
            return object.properties();
        }
        if (value instanceof AmfArray array) {
            return array.properties();
        }
        throw unexpected("an object or associative array");
    }

    /** @return a copy of the bytes of a byte array or string; throws {@link AmfException} for any other */
    default byte[] asBytes() {
        if (this instanceof AmfByteArray array) {
            return array.bytes();
        }
        if (this instanceof AmfString string) {
            return string.bytes();
        }
        throw unexpected("bytes");
    }

    /**
     * Compares content, also of containers and also where they contain themselves: two values are the same when no path of properties
     * and elements leads to a difference. Wire details that carry no meaning (sharing, sealed or dynamic) are not compared.
     *
     * @param other the other value
     * @return true when both have the same content
     */
    default boolean sameAs(AmfValue other) {
        return ContentComparison.same(this, other);
    }

    private AmfException unexpected(String wanted) {
        return new AmfException("expected " + wanted + " but found " + this);
    }
}
