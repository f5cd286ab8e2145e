package org.stratocumulus.amf;

import java.util.Arrays;
import java.util.List;

/** Raw bytes (AMF3 marker 0x0C; in AMF0 only behind the avmplus marker). Immutable, equal by content. */
public final class AmfByteArray implements AmfValue {

    private final byte[] bytes;

    private AmfByteArray(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @return a byte array with a copy of these bytes */
    public static AmfByteArray of(byte[] bytes) {
        return new AmfByteArray(bytes.clone());
    }

    /** Takes the array over without a copy. */
    static AmfByteArray adopt(byte[] bytes) {
        return new AmfByteArray(bytes);
    }

    /**
     * The bytes of a message that is one byte array and nothing else, as bundles send it over links.
     *
     * @return a copy; null for any other values
     */
    public static byte[] alone(List<? extends AmfValue> values) {
        return values.size() == 1 && values.get(0) instanceof AmfByteArray array ? array.bytes() : null;
    }

    /** The array itself: for writers, never to be changed. */
    byte[] raw() {
        return bytes;
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
        return "byte array";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AmfByteArray array && Arrays.equals(bytes, array.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "byte array of " + bytes.length;
    }
}
