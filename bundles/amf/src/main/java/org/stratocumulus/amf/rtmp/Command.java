package org.stratocumulus.amf.rtmp;

import java.util.ArrayList;
import java.util.List;
import org.stratocumulus.amf.Amf0Reader;
import org.stratocumulus.amf.Amf0Writer;
import org.stratocumulus.amf.AmfArray;
import org.stratocumulus.amf.AmfException;
import org.stratocumulus.amf.AmfInteger;
import org.stratocumulus.amf.AmfLimits;
import org.stratocumulus.amf.AmfNull;
import org.stratocumulus.amf.AmfNumber;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.amf.AmfString;
import org.stratocumulus.amf.AmfValue;

/**
 * A command message: name, transaction id, command object, arguments (RTMP 7.2; RFC 7425 5.3.3). Real clients leave the command object
 * out of {@code setPeerInfo} and {@code createStream}; so the values after the transaction id are kept as they came, and
 * {@link #commandObject()} and {@link #arguments()} are a reading of them.
 *
 * @param name command name, such as "connect" or "_result"
 * @param transactionId 0 when no response is wanted by the letter of RTMP, though Adobe's clients want one to 0 as well
 * @param values all values after the transaction id, in wire order
 * @param encoding which message type it came in or goes out with
 */
public record Command(String name, double transactionId, List<AmfValue> values, Encoding encoding) {

    /** Copies the values. */
    public Command {
        values = List.copyOf(values);
    }

    /**
     * A command with a command object.
     *
     * @param commandObject the object, or {@link AmfNull}
     * @param arguments values after the command object
     */
    public Command(String name, double transactionId, AmfValue commandObject, List<AmfValue> arguments, Encoding encoding) {
        this(name, transactionId, prepend(commandObject, arguments), encoding);
    }

    /**
     * A command in AMF0 from plain Java.
     *
     * @param commandObject anything {@link AmfValue#of} takes, null for the null object
     * @param arguments anything {@link AmfValue#of} takes
     * @return the command
     */
    public static Command of(String name, double transactionId, Object commandObject, Object... arguments) {
        return new Command(name, transactionId, AmfValue.of(commandObject), AmfArray.of(arguments).elements(), Encoding.AMF0);
    }

    /** @return the same command in another encoding */
    public Command in(Encoding other) {
        return new Command(name, transactionId, values, other);
    }

    /** @return the command object: the first value when it is an object or nullish, else {@link AmfNull} */
    public AmfValue commandObject() {
        return hasCommandObject() ? values.get(0) : AmfNull.INSTANCE;
    }

    /** @return the values behind the command object, or all of them where a client left it out */
    public List<AmfValue> arguments() {
        return hasCommandObject() ? values.subList(1, values.size()) : values;
    }

    /** @return whether the first value reads as a command object */
    public boolean hasCommandObject() {
        return !values.isEmpty() && (values.get(0).isNullish() || values.get(0) instanceof AmfObject);
    }

    /** @return an argument, or {@link AmfNull} beyond the last: optional arguments need no length check */
    public AmfValue argument(int index) {
        List<AmfValue> arguments = arguments();
        return index < arguments.size() ? arguments.get(index) : AmfNull.INSTANCE;
    }

    /** @return the command in an RTMP message */
    public static Command decode(RtmpMessage message) {
        return decode(message.type(), message.payload(), 0, message.payload().length, AmfLimits.DEFAULT);
    }

    /**
     * @param type {@link MessageType#COMMAND_AMF0} or {@link MessageType#COMMAND_AMF3}
     * @param data array that holds the payload
     * @param offset index of the payload's first byte, behind type and timestamp
     * @param length number of bytes of the payload
     * @param limits what to believe at most
     * @return the command
     * @throws AmfException when the payload is malformed or beyond a limit
     * @throws IllegalArgumentException when the type is no command
     */
    public static Command decode(int type, byte[] data, int offset, int length, AmfLimits limits) {
        Encoding encoding = Encoding.ofMessageType(type);
        Amf0Reader reader = AmfBody.reader(encoding, data, offset, length, limits);
        String name = AmfBody.name(reader);
        List<AmfValue> values = new ArrayList<>(reader.readAll());
        double transactionId = 0; // absent transaction ids are 0, like those of clients that do not care
        if (!values.isEmpty() && (values.get(0) instanceof AmfNumber || values.get(0) instanceof AmfInteger)) {
            transactionId = values.remove(0).asDouble();
        }
        return new Command(name, transactionId, values, encoding);
    }

    /** @return the payload; objects and arrays as AMF3 if the encoding is {@link Encoding#AMF3} */
    public byte[] encode() {
        return encode(encoding == Encoding.AMF3);
    }

    /**
     * @param avmplus whether objects and arrays go as AMF3 behind the avmplus marker; inside a type 0x14 too, as Adobe's clients do
     * @return the payload
     */
    public byte[] encode(boolean avmplus) {
        Amf0Writer writer = AmfBody.writer(encoding);
        writer.write(AmfString.of(name)).write(new AmfNumber(transactionId));
        AmfBody.write(writer, values, avmplus);
        return writer.toByteArray();
    }

    /** @return the RTMP message with this command and timestamp 0 */
    public RtmpMessage toMessage() {
        return new RtmpMessage(encoding.commandType(), 0, encode());
    }

    private static List<AmfValue> prepend(AmfValue first, List<AmfValue> rest) {
        List<AmfValue> values = new ArrayList<>(rest.size() + 1);
        values.add(first);
        values.addAll(rest);
        return values;
    }
}
