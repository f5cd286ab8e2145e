package org.stratocumulus.amf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the AMF3 values of one body, with its tables of strings, objects and traits; what is met again becomes a reference, so
 * cycles end.
 *
 * <p>One writer for one body, one thread. Of the limits, depth, string length and bytes apply; a value beyond them is an
 * {@link AmfException}, after which a writer is of no further use.
 */
public final class Amf3Writer {

    private final AmfOutput out;
    private final Map<AmfString, Integer> strings = new HashMap<>(4);
    private AmfValue firstObject;
    private Map<AmfValue, Integer> laterObjects;
    private final Map<AmfTraits, Integer> traits = new HashMap<>(4);

    /** A writer within {@link AmfLimits#DEFAULT}. */
    public Amf3Writer() {
        this(AmfLimits.DEFAULT);
    }

    /** @param limits what to produce at most */
    public Amf3Writer(AmfLimits limits) {
        this(new AmfOutput(limits));
    }

    /** For avmplus values inside AMF0: shares the bytes and the limits. */
    Amf3Writer(AmfOutput out) {
        this.out = out;
    }

    /** Forgets what was met. */
    void clear() {
        strings.clear();
        traits.clear();
        firstObject = null;
        laterObjects = null;
    }

    /** @return the bytes written so far */
    public byte[] toByteArray() {
        return out.toByteArray();
    }

    /**
     * Writes a value.
     *
     * @return this writer
     */
    public Amf3Writer write(AmfValue value) {
        if (value instanceof AmfUndefined) {
            out.u8(Amf3Marker.UNDEFINED);
        } else if (value instanceof AmfNull) {
            out.u8(Amf3Marker.NULL);
        } else if (value instanceof AmfBoolean bool) {
            out.u8(bool.value() ? Amf3Marker.TRUE : Amf3Marker.FALSE);
        } else if (value instanceof AmfInteger integer) {
            out.u8(Amf3Marker.INTEGER);
            u29(integer.value() & 0x1FFFFFFF);
        } else if (value instanceof AmfNumber number) {
            out.u8(Amf3Marker.DOUBLE);
            out.f64(number.value());
        } else if (value instanceof AmfString string) {
            out.u8(Amf3Marker.STRING);
            string(string);
        } else {
            complex(value);
        }
        return this;
    }

    private void complex(AmfValue value) {
        out.u8(marker(value));
        int index = remember(value);
        if (index >= 0) {
            u29(index << 1);
            return;
        }
        if (value instanceof AmfXml xml) {
            bytes(xml.content().raw());
        } else if (value instanceof AmfByteArray array) {
            bytes(array.raw());
        } else if (value instanceof AmfDate date) {
            u29(1);
            out.f64(date.epochMillis());
        } else {
            out.enter();
            container(value);
            out.leave();
        }
    }

    /** Many bodies hold one object: it needs no table. @return the index of one met before, -1 for a new one */
    private int remember(AmfValue value) {
        if (firstObject == null) {
            firstObject = value;
            return -1;
        }
        if (value == firstObject) {
            return 0;
        }
        if (laterObjects == null) {
            laterObjects = new IdentityHashMap<>();
        }
        Integer index = laterObjects.putIfAbsent(value, laterObjects.size() + 1);
        return index == null ? -1 : index;
    }

    private static int marker(AmfValue value) {
        if (value instanceof AmfXml xml) {
            return xml.document() ? Amf3Marker.XML_DOCUMENT : Amf3Marker.XML;
        } else if (value instanceof AmfByteArray) {
            return Amf3Marker.BYTE_ARRAY;
        } else if (value instanceof AmfDate) {
            return Amf3Marker.DATE;
        } else if (value instanceof AmfArray) {
            return Amf3Marker.ARRAY;
        } else if (value instanceof AmfVector vector) {
            return switch (vector.kind()) {
                case INT -> Amf3Marker.VECTOR_INT;
                case UINT -> Amf3Marker.VECTOR_UINT;
                case DOUBLE -> Amf3Marker.VECTOR_DOUBLE;
                case OBJECT -> Amf3Marker.VECTOR_OBJECT;
            };
        }
        return value instanceof AmfDictionary ? Amf3Marker.DICTIONARY : Amf3Marker.OBJECT;
    }

    private void container(AmfValue value) {
        if (value instanceof AmfObject object) {
            object(object);
        } else if (value instanceof AmfArray array) {
            array(array);
        } else if (value instanceof AmfVector vector) {
            vector(vector);
        } else if (value instanceof AmfDictionary dictionary) {
            length(dictionary.entries().size());
            out.u8(dictionary.weakKeys() ? 1 : 0);
            dictionary.entries().forEach(entry -> write(entry.key()).write(entry.value()));
        } else if (value instanceof AmfExternalizable externalizable) {
            traits(new AmfTraits(externalizable.className(), true, false, List.of()));
            write(externalizable.body());
        }
    }

    private void array(AmfArray array) {
        length(array.size());
        dynamic(array.properties());
        array.elements().forEach(this::write);
    }

    private void vector(AmfVector vector) {
        length(vector.size());
        out.u8(vector.fixed() ? 1 : 0);
        if (vector.kind() == AmfVector.Kind.OBJECT) {
            string(AmfString.of(vector.elementType()));
        }
        for (int i = 0; i < vector.size(); i++) {
            switch (vector.kind()) {
                case INT, UINT -> out.u32((long) vector.number(i));
                case DOUBLE -> out.f64(vector.number(i));
                case OBJECT -> write(vector.get(i));
            }
        }
    }

    /** Properties that the traits do not name make the class dynamic; sealed ones that are missing are undefined. */
    private void object(AmfObject object) {
        AmfTraits described = object.traits();
        Map<String, AmfValue> rest = new LinkedHashMap<>(object.properties());
        List<AmfValue> sealed = new ArrayList<>(described.sealedNames().size());
        for (String name : described.sealedNames()) {
            sealed.add(object.get(name));
            rest.remove(name);
        }
        boolean dynamic = described.dynamic() || !rest.isEmpty();
        traits(new AmfTraits(described.className(), false, dynamic, described.sealedNames()));
        sealed.forEach(this::write);
        if (dynamic) {
            dynamic(rest);
        }
    }

    private void traits(AmfTraits described) {
        Integer index = traits.putIfAbsent(described, traits.size());
        if (index != null) {
            u29(index << 2 | 1);
            return;
        }
        int flags = 3 | (described.externalizable() ? 4 : 0) | (described.dynamic() ? 8 : 0);
        u29(described.sealedNames().size() << 4 | flags);
        string(AmfString.of(described.className()));
        described.sealedNames().forEach(name -> string(AmfString.of(name)));
    }

    /** Name and value pairs up to the empty name; AMF3 has no way to send a property with an empty name. */
    private void dynamic(Map<String, AmfValue> properties) {
        properties.forEach((name, value) -> {
            if (name.isEmpty()) {
                throw new AmfException("AMF3: a property needs a name");
            }
            string(AmfString.of(name));
            write(value);
        });
        string(AmfString.EMPTY);
    }

    private void string(AmfString string) {
        if (string.length() == 0) {
            u29(1);
            return;
        }
        Integer index = strings.putIfAbsent(string, strings.size());
        if (index != null) {
            u29(index << 1);
        } else {
            bytes(string.raw());
        }
    }

    private void bytes(byte[] bytes) {
        length(bytes.length);
        out.bytes(bytes);
    }

    private void length(int length) {
        if (length > AmfInteger.MAX) {
            throw new AmfException("AMF3: a length of " + length + " has more than 28 bits");
        }
        u29(length << 1 | 1);
    }

    private void u29(int value) {
        if (value >= 1 << 21) {
            out.u8(value >> 22 | 0x80);
            out.u8(value >> 15 | 0x80);
            out.u8(value >> 8 | 0x80);
            out.u8(value);
            return;
        }
        if (value >= 1 << 14) {
            out.u8(value >> 14 | 0x80);
        }
        if (value >= 1 << 7) {
            out.u8(value >> 7 | 0x80);
        }
        out.u8(value & 0x7F);
    }
}
