package org.stratocumulus.api.application;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Fields to add to a NetConnection.Connect.Success. Confined to the connect call that it is given to. */
public final class ConnectAnswer {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    /**
     * Adds a field.
     *
     * @param value anything AmfValue.of takes
     * @throws IllegalArgumentException for {@code code} and {@code level}, which are the server's
     */
    public ConnectAnswer put(String name, Object value) {
        if (name.equals("code") || name.equals("level")) {
            throw new IllegalArgumentException("the field '" + name + "' of a connect answer is the server's own");
        }
        fields.put(name, value);
        return this;
    }

    /** What was added, in order. */
    public Map<String, Object> fields() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
