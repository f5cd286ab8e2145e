package org.stratocumulus.amf;

/** The null value (AMF0 marker 0x05, AMF3 marker 0x01). */
public enum AmfNull implements AmfValue {

    /** The only one. */
    INSTANCE;

    @Override
    public String typeName() {
        return "null";
    }

    @Override
    public String toString() {
        return "null";
    }
}
