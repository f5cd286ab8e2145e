package org.stratocumulus.amf.rtmp;

import java.util.Arrays;
import java.util.List;
import org.stratocumulus.amf.Amf0Reader;
import org.stratocumulus.amf.Amf0Writer;
import org.stratocumulus.amf.AmfArray;
import org.stratocumulus.amf.AmfException;
import org.stratocumulus.amf.AmfLimits;
import org.stratocumulus.amf.AmfString;
import org.stratocumulus.amf.AmfValue;

/**
 * A data message of a stream: handler name and values (RTMP 7.1.2). A relay needs neither: it looks at {@link #nameOf} and passes the
 * bytes on, for stream metadata those of {@link #setDataFrameContent}.
 *
 * @param name handler name, such as "onMetaData" or "@setDataFrame"
 * @param values everything behind the name
 * @param encoding which message type it came in or goes out with
 */
public record DataMessage(String name, List<AmfValue> values, Encoding encoding) {

    /** Handler name by which a publisher sets metadata that late subscribers get too. */
    public static final String SET_DATA_FRAME = "@setDataFrame";
    /** Handler name by which a publisher takes such metadata back. */
    public static final String CLEAR_DATA_FRAME = "@clearDataFrame";

    private static final byte AVMPLUS = 0x11; // AMF0 marker of an AMF3 value

    /** Copies the values. */
    public DataMessage {
        values = List.copyOf(values);
    }

    /** @return a data message in AMF0 from values that {@link AmfValue#of} takes */
    public static DataMessage of(String name, Object... values) {
        return new DataMessage(name, AmfArray.of(values).elements(), Encoding.AMF0);
    }

    /** @return the data message in an RTMP message */
    public static DataMessage decode(RtmpMessage message) {
        return decode(message.type(), message.payload(), 0, message.payload().length, AmfLimits.DEFAULT);
    }

    /**
     * @param type {@link MessageType#DATA_AMF0} or {@link MessageType#DATA_AMF3}
     * @param data array that holds the payload
     * @param offset index of the payload's first byte, behind type and timestamp
     * @param length number of bytes of the payload
     * @param limits what to believe at most
     * @return the data message
     * @throws AmfException when the payload is malformed or beyond a limit
     * @throws IllegalArgumentException when the type is no data message
     */
    public static DataMessage decode(int type, byte[] data, int offset, int length, AmfLimits limits) {
        Encoding encoding = Encoding.ofMessageType(type);
        Amf0Reader reader = AmfBody.reader(encoding, data, offset, length, limits);
        return new DataMessage(AmfBody.name(reader), reader.readAll(), encoding);
    }

    /**
     * Reads the name only.
     *
     * @return handler name of a payload, or null when there is none to be read; never throws for its bytes
     */
    public static String nameOf(int type, byte[] data, int offset, int length) {
        try {
            return AmfBody.name(AmfBody.reader(Encoding.ofMessageType(type), data, offset, length, AmfLimits.DEFAULT));
        } catch (AmfException e) {
            return null;
        }
    }

    /**
     * The payload that subscribers get for a "@setDataFrame" payload: the same bytes without that first name, untouched otherwise.
     *
     * @return a new array with the payload of the inner message (the same message type), or null when the name is another or
     *     nothing follows it
     * @throws AmfException when the first name is an AMF3 string and what follows is malformed
     */
    public static byte[] setDataFrameContent(int type, byte[] data, int offset, int length) {
        if (!SET_DATA_FRAME.equals(nameOf(type, data, offset, length))) {
            return null;
        }
        Encoding encoding = Encoding.ofMessageType(type);
        Amf0Reader reader = AmfBody.reader(encoding, data, offset, length, AmfLimits.DEFAULT);
        AmfBody.name(reader);
        if (!reader.hasNext()) {
            return null;
        }
        if (data[offset + (encoding == Encoding.AMF3 ? 1 : 0)] == AVMPLUS) {
            return withoutFirstName(decode(type, data, offset, length, AmfLimits.DEFAULT));
        }
        // the reader counts from behind the format selector: in an extended message the name's last byte is kept and becomes it
        byte[] content = Arrays.copyOfRange(data, offset + reader.offset(), offset + length);
        if (encoding == Encoding.AMF3) {
            content[0] = 0;
        }
        return content;
    }

    /** An AMF3 name is an entry of the string table: cut off by bytes, it would shift what later references mean. */
    private static byte[] withoutFirstName(DataMessage message) {
        String inner = message.values.get(0).asString();
        return new DataMessage(inner, message.values.subList(1, message.values.size()), message.encoding).encode();
    }

    /** @return whether a publisher sets metadata with this message */
    public boolean isSetDataFrame() {
        return name.equals(SET_DATA_FRAME);
    }

    /** @return whether a publisher takes metadata back with this message */
    public boolean isClearDataFrame() {
        return name.equals(CLEAR_DATA_FRAME);
    }

    /** @return the payload; objects and arrays as AMF3 if the encoding is {@link Encoding#AMF3} */
    public byte[] encode() {
        Amf0Writer writer = AmfBody.writer(encoding);
        writer.write(AmfString.of(name));
        AmfBody.write(writer, values, encoding == Encoding.AMF3);
        return writer.toByteArray();
    }

    /** @return the RTMP message with these data */
    public RtmpMessage toMessage(long timestamp) {
        return new RtmpMessage(encoding.dataType(), timestamp, encode());
    }
}
