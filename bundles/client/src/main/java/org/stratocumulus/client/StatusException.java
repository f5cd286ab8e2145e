package org.stratocumulus.client;

import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.amf.AmfValue;

/** The server answered with an error: a refused connection, publication or subscription, or a failed call. */
public class StatusException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient AmfValue info;

    /**
     * @param what what was asked for
     * @param info the server's information object or error value
     */
    public StatusException(String what, AmfValue info) {
        super(what + ": " + describe(info));
        this.info = info;
    }

    /** The server's information object or error value. */
    public AmfValue info() {
        return info;
    }

    /** The status code such as {@code NetConnection.Connect.Rejected}, empty when the server gave none. */
    public String code() {
        return Statuses.text(info, "code");
    }

    private static String describe(AmfValue info) {
        if (!(info instanceof AmfObject)) {
            return String.valueOf(info);
        }
        String description = Statuses.text(info, "description");
        return Statuses.text(info, "code") + (description.isEmpty() ? "" : " (" + description + ")");
    }
}
