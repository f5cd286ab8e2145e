package org.stratocumulus.application.internal.connection;

import java.util.List;
import org.stratocumulus.amf.AmfNull;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.amf.rtmp.Command;
import org.stratocumulus.amf.rtmp.Encoding;
import org.stratocumulus.amf.rtmp.RtmpMessage;

/**
 * How commands to one client are written (RFC 7425 section 5.3.3): message type 0x11 as soon as the client used it itself, 0x14 before;
 * applications' objects as AMF3 when the client asked for object encoding 3, the server's own always as AMF0 objects.
 *
 * @param type the message type
 * @param avmplus whether applications' objects and arrays are AMF3
 */
record Format(Encoding type, boolean avmplus) {
    /** Before connect. */
    static final Format INITIAL = new Format(Encoding.AMF0, false);

    private static final Format AMF0_AVMPLUS = new Format(Encoding.AMF0, true);
    private static final Format AMF3 = new Format(Encoding.AMF3, false);
    private static final Format AMF3_AVMPLUS = new Format(Encoding.AMF3, true);

    /** The same with another message type. */
    Format with(Encoding newType) {
        return of(newType, avmplus);
    }

    /** The same for applications' objects in AMF3, or in AMF0. */
    Format with(boolean objectsAsAmf3) {
        return of(type, objectsAsAmf3);
    }

    private static Format of(Encoding type, boolean avmplus) {
        if (type == Encoding.AMF3) {
            return avmplus ? AMF3_AVMPLUS : AMF3;
        }
        return avmplus ? AMF0_AVMPLUS : INITIAL;
    }

    /** A command of the server's own. */
    byte[] own(String name, double transactionId, AmfValue... arguments) {
        return message(new Command(name, transactionId, AmfNull.INSTANCE, List.of(arguments), type), false);
    }

    /** A command with an application's values. @throws org.stratocumulus.amf.AmfException beyond the limits of AMF */
    byte[] user(String name, double transactionId, List<AmfValue> arguments) {
        return message(new Command(name, transactionId, AmfNull.INSTANCE, arguments, type), avmplus);
    }

    /** The information object of results and statuses: an object, not an ECMA array; level and code first. */
    static AmfObject info(String level, String code, String description) {
        return new AmfObject().put("level", level).put("code", code).put("description", description);
    }

    private byte[] message(Command command, boolean objectsAsAmf3) {
        return new RtmpMessage(type.commandType(), 0, command.encode(objectsAsAmf3)).encode();
    }
}
