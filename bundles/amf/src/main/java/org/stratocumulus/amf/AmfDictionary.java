package org.stratocumulus.amf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * A map from any value to any value (AMF3 marker 0x11; in AMF0 only behind the avmplus marker). Scalars as keys are equal by content,
 * containers by identity. Entries keep the order of the wire and are looked up one by one: dictionaries are small or iterated.
 * Mutable; confined to one thread at a time; may contain itself.
 */
public final class AmfDictionary implements AmfValue {

    /**
     * One entry.
     *
     * @param key any value
     * @param value any value
     */
    public record Entry(AmfValue key, AmfValue value) {

        /** Bounded: the record's own text would follow a cycle. */
        @Override
        public String toString() {
            return ValuePrinter.print(key) + ": " + ValuePrinter.print(value);
        }
    }

    private final boolean weakKeys;
    private final List<Entry> entries = new ArrayList<>(0);

    /** A dictionary with strong keys. */
    public AmfDictionary() {
        this(false);
    }

    /** @param weakKeys the flag that ActionScript made the dictionary with; carried, without meaning in Java */
    public AmfDictionary(boolean weakKeys) {
        this.weakKeys = weakKeys;
    }

    /**
     * Sets the value of a key, at the end when it is new.
     *
     * @param key anything {@link AmfValue#of} takes
     * @param value anything {@link AmfValue#of} takes
     * @return this dictionary
     */
    public AmfDictionary put(Object key, Object value) {
        Entry entry = new Entry(AmfValue.of(key), AmfValue.of(value));
        int index = indexOf(entry.key());
        if (index < 0) {
            entries.add(entry);
        } else {
            entries.set(index, entry);
        }
        return this;
    }

    void append(AmfValue key, AmfValue value) {
        entries.add(new Entry(key, value));
    }

    /** @return the value of a key that {@link AmfValue#of} takes, or {@link AmfUndefined} */
    public AmfValue get(Object key) {
        int index = indexOf(AmfValue.of(key));
        return index < 0 ? AmfUndefined.INSTANCE : entries.get(index).value();
    }

    private int indexOf(AmfValue key) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (Objects.equals(entries.get(i).key(), key)) {
                return i;
            }
        }
        return -1;
    }

    /** @return whether ActionScript made it with weak keys */
    public boolean weakKeys() {
        return weakKeys;
    }

    /** @return an unmodifiable view of the entries in order */
    public List<Entry> entries() {
        return Collections.unmodifiableList(entries);
    }

    @Override
    public String typeName() {
        return "dictionary";
    }

    @Override
    public String toString() {
        return ValuePrinter.print(this);
    }
}
