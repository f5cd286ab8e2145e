package org.stratocumulus.amf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A string (AMF0 markers 0x02 and 0x0C, AMF3 marker 0x06). It keeps the bytes it was read from, because clients and the C++ servers
 * also put peer ids and media into strings; two strings are equal when their bytes are. Immutable.
 */
public final class AmfString implements AmfValue, Comparable<AmfString> {

    /** The empty string. */
    public static final AmfString EMPTY = new AmfString(new byte[0]);

    private final byte[] bytes;
    private String text; // benign race: String is immutable, and every thread computes the same

    private AmfString(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @return the string with the UTF-8 encoding of a text (unpaired surrogates become '?') */
    public static AmfString of(String text) {
        return text.isEmpty() ? EMPTY : new AmfString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @return the string with a copy of these bytes, whether they are UTF-8 or not */
    public static AmfString ofBytes(byte[] bytes) {
        return new AmfString(bytes.clone());
    }

    /** Takes the array over without a copy. */
    static AmfString adopt(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new AmfString(bytes);
    }

    /** The array itself: for writers, never to be changed. */
    byte[] raw() {
        return bytes;
    }

    /** @return the text; bytes that are no UTF-8 appear as U+FFFD */
    public String text() {
        String decoded = text;
        if (decoded == null) {
            // kept: a property name repeated by two-byte references must not be decoded into a new text each time
            decoded = new String(bytes, StandardCharsets.UTF_8);
            text = decoded;
        }
        return decoded;
    }

    /** @return a copy of the bytes */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** @return number of bytes */
    public int length() {
        return bytes.length;
    }

    @Override
    public String typeName() {
        return "string";
    }

    /** Compares bytes, unsigned; ordered so that hash collisions chosen by a far end cost no more than a tree. */
    @Override
    public int compareTo(AmfString other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AmfString string && Arrays.equals(bytes, string.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return ValuePrinter.print(this);
    }
}
