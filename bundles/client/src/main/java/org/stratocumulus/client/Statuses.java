package org.stratocumulus.client;

import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.amf.AmfString;
import org.stratocumulus.amf.AmfValue;

/** Reads information objects. */
final class Statuses {
    private Statuses() {
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
