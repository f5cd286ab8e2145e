package org.stratocumulus.client;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.session.CloseReason;

/** Hears of a NetConnection, on its event loop; must not block. */
@ConsumerType
public interface NetConnectionListener {
    /** Ignores everything. */
    NetConnectionListener NONE = new NetConnectionListener() { };

    /** The server sent an onStatus on the connection. */
    default void status(NetConnection connection, AmfValue info) {
    }

    /**
     * The server calls a method.
     *
     * @return the result, anything {@link AmfValue#of} takes; ignored when the server expects none
     * @throws Exception becomes the {@code _error} that the server gets
     */
    default Object called(NetConnection connection, String method, List<AmfValue> arguments) throws Exception {
        throw new StatusException("call", AmfValue.of("Method '" + method + "' not found"));
    }

    /** The connection is over. Called exactly once for a connection that was up. */
    default void closed(NetConnection connection, CloseReason reason) {
    }
}
