package org.stratocumulus.client;

import org.stratocumulus.amf.AmfException;
import org.stratocumulus.amf.AmfLimits;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.amf.AmfString;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.amf.rtmp.Command;
import org.stratocumulus.amf.rtmp.RtmpMessage;

/** Reads onStatus commands and their information objects. */
final class Statuses {
    private Statuses() {
    }

    /**
     * What an onStatus of a stream tells.
     *
     * @param type of the message, of a command
     * @return null for any other command, and for a malformed message, which is as good as none
     */
    static AmfValue ofStream(int type, byte[] message) {
        try {
            Command command = Command.decode(type, message, RtmpMessage.HEADER_LENGTH, message.length - RtmpMessage.HEADER_LENGTH,
                AmfLimits.DEFAULT);
            return command.name().equals("onStatus") ? command.argument(0) : null;
        } catch (AmfException e) {
            return null;
        }
    }

    /** A text field of an information object; empty when there is none. */
    static String text(AmfValue info, String field) {
        return info instanceof AmfObject object && object.get(field) instanceof AmfString s ? s.text() : "";
    }

    /** Whether an information object tells of an error; some servers say so in the code only. */
    static boolean isError(AmfValue info) {
        return text(info, "level").equals("error") || text(info, "code").endsWith(".Failed");
    }
}
