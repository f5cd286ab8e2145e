package org.stratocumulus.amf;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the AMF3 values of one body, with its tables of strings, objects and traits (AMF3 2.2).
 *
 * <p>One reader for one body, one thread. After an {@link AmfException} a reader is of no further use.
 */
public final class Amf3Reader {

    private final AmfInput in;
    private final List<AmfString> strings = new ArrayList<>(0);
    private final List<AmfValue> objects = new ArrayList<>(0);
    private final List<AmfTraits> traits = new ArrayList<>(0);

    /** @param body the bytes to read, all of them, within {@link AmfLimits#DEFAULT} */
    public Amf3Reader(byte[] body) {
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
    public Amf3Reader(byte[] data, int offset, int length, AmfLimits limits) {
        this(new AmfInput(data, offset, length, limits));
    }

    /** For avmplus values inside AMF0: shares the bytes and the limits. */
    Amf3Reader(AmfInput in) {
        this.in = in;
    }

    /** Forgets what was met. */
    void clear() {
        strings.clear();
        objects.clear();
        traits.clear();
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
        List<AmfValue> values = new ArrayList<>();
        while (hasNext()) {
            values.add(read());
        }
        return values;
    }

    /**
     * @return the next value
     * @throws AmfException when it is malformed, truncated, beyond a limit, its marker unknown or of an unknown externalizable class
     */
    public AmfValue read() {
        in.value();
        int marker = in.u8();
        switch (marker) {
            case Amf3Marker.UNDEFINED:
                return AmfUndefined.INSTANCE;
            case Amf3Marker.NULL:
                return AmfNull.INSTANCE;
            case Amf3Marker.FALSE:
                return AmfBoolean.FALSE;
            case Amf3Marker.TRUE:
                return AmfBoolean.TRUE;
            case Amf3Marker.INTEGER:
                return new AmfInteger(u29() << 3 >> 3); // sign of 29 bits
            case Amf3Marker.DOUBLE:
                return new AmfNumber(in.f64());
            case Amf3Marker.STRING:
                return string();
            case Amf3Marker.XML_DOCUMENT, Amf3Marker.XML, Amf3Marker.DATE, Amf3Marker.ARRAY, Amf3Marker.OBJECT, Amf3Marker.BYTE_ARRAY,
                    Amf3Marker.VECTOR_INT, Amf3Marker.VECTOR_UINT, Amf3Marker.VECTOR_DOUBLE, Amf3Marker.VECTOR_OBJECT,
                    Amf3Marker.DICTIONARY:
                return complex(marker);
            default:
                throw new AmfException(String.format("AMF3: unknown marker 0x%02X", marker), in.offset() - 1);
        }
    }

    /** A value of the object table: a reference when the low bit of its U29 is clear. */
    private AmfValue complex(int marker) {
        int header = u29();
        if ((header & 1) == 0) {
            return entry(objects, header >> 1, "object");
        }
        int length = header >> 1;
        switch (marker) {
            case Amf3Marker.XML_DOCUMENT, Amf3Marker.XML:
                return known(new AmfXml(AmfString.adopt(in.bytes(length)), marker == Amf3Marker.XML_DOCUMENT));
            case Amf3Marker.DATE:
                return known(new AmfDate(in.f64(), (short) 0));
            case Amf3Marker.BYTE_ARRAY:
                return known(AmfByteArray.adopt(in.bytes(length)));
            case Amf3Marker.ARRAY:
                return array(length);
            case Amf3Marker.OBJECT:
                return object(header);
            case Amf3Marker.VECTOR_INT, Amf3Marker.VECTOR_UINT, Amf3Marker.VECTOR_DOUBLE:
                return numbers(marker, length);
            case Amf3Marker.VECTOR_OBJECT:
                return vector(length);
            default:
                return dictionary(length);
        }
    }

    private <T extends AmfValue> T known(T value) {
        objects.add(value);
        return value;
    }

    private <T> T entry(List<T> table, int index, String name) {
        if (index >= table.size()) {
            throw in.fail("AMF3: " + name + " reference " + index + " of " + table.size());
        }
        return table.get(index);
    }

    private AmfString string() {
        int header = u29();
        if ((header & 1) == 0) {
            return entry(strings, header >> 1, "string");
        }
        AmfString string = AmfString.adopt(in.bytes(header >> 1));
        if (string.length() > 0) { // the empty string is never sent by reference (AMF3 1.3.2)
            strings.add(string);
        }
        return string;
    }

    private AmfValue array(int length) {
        AmfArray array = known(new AmfArray());
        in.enter();
        int count = 0;
        for (AmfString name = string(); name.length() > 0; name = string()) {
            in.elements(++count);
            array.set(name.text(), read());
        }
        in.elements((long) count + length);
        int dense = in.count(length, 1);
        for (int i = 0; i < dense; i++) {
            array.append(read());
        }
        in.leave();
        return array;
    }

    private AmfValue numbers(int marker, int length) {
        boolean fixed = in.u8() != 0;
        double[] numbers = new double[in.count(length, marker == Amf3Marker.VECTOR_DOUBLE ? 8 : 4)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = marker == Amf3Marker.VECTOR_INT ? in.i32() : marker == Amf3Marker.VECTOR_UINT ? in.u32() : in.f64();
        }
        AmfVector.Kind kind = marker == Amf3Marker.VECTOR_INT ? AmfVector.Kind.INT
                : marker == Amf3Marker.VECTOR_UINT ? AmfVector.Kind.UINT : AmfVector.Kind.DOUBLE;
        return known(AmfVector.adopt(kind, fixed, numbers));
    }

    private AmfValue vector(int length) {
        boolean fixed = in.u8() != 0;
        AmfVector vector = known(AmfVector.objects(string().text(), fixed));
        int count = in.count(length, 1);
        in.enter();
        for (int i = 0; i < count; i++) {
            vector.append(read());
        }
        in.leave();
        return vector;
    }

    private AmfValue dictionary(int length) {
        AmfDictionary dictionary = known(new AmfDictionary(in.u8() != 0));
        int count = in.count(length, 2);
        in.enter();
        for (int i = 0; i < count; i++) {
            AmfValue key = read();
            dictionary.append(key, read());
        }
        in.leave();
        return dictionary;
    }

    private AmfValue object(int header) {
        AmfTraits described = (header & 2) == 0 ? entry(traits, header >> 2, "traits") : traits(header);
        if (described.externalizable()) {
            return externalizable(described.className());
        }
        AmfObject object = known(new AmfObject(described));
        in.enter();
        int count = described.sealedNames().size();
        for (String name : described.sealedNames()) {
            object.set(name, read());
        }
        if (described.dynamic()) {
            for (AmfString name = string(); name.length() > 0; name = string()) {
                in.elements(++count);
                object.set(name.text(), read());
            }
        }
        in.leave();
        return object;
    }

    /** U29O-traits: bit 2 externalizable, bit 3 dynamic, then the number of sealed members (AMF3 3.12). */
    private AmfTraits traits(int header) {
        boolean externalizable = (header & 4) != 0;
        String className = string().text();
        List<String> names = new ArrayList<>(0);
        if (!externalizable) {
            int count = in.count(header >> 4, 1);
            for (int i = 0; i < count; i++) {
                names.add(string().text());
            }
        }
        AmfTraits read = new AmfTraits(className, externalizable, !externalizable && (header & 8) != 0, names);
        traits.add(read);
        return read;
    }

    private AmfValue externalizable(String className) {
        if (!AmfExternalizable.isKnown(className)) {
            throw in.fail("AMF3: the body of externalizable class " + AmfString.of(className) + " is unknown");
        }
        AmfExternalizable value = known(new AmfExternalizable(className));
        in.enter();
        value.fill(read());
        in.leave();
        return value;
    }

    /** Variable length unsigned 29-bit integer: up to three bytes of 7 bits, then one of 8 (AMF3 1.3.1). */
    private int u29() {
        int value = 0;
        for (int i = 0; i < 3; i++) {
            int next = in.u8();
            value = value << 7 | next & 0x7F;
            if (next < 0x80) {
                return value;
            }
        }
        return value << 8 | in.u8();
    }
}
