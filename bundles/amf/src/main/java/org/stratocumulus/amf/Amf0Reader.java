package org.stratocumulus.amf;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the AMF0 values of one body, with AMF3 values behind the avmplus marker 0x11 wherever one stands. References are those of the
 * whole body: AMF0's objects and arrays in one table; AMF3's strings, objects and traits in tables shared by all its avmplus values.
 *
 * <p>One reader for one body, one thread. After an {@link AmfException} a reader is of no further use.
 */
public final class Amf0Reader {

    private final AmfInput in;
    private final Amf3Reader avmplus;
    private final List<AmfValue> references = new ArrayList<>(0);

    /** @param body the bytes to read, all of them, within {@link AmfLimits#DEFAULT} */
    public Amf0Reader(byte[] body) {
        this(body, 0, body.length, AmfLimits.DEFAULT);
    }

    /**
     * @param data array that holds the body; not changed, and not kept after the last value
     * @param offset index of the body's first byte
     * @param length number of bytes of the body
     * @param limits what to believe at most
     * @throws IndexOutOfBoundsException when the array does not hold the body
     * @throws AmfException when the body is longer than {@link AmfLimits#maxBytes()}
     */
    public Amf0Reader(byte[] data, int offset, int length, AmfLimits limits) {
        this.in = new AmfInput(data, offset, length, limits);
        this.avmplus = new Amf3Reader(in);
    }

    /**
     * Begins another body within the same limits, also after an {@link AmfException}.
     *
     * @param data array that holds the body; not changed, and not kept after the last value
     * @param offset index of the body's first byte
     * @param length number of bytes of the body
     * @return this reader
     * @throws IndexOutOfBoundsException when the array does not hold the body
     * @throws AmfException when the body is longer than {@link AmfLimits#maxBytes()}
     */
    public Amf0Reader reset(byte[] data, int offset, int length) {
        references.clear();
        avmplus.clear();
        in.reset(data, offset, length);
        return this;
    }

    /** @return whether bytes are left */
    public boolean hasNext() {
        return in.remaining() > 0;
    }

    /** @return index of the next byte from the body's first */
    public int offset() {
        return in.offset();
    }

    /** @return all values that are left */
    public List<AmfValue> readAll() {
        List<AmfValue> values = new ArrayList<>(4);
        while (hasNext()) {
            values.add(read());
        }
        return values;
    }

    /**
     * @return the next value
     * @throws AmfException when it is malformed, truncated, beyond a limit, or its marker unknown
     */
    public AmfValue read() {
        in.value();
        int marker = in.u8();
        switch (marker) {
            case Amf0Marker.NUMBER:
                return new AmfNumber(in.f64());
            case Amf0Marker.BOOLEAN:
                return AmfBoolean.of(in.u8() != 0);
            case Amf0Marker.STRING:
                return shortString();
            case Amf0Marker.OBJECT:
                return object("");
            case Amf0Marker.NULL:
                return AmfNull.INSTANCE;
            case Amf0Marker.UNDEFINED:
            case Amf0Marker.UNSUPPORTED:
                return AmfUndefined.INSTANCE;
            case Amf0Marker.REFERENCE:
                return reference();
            case Amf0Marker.ECMA_ARRAY:
                return ecmaArray();
            case Amf0Marker.STRICT_ARRAY:
                return strictArray();
            case Amf0Marker.DATE:
                return new AmfDate(in.f64(), (short) in.u16());
            case Amf0Marker.LONG_STRING:
                return longString();
            case Amf0Marker.XML_DOCUMENT:
                return new AmfXml(longString(), true);
            case Amf0Marker.TYPED_OBJECT:
                return object(shortString().text());
            case Amf0Marker.AVMPLUS:
                return avmplus.read();
            default: // movie clip 0x04 and record set 0x0E are reserved, object end 0x09 stands only in objects
                throw new AmfException(String.format("AMF0: unknown marker 0x%02X", marker), in.offset() - 1);
        }
    }

    private AmfString shortString() {
        return AmfString.adopt(in.bytes(in.u16()));
    }

    private AmfString longString() {
        return AmfString.adopt(in.bytes(in.u32()));
    }

    private AmfValue reference() {
        int index = in.u16();
        if (index >= references.size()) {
            throw in.fail("AMF0: reference " + index + " of " + references.size());
        }
        return references.get(index);
    }

    private AmfValue object(String className) {
        AmfObject object = new AmfObject(className);
        references.add(object);
        in.enter();
        for (int count = 1; !in.skipObjectEnd(); count++) {
            in.elements(count);
            object.set(shortString().text(), read());
        }
        in.leave();
        return object;
    }

    /** The count of an ECMA array is a hint that encoders get wrong; the object end decides (AMF0 2.10). */
    private AmfValue ecmaArray() {
        in.u32();
        AmfArray array = new AmfArray();
        references.add(array);
        in.enter();
        for (int count = 1; !in.skipObjectEnd(); count++) {
            in.elements(count);
            String name = shortString().text();
            AmfValue value = read();
            if (name.equals(Integer.toString(array.size()))) {
                array.append(value);
            } else {
                array.set(name, value);
            }
        }
        in.leave();
        return array;
    }

    private AmfValue strictArray() {
        int count = in.count(in.u32(), 1);
        AmfArray array = new AmfArray();
        references.add(array);
        in.enter();
        for (int i = 0; i < count; i++) {
            array.append(read());
        }
        in.leave();
        return array;
    }
}
