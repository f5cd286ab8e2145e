package org.stratocumulus.amf;

/**
 * A boolean (AMF0 marker 0x01, AMF3 markers 0x02 and 0x03).
 *
 * @param value the truth
 */
public record AmfBoolean(boolean value) implements AmfValue {

    /** True. */
    public static final AmfBoolean TRUE = new AmfBoolean(true);
    /** False. */
    public static final AmfBoolean FALSE = new AmfBoolean(false);

    /** @return the shared instance of a truth */
    public static AmfBoolean of(boolean value) {
        return value ? TRUE : FALSE;
    }

    @Override
    public String typeName() {
        return "boolean";
    }

    @Override
    public String toString() {
        return Boolean.toString(value);
    }
}
