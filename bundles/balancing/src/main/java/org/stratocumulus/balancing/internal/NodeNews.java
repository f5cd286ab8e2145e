package org.stratocumulus.balancing.internal;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.stratocumulus.amf.AmfBoolean;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.amf.AmfValue;

/**
 * What a node tells the others of itself beside its load report: when a link comes up, and when it changes.
 *
 * @param properties what its administrator says of it, sorted by key
 * @param full whether its admission takes no more clients
 */
public record NodeNews(Map<String, String> properties, boolean full) {
    /** The topic it is sent under. */
    public static final String TOPIC = "balancing.node";
    /** Properties of one node; further ones are ignored. */
    public static final int MAX_PROPERTIES = 64;
    /** Characters of a key or value; a longer one is ignored. */
    static final int MAX_LENGTH = 256;
    /** Nothing said. */
    static final NodeNews NONE = new NodeNews(Map.of(), false);

    public NodeNews {
        properties = Collections.unmodifiableMap(new TreeMap<>(properties));
    }

    /** As it is sent: an object, and a boolean. */
    public AmfValue[] encode() {
        return new AmfValue[] {AmfValue.of(properties), AmfValue.of(full)};
    }

    /** Takes what can be used of it. */
    public static NodeNews decode(List<AmfValue> values) {
        Map<String, String> properties = new TreeMap<>();
        if (!values.isEmpty() && values.get(0) instanceof AmfObject object && object.toJava() instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (key instanceof String k && value instanceof String v && properties.size() < MAX_PROPERTIES
                        && k.length() <= MAX_LENGTH && v.length() <= MAX_LENGTH) {
                    properties.put(k, v);
                }
            });
        }
        return new NodeNews(properties, values.size() > 1 && values.get(1) instanceof AmfBoolean full && full.value());
    }
}
