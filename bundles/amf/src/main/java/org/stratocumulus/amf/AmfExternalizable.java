package org.stratocumulus.amf;

import java.util.Set;

/**
 * An object of a class that writes its own body (AMF3 3.12, "externalizable"), of the classes whose body is known to be one value:
 * {@code flex.messaging.io.ArrayCollection} and {@code ArrayList} (an array), {@code flex.messaging.io.ObjectProxy} (an object). Other
 * externalizable classes cannot be read, because nothing says where their body ends. {@link AmfValue#asObject()},
 * {@link AmfValue#asArray()} and {@link AmfValue#asMap()} look inside.
 */
public final class AmfExternalizable implements AmfValue {

    private static final Set<String> KNOWN = Set.of("flex.messaging.io.ArrayCollection", "flex.messaging.io.ArrayList",
            "flex.messaging.io.ObjectProxy");

    private final String className;
    private AmfValue body = AmfNull.INSTANCE;

    AmfExternalizable(String className) {
        this.className = className;
    }

    /**
     * @param className one of the known classes
     * @param body anything {@link AmfValue#of} takes
     * @throws IllegalArgumentException for an unknown class
     */
    public AmfExternalizable(String className, Object body) {
        if (!isKnown(className)) {
            throw new IllegalArgumentException("the body of externalizable class " + className + " is unknown");
        }
        this.className = className;
        this.body = AmfValue.of(body);
    }

    /** @return whether the body of a class is known to be one value */
    public static boolean isKnown(String className) {
        return KNOWN.contains(className);
    }

    /** The body of an externalizable, through wrappers inside wrappers but not round a cycle; any other value as it is. */
    static AmfValue unwrap(AmfValue value) {
        AmfValue inner = value;
        for (int i = 0; i < AmfLimits.DEPTH_CEILING && inner instanceof AmfExternalizable wrapper; i++) {
            inner = wrapper.body;
        }
        return inner;
    }

    void fill(AmfValue content) {
        body = content;
    }

    /** @return registered alias of the class */
    public String className() {
        return className;
    }

    /** @return the only value of the body */
    public AmfValue body() {
        return body;
    }

    @Override
    public String typeName() {
        return "externalizable " + className;
    }

    @Override
    public String toString() {
        return ValuePrinter.print(this);
    }
}
