package org.stratocumulus.amf;

import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Writes the AMF0 values of one body. What AMF0 cannot express (byte arrays, E4X XML, vectors, dictionaries, externalizables) goes
 * behind the avmplus marker 0x11 as AMF3; integers become numbers. Objects and arrays met again become references, so cycles end.
 *
 * <p>One writer for one body, one thread. Of the limits, depth, string length and bytes apply; a value beyond them is an
 * {@link AmfException}, after which a writer is of no further use.
 */
public final class Amf0Writer {

    private static final int MAX_U16 = 0xFFFF;

    private final AmfOutput out;
    private final Amf3Writer avmplus;
    private Map<AmfValue, Integer> references;

    /** A writer within {@link AmfLimits#DEFAULT}. */
    public Amf0Writer() {
        this(AmfLimits.DEFAULT);
    }

    /** @param limits what to produce at most */
    public Amf0Writer(AmfLimits limits) {
        this.out = new AmfOutput(limits);
        this.avmplus = new Amf3Writer(out);
    }

    /**
     * Begins another body with the same limits; keeps the array, whatever size it has grown to.
     *
     * @return this writer
     */
    public Amf0Writer reset() {
        out.clear();
        avmplus.clear();
        references = null;
        return this;
    }

    /** @return how many bytes were written so far */
    public int length() {
        return out.length();
    }

    /** @return the array itself; the first {@link #length} bytes are the body, until the next call. It is not to be changed */
    public byte[] array() {
        return out.array();
    }

    /** @return the bytes written so far */
    public byte[] toByteArray() {
        return out.toByteArray();
    }

    /**
     * Writes a bare byte, such as the format selector of a Command Extended message (RFC 7425 5.3.3).
     *
     * @return this writer
     */
    public Amf0Writer writeByte(int value) {
        out.u8(value);
        return this;
    }

    /**
     * Writes a value as AMF3 behind the avmplus marker 0x11.
     *
     * @return this writer
     */
    public Amf0Writer writeAvmplus(AmfValue value) {
        out.u8(Amf0Marker.AVMPLUS);
        avmplus.write(value);
        return this;
    }

    /**
     * Writes a value.
     *
     * @return this writer
     */
    public Amf0Writer write(AmfValue value) {
        if (value instanceof AmfNumber || value instanceof AmfInteger) {
            out.u8(Amf0Marker.NUMBER);
            out.f64(value.asDouble());
        } else if (value instanceof AmfBoolean bool) {
            out.u8(Amf0Marker.BOOLEAN);
            out.u8(bool.value() ? 1 : 0);
        } else if (value instanceof AmfString string) {
            string(string);
        } else if (value instanceof AmfNull) {
            out.u8(Amf0Marker.NULL);
        } else if (value instanceof AmfUndefined) {
            out.u8(Amf0Marker.UNDEFINED);
        } else if (value instanceof AmfDate date) {
            out.u8(Amf0Marker.DATE);
            out.f64(date.epochMillis());
            out.u16(date.timeZone());
        } else if (value instanceof AmfXml xml && xml.document()) {
            out.u8(Amf0Marker.XML_DOCUMENT);
            longBytes(xml.content());
        } else if (value instanceof AmfObject || value instanceof AmfArray) {
            container(value);
        } else {
            writeAvmplus(value);
        }
        return this;
    }

    private void string(AmfString string) {
        if (string.length() <= MAX_U16) {
            out.u8(Amf0Marker.STRING);
            shortBytes(string);
        } else {
            out.u8(Amf0Marker.LONG_STRING);
            longBytes(string);
        }
    }

    private void shortBytes(AmfString string) {
        if (string.length() > MAX_U16) {
            throw new AmfException("AMF0: a name of " + string.length() + " bytes is longer than 65535");
        }
        out.u16(string.length());
        out.bytes(string.raw());
    }

    private void longBytes(AmfString string) {
        out.u32(string.length());
        out.bytes(string.raw());
    }

    private void container(AmfValue value) {
        if (references == null) {
            references = new IdentityHashMap<>();
        }
        Integer index = references.get(value);
        if (index != null && index <= MAX_U16) {
            out.u8(Amf0Marker.REFERENCE);
            out.u16(index);
            return;
        }
        references.putIfAbsent(value, references.size());
        out.enter();
        if (value instanceof AmfObject object) {
            object(object);
        } else if (value instanceof AmfArray array) {
            array(array);
        }
        out.leave();
    }

    private void object(AmfObject object) {
        if (object.className().isEmpty()) {
            out.u8(Amf0Marker.OBJECT);
        } else {
            out.u8(Amf0Marker.TYPED_OBJECT);
            shortBytes(AmfString.of(object.className()));
        }
        object.properties().forEach(this::property);
        objectEnd();
    }

    private void array(AmfArray array) {
        if (array.properties().isEmpty()) {
            out.u8(Amf0Marker.STRICT_ARRAY);
            out.u32(array.size());
            array.elements().forEach(this::write);
            return;
        }
        out.u8(Amf0Marker.ECMA_ARRAY);
        out.u32((long) array.size() + array.properties().size());
        int index = 0;
        for (AmfValue element : array.elements()) {
            property(Integer.toString(index++), element);
        }
        array.properties().forEach(this::property);
        objectEnd();
    }

    private void property(String name, AmfValue value) {
        shortBytes(AmfString.of(name));
        write(value);
    }

    private void objectEnd() {
        out.u16(0);
        out.u8(Amf0Marker.OBJECT_END);
    }
}
