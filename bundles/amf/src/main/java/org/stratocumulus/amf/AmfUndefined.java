package org.stratocumulus.amf;

/** The undefined value (AMF0 marker 0x06, AMF3 marker 0x00); AMF0's "unsupported" (0x0D) is read as this too. */
public enum AmfUndefined implements AmfValue {

    /** The only one. */
    INSTANCE;

    @Override
    public String typeName() {
        return "undefined";
    }

    @Override
    public String toString() {
        return "undefined";
    }
}
