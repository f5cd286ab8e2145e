package org.stratocumulus.application.internal.connection;

import org.stratocumulus.amf.AmfException;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.amf.AmfString;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.amf.rtmp.Command;
import org.stratocumulus.api.application.ConnectRequest;
import org.stratocumulus.application.internal.app.AppPath;

/**
 * A client's connect, read (RFC 7425 section 5.3.1).
 *
 * @param request what applications get
 * @param objectEncoding 3 for AMF3 when the client asked for it, else 0
 */
record ConnectCommand(ConnectRequest request, int objectEncoding) {
    /** @throws AmfException when there is no command object; IllegalArgumentException when the path is too long */
    static ConnectCommand read(Command command) {
        if (!(command.commandObject() instanceof AmfObject object)) {
            throw new AmfException("connect without a command object");
        }
        AppPath path = AppPath.of(text(object.get("tcUrl")), text(object.get("app")));
        ConnectRequest request = new ConnectRequest(path.path(), path.query(), object, command.arguments());
        return new ConnectCommand(request, encoding(object.get("objectEncoding")));
    }

    private static String text(AmfValue value) {
        return value instanceof AmfString string ? string.text() : "";
    }

    private static int encoding(AmfValue value) {
        try {
            return value.isNullish() || value.asDouble() != 3 ? 0 : 3;
        } catch (AmfException e) { // no number: as if it were missing
            return 0;
        }
    }
}
