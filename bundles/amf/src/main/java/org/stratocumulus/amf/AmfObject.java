package org.stratocumulus.amf;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An object with named properties in the order they were put (AMF0 markers 0x03 and 0x10, AMF3 marker 0x0A). Mutable; confined to
 * one thread at a time; may contain itself.
 */
public final class AmfObject implements AmfValue {

    private final AmfTraits traits;
    private Map<String, AmfValue> properties = Map.of();

    /** An anonymous, dynamic object without properties. */
    public AmfObject() {
        this(AmfTraits.ANONYMOUS);
    }

    /** @param className registered alias of the class, empty for none */
    public AmfObject(String className) {
        this(AmfTraits.ofClass(className));
    }

    /**
     * @param traits the class description to be written in AMF3; AMF0 keeps the class name only
     * @throws IllegalArgumentException for traits of an externalizable class, see {@link AmfExternalizable}
     */
    public AmfObject(AmfTraits traits) {
        if (traits.externalizable()) {
            throw new IllegalArgumentException(traits.className() + " is externalizable");
        }
        this.traits = traits;
    }

    /** @return the registered alias of the class, empty for an anonymous object */
    public String className() {
        return traits.className();
    }

    /** @return the class description; properties beyond its sealed names are written as dynamic ones */
    public AmfTraits traits() {
        return traits;
    }

    /**
     * Sets a property, at the end when it is new.
     *
     * @param name property name
     * @param value anything {@link AmfValue#of} takes
     * @return this object
     */
    public AmfObject put(String name, Object value) {
        set(name, AmfValue.of(value));
        return this;
    }

    void set(String name, AmfValue value) {
        if (properties.isEmpty()) {
            properties = new LinkedHashMap<>();
        }
        properties.put(name, value);
    }

    /** @return the property, or {@link AmfUndefined} when there is none, as ActionScript does */
    public AmfValue get(String name) {
        return properties.getOrDefault(name, AmfUndefined.INSTANCE);
    }

    /** @return whether there is such a property */
    public boolean has(String name) {
        return properties.containsKey(name);
    }

    /**
     * Removes a property if it is there.
     *
     * @return this object
     */
    public AmfObject remove(String name) {
        if (!properties.isEmpty()) {
            properties.remove(name);
        }
        return this;
    }

    /** @return number of properties */
    public int size() {
        return properties.size();
    }

    /** @return an unmodifiable view of the properties in order */
    public Map<String, AmfValue> properties() {
        return Collections.unmodifiableMap(properties);
    }

    @Override
    public String typeName() {
        return className().isEmpty() ? "object" : "object " + className();
    }

    @Override
    public String toString() {
        return ValuePrinter.print(this);
    }
}
