package org.stratocumulus.amf.rtmp;

import java.util.List;
import org.stratocumulus.amf.Amf0Reader;
import org.stratocumulus.amf.Amf0Writer;
import org.stratocumulus.amf.AmfArray;
import org.stratocumulus.amf.AmfException;
import org.stratocumulus.amf.AmfLimits;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.amf.AmfString;
import org.stratocumulus.amf.AmfValue;

/** What commands and data messages have in common: the format selector, a name, a sequence of values. */
final class AmfBody {

    private AmfBody() {
    }

    /** A reader behind the format selector, which MUST be 0 (RFC 7425 5.3.3). */
    static Amf0Reader reader(Encoding encoding, byte[] data, int offset, int length, AmfLimits limits) {
        if (encoding == Encoding.AMF0) {
            return new Amf0Reader(data, offset, length, limits);
        }
        if (length < 1 || data[offset] != 0) {
            throw new AmfException("the format selector of an extended message is 0", 0);
        }
        return new Amf0Reader(data, offset + 1, length - 1, limits);
    }

    static String name(Amf0Reader reader) {
        if (reader.read() instanceof AmfString name) {
            return name.text();
        }
        throw new AmfException("the first value is a string, the name", 0);
    }

    static Amf0Writer writer(Encoding encoding) {
        Amf0Writer writer = new Amf0Writer();
        return encoding == Encoding.AMF3 ? writer.writeByte(0) : writer;
    }

    /** Scalars look the same to every reader in AMF0; with avmplus wanted, objects and arrays go as AMF3. */
    static void write(Amf0Writer writer, List<AmfValue> values, boolean avmplus) {
        for (AmfValue value : values) {
            if (avmplus && (value instanceof AmfObject || value instanceof AmfArray)) {
                writer.writeAvmplus(value);
            } else {
                writer.write(value);
            }
        }
    }
}
