package org.stratocumulus.api.application;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentMap;
import org.osgi.annotation.versioning.ProviderType;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.PeerId;

/** One connected client: a NetConnection (RFC 7425 section 5.3). Any thread may use it. */
@ProviderType
public interface Client {
    /** The client's identity for as long as it keeps its certificate. */
    PeerId id();

    /** The path it connected to: begins with a slash, ends without one, {@code /} for the root. */
    String path();

    /** Where it was last verified to be. */
    InetSocketAddress address();

    /** What it said when it connected. */
    ConnectRequest connectRequest();

    /** Whatever applications want to remember about it; lives as long as the connection. */
    ConcurrentMap<String, Object> attributes();

    /** Smoothed round-trip time in milliseconds, -1 before it was measured. */
    int roundTripMillis();

    /** Whether the connection is up. */
    boolean isConnected();

    /**
     * Calls a method of the client and expects no answer.
     *
     * @param arguments anything {@link AmfValue#of} takes
     * @return false when the connection is down, or the client's queue is full and the message was dropped
     */
    boolean send(String method, Object... arguments);

    /**
     * Calls a method of the client and waits for its answer.
     *
     * @return completes with the result; exceptionally with {@link CallFailedException} when the client answers with an
     *     error, the connection ends, or too many calls are unanswered
     */
    CompletionStage<AmfValue> call(String method, Object... arguments);

    /** Ends the connection; the client is told NetConnection.Connect.Closed with the reason first. */
    void close(String reason);
}
