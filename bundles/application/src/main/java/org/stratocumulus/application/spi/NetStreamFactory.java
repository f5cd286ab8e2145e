package org.stratocumulus.application.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes the server's end of NetStreams. One service; without one, createStream fails. When the service goes, the connections close
 * every stream that it made.
 */
@ConsumerType
public interface NetStreamFactory {
    /**
     * A client has created a stream (createStream). Called on the connection's loop; must not block or throw.
     *
     * @param streamId from 1; the lowest that is free in this connection, so ids come again after deleteStream
     */
    NetStream open(ClientConnection connection, int streamId);
}
