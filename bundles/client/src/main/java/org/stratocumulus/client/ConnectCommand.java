package org.stratocumulus.client;

import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.amf.rtmp.Command;

/** The connect command (RTMP section 7.2.1.1; RFC 7425 section 5.3.1). */
final class ConnectCommand {
    /** Its transaction id in every client's first message. */
    static final int TRANSACTION = 1;

    private ConnectCommand() {
    }

    /**
     * @param extra additional or other fields of the command object
     * @param arguments what follows the command object
     * @return the message as it travels
     */
    static byte[] encode(RtmfpUri uri, AmfObject extra, Object... arguments) {
        AmfObject object = new AmfObject().put("app", uri.app()).put("tcUrl", uri.tcUrl()).put("flashVer", "STRATOCUMULUS 0,1,0,0")
            .put("fpad", false).put("capabilities", 235.0).put("audioCodecs", 3575.0).put("videoCodecs", 252.0)
            .put("videoFunction", 1.0).put("objectEncoding", 0.0);
        extra.properties().forEach(object::put);
        return Command.of("connect", TRANSACTION, object, arguments).toMessage().encode();
    }
}
