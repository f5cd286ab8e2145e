package org.stratocumulus.client;

import org.osgi.annotation.versioning.ConsumerType;
import org.stratocumulus.amf.AmfValue;

/** Hears of a NetStream, on its connection's event loop; must not block. */
@ConsumerType
public interface NetStreamListener {
    /** Ignores everything. */
    NetStreamListener NONE = new NetStreamListener() { };

    /** The server sent an onStatus on the stream. */
    default void status(NetStream stream, AmfValue info) {
    }

    /**
     * A media or data message: see {@link org.stratocumulus.amf.rtmp.MessageType}.
     *
     * @param message the whole RTMP message: type, timestamp (4 bytes), body; the receiver's to keep
     * @param lostBefore messages known to be lost just before this one
     */
    default void message(NetStream stream, byte[] message, int lostBefore) {
    }

    /**
     * A message written to the stream found no room ({@link NetStream#MAX_BUFFERED_BYTES}) and will not be sent.
     *
     * @param message the whole RTMP message
     */
    default void dropped(NetStream stream, byte[] message) {
    }

    /** The stream is deleted, or its connection over. */
    default void closed(NetStream stream) {
    }
}
