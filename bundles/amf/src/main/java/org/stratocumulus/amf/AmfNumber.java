package org.stratocumulus.amf;

/**
 * An IEEE 754 double (AMF0 marker 0x00, AMF3 marker 0x05), the only kind of number that AMF0 has.
 *
 * @param value any double; NaN and the infinities travel unchanged
 */
public record AmfNumber(double value) implements AmfValue {

    @Override
    public String typeName() {
        return "number";
    }

    @Override
    public String toString() {
        return Double.toString(value);
    }
}
