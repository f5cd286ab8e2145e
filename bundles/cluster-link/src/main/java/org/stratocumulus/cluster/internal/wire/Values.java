package org.stratocumulus.cluster.internal.wire;

import java.util.List;
import org.stratocumulus.amf.Amf0Reader;
import org.stratocumulus.amf.Amf0Writer;
import org.stratocumulus.amf.AmfBoolean;
import org.stratocumulus.amf.AmfException;
import org.stratocumulus.amf.AmfLimits;
import org.stratocumulus.amf.AmfNull;
import org.stratocumulus.amf.AmfNumber;
import org.stratocumulus.amf.AmfUndefined;
import org.stratocumulus.amf.AmfValue;

/**
 * The values of a message, one after another to the end of its frame: AMF0, and behind the avmplus marker 0x11 what the C++ servers write
 * as AMF3 (strings, integers, dates, containers). One reference table for the message.
 */
public final class Values {
    private static final AmfLimits LIMITS = AmfLimits.DEFAULT;
    private static final byte[] NONE = new byte[0];

    private Values() {
    }

    /** @throws AmfException when a value exceeds the codec's limits */
    public static byte[] encode(AmfValue... values) {
        if (values.length == 0) {
            return NONE;
        }
        Amf0Writer out = new Amf0Writer(LIMITS);
        write(out, values);
        return out.toByteArray();
    }

    /** Writes values into something that is used again and again. @throws AmfException when a value exceeds the codec's limits */
    static void write(Amf0Writer out, AmfValue... values) {
        for (AmfValue value : values) {
            if (value instanceof AmfBoolean || value instanceof AmfNumber || value instanceof AmfNull || value instanceof AmfUndefined) {
                out.write(value);
            } else {
                out.writeAvmplus(value);
            }
        }
    }

    /** A writer within the limits of the link. */
    static Amf0Writer writer() {
        return new Amf0Writer(LIMITS);
    }

    /** @throws AmfException when the bytes are no values, or beyond the codec's limits */
    public static List<AmfValue> decode(byte[] data, int offset, int length) {
        return reader(data, offset, length).readAll();
    }

    /** A reader that can be used for one message after another. @throws AmfException when the message is beyond the codec's limits */
    public static Amf0Reader reader(byte[] data, int offset, int length) {
        return new Amf0Reader(data, offset, length, LIMITS);
    }
}
