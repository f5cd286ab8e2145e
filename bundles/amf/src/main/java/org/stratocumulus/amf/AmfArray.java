package org.stratocumulus.amf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An ActionScript array: a dense list and an associative part (AMF0 markers 0x08 "ECMA array" and 0x0A "strict array", AMF3 marker
 * 0x09). Mutable; confined to one thread at a time; may contain itself.
 */
public final class AmfArray implements AmfValue {

    private final List<AmfValue> elements = new ArrayList<>(0);
    private Map<String, AmfValue> properties = Map.of();

    /** @return a dense array of values that {@link AmfValue#of} takes */
    public static AmfArray of(Object... values) {
        AmfArray array = new AmfArray();
        for (Object value : values) {
            array.add(value);
        }
        return array;
    }

    /**
     * Appends to the dense part.
     *
     * @param value anything {@link AmfValue#of} takes
     * @return this array
     */
    public AmfArray add(Object value) {
        append(AmfValue.of(value));
        return this;
    }

    void append(AmfValue value) {
        elements.add(value);
    }

    /**
     * Sets a property of the associative part.
     *
     * @param name property name
     * @param value anything {@link AmfValue#of} takes
     * @return this array
     */
    public AmfArray put(String name, Object value) {
        set(name, AmfValue.of(value));
        return this;
    }

    void set(String name, AmfValue value) {
        if (properties.isEmpty()) {
            properties = new LinkedHashMap<>();
        }
        properties.put(name, value);
    }

    /** @return element at an index, or {@link AmfUndefined} outside the dense part */
    public AmfValue get(int index) {
        return index >= 0 && index < elements.size() ? elements.get(index) : AmfUndefined.INSTANCE;
    }

    /** @return property of the associative part, or {@link AmfUndefined} */
    public AmfValue get(String name) {
        return properties.getOrDefault(name, AmfUndefined.INSTANCE);
    }

    /** @return number of elements of the dense part */
    public int size() {
        return elements.size();
    }

    /** @return an unmodifiable view of the dense part */
    public List<AmfValue> elements() {
        return Collections.unmodifiableList(elements);
    }

    /** @return an unmodifiable view of the associative part in order */
    public Map<String, AmfValue> properties() {
        return Collections.unmodifiableMap(properties);
    }

    @Override
    public String typeName() {
        return "array";
    }

    @Override
    public String toString() {
        return ValuePrinter.print(this);
    }
}
